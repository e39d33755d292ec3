package io.finrst.lab;

import io.finrst.teardown.Role;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service of {@code lab serve} in a process of its own on the server's host of a {@link Network}. */
final class RemoteServer implements Closeable {
  private static final Pattern CALL = Pattern.compile("^finrst: \\S+ #(\\d+): (\\w+) ?(.*?)(?: (E[A-Z]+))?$");

  private final Process process;

  RemoteServer(Network network, Service service, Service.Settings settings, int port, CallLog log)
      throws IOException {
    List<String> command = new ArrayList<>(network.asServer());
    command.addAll(Self.command());
    command.addAll(
        List.of(
            "lab", "serve", service.name(), "--listen", network.serverAddress().getHostAddress(), "--base-port",
            Integer.toString(port - service.portOffset()), "--delay", Integer.toString(settings.delayMs()), "--idle",
            Double.toString(settings.idleMs() / 1_000.0)));
    process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.contains("  " + service.name() + ": ")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException(service.name() + " did not start in the server's namespace");
    }
    Thread reader = new Thread(() -> read(lines, log), "server log");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read(BufferedReader lines, CallLog log) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher call = CALL.matcher(line);
        if (call.matches()) {
          String error = call.group(4) == null ? "" : call.group(4);
          log.add(Integer.parseInt(call.group(1)) - 1, Role.SERVER, call.group(2), call.group(3), error);
        }
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
