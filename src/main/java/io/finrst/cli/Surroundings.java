package io.finrst.cli;

import io.finrst.report.Printable;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a run happens.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 * @param environment environment variables
 * @param console the terminal
 * @param ownsProcess whether signals may be handled: false when another program runs finrst
 */
record Surroundings(
    InputStream in,
    ReportOutput out,
    PrintStream err,
    Map<String, String> environment,
    Console console,
    boolean ownsProcess) {

  /** Prints one message line. */
  void say(String message) {
    err.println("finrst: " + Printable.of(message));
    err.flush();
  }
}
