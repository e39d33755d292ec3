package io.finrst.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the real program inside the test. */
record Run(int status, String out, String err) {
  static final String SAMPLES = "samples";
  static final String RACE = "samples/keep-alive-race.pcap";
  static final String DROPPED = "samples/syn-dropped.pcap";
  static final String GRACEFUL = "samples/client-closes-first.pcap";
  static final String UNREAD = "samples/server-closes-with-unread-request.pcap";

  static Run finrst(String... args) {
    return finrst(InputStream.nullInputStream(), args);
  }

  static Run finrst(InputStream in, String... args) {
    return on(in, Map.of(), Console.NONE, args);
  }

  static Run on(Map<String, String> environment, Console console, String... args) {
    return on(new ByteArrayInputStream(new byte[0]), environment, console, args);
  }

  private static Run on(InputStream in, Map<String, String> environment, Console console, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    int status = Main.run(in, out, messages, environment, console, args);
    return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
