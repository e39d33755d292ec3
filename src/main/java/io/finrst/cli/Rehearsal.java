package io.finrst.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * A run over captures of finrst's own, for the sake of the classes that it loads: the launcher lets the JVM archive them
 * for the runs after it.
 */
final class Rehearsal {
  /** The system property that asks for one. */
  static final String PROPERTY = "finrst.rehearsal";

  /** Between them they are refused, reset, raced and forged, so that most rules are asked. */
  private static final String[] CAPTURES = {
    "connection-refused-by-icmp.pcap",
    "keep-alive-race.pcap",
    "reset-injected-on-the-way.pcap",
    "server-closes-with-unread-request.pcap"
  };

  private static final String[][] OUTPUTS = {{"--top=5", "-"}, {"--explain", "-"}, {"--json", "-"}, {"--csv", "-"}};

  private Rehearsal() {}

  /**
   * Runs without a word to anyone.
   *
   * @return the exit status
   */
  static int run() {
    for (String capture : CAPTURES) {
      for (String[] output : OUTPUTS) {
        try (InputStream in = Rehearsal.class.getResourceAsStream(capture)) {
          PrintStream err = new PrintStream(OutputStream.nullOutputStream());
          int status = Main.run(in, OutputStream.nullOutputStream(), err, output);
          if (status != ExitCode.OK.status()) {
            return status;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e); // a resource of this jar
        }
      }
    }
    return ExitCode.OK.status();
  }
}
