package io.finrst.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A run over captures of finrst's own, for the sake of the classes that it loads: the launcher lets the JVM archive them
 * for the runs after it.
 */
final class Rehearsal {
  /** The system property that asks for one. */
  static final String PROPERTY = "finrst.rehearsal";

  /** Between them they are refused, reset, raced, forged, cut short and gapped, so that most rules are asked. */
  private static final String[] CAPTURES = {
    "answer-shorter-than-announced.pcap",
    "capture-starts-midstream.pcap",
    "connection-refused-by-icmp.pcap",
    "keep-alive-race.pcap",
    "reset-injected-on-the-way.pcap",
    "server-closes-with-unread-request.pcap",
    "tls-alert.pcap"
  };

  private static final String[][] OPTIONS = {{}, {"--top=5"}, {"--explain"}, {"--json"}, {"--csv"}};

  private Rehearsal() {}

  /**
   * Runs without a word to anyone.
   *
   * @return the exit status
   */
  static int run() {
    try {
      Path folder = Files.createTempDirectory("finrst");
      try {
        return run(folder);
      } finally {
        for (String capture : CAPTURES) {
          Files.deleteIfExists(folder.resolve(capture));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      return ExitCode.OUTPUT_FAILED.status(); // no room for a file
    }
  }

  /** Over each of them as a pipe and as a file, whose table is another, and over all of them. */
  private static int run(Path folder) throws IOException {
    for (String capture : CAPTURES) {
      Path file = folder.resolve(capture);
      try (InputStream in = Rehearsal.class.getResourceAsStream(capture)) {
        Files.copy(in, file);
      }
      for (String[] options : OPTIONS) {
        for (String from : new String[] {file.toString(), "-"}) {
          int status = run(capture, options, from);
          if (status != ExitCode.OK.status()) {
            return status;
          }
        }
      }
    }
    for (String[] options : OPTIONS) {
      int status = run(CAPTURES[0], options, folder.toString());
      if (status != ExitCode.OK.status()) {
        return status;
      }
    }
    return ExitCode.OK.status();
  }

  private static int run(String capture, String[] options, String from) throws IOException {
    String[] words = Arrays.copyOf(options, options.length + 1);
    words[options.length] = from;
    try (InputStream in = Rehearsal.class.getResourceAsStream(capture)) {
      PrintStream err = new PrintStream(OutputStream.nullOutputStream());
      return Main.run(in, OutputStream.nullOutputStream(), err, TypedWords.of(words));
    }
  }
}
