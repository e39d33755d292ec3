package io.finrst.lab;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The other end of a {@link RemoteServer}, a program of its own: serves as it is ordered to on standard input, tells of
 * every call on standard output, and ends when the input does.
 */
final class ServerProcess {
  private ServerProcess() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    serve(System.in, System.out);
  }

  static void serve(InputStream orders, OutputStream told) throws IOException {
    DataInputStream in = new DataInputStream(orders);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(told)); // also the lock for who writes
    ServerPipe.Order order = ServerPipe.readOrder(in);
    LabServer server;
    synchronized (out) { // calls wait until it is said that the service has started
      try {
        CallLog log = new CallLog(call -> tell(out, call));
        server = new LabServer(order.named(), order.settings(), order.address(), log);
      } catch (IOException obstacle) {
        ServerPipe.writeStart(out, obstacle.getMessage());
        return;
      }
      ServerPipe.writeStart(out, "");
    }
    in.read(); // nothing more comes
    server.close();
  }

  private static void tell(DataOutputStream out, Call call) {
    synchronized (out) {
      try {
        ServerPipe.write(out, call);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
