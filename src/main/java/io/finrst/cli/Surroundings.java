package io.finrst.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a run happens.
 *
 * @param in standard input
 * @param out results; must throw when nobody reads them any more
 * @param err everything else
 * @param environment environment variables
 * @param console the terminal
 */
record Surroundings(
    InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, Console console) {

  /** Whether results are coloured when nothing was asked for. */
  boolean colored() {
    return console.colored(Console.Color.AUTO, environment);
  }

  /** Prints one message line. */
  void say(String message) {
    err.println("finrst: " + Printable.of(message));
  }
}
