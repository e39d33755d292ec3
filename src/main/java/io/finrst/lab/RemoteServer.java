package io.finrst.lab;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A service in a {@link ServerProcess} on a host of a {@link Network}. */
final class RemoteServer implements Closeable {
  private final Process process;

  /**
   * Begins to serve.
   *
   * @param host where, as {@link Network#as} says
   * @param log told of every call
   * @throws IOException when the process does not start or cannot follow the order
   */
  RemoteServer(List<String> host, ServerPipe.Order order, CallLog log) throws IOException {
    List<String> command = new ArrayList<>(host);
    command.addAll(Self.command(ServerProcess.class));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    DataInputStream in = new DataInputStream(process.getInputStream());
    try {
      ServerPipe.write(new DataOutputStream(process.getOutputStream()), order);
      ServerPipe.readStart(in);
    } catch (IOException e) {
      close();
      String why = e instanceof EOFException ? "its process ended" : e.getMessage();
      throw new IOException(order.service() + " did not start in its namespace: " + why, e);
    }
    Thread reader = new Thread(() -> read(in, log), "server log");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read(DataInputStream in, CallLog log) {
    try (in) {
      while (true) {
        Call call = ServerPipe.readCall(in);
        log.add(call.connection(), call.side(), call.name(), call.result(), call.error());
      }
    } catch (IOException ended) {
      // the process was killed
    }
  }

  /** Kills the process; its sockets are closed by its system. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
