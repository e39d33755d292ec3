package io.finrst.cli;

import io.finrst.report.text.Palette;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.fusesource.jansi.AnsiConsole;
import org.fusesource.jansi.internal.CLibrary;

/**
 * What is known about the terminal. The launcher says it by system properties, because asking from Java loads a native
 * library, which costs more than the rest of the start; without the launcher jansi is asked.
 *
 * @param outIsTerminal whether results go to a terminal
 * @param errIsTerminal whether messages go to a terminal
 * @param columns width of the terminal, 0 when results do not go to one or its width is not known
 * @param unicode whether the locale's character set holds arrows and lines
 */
record Console(boolean outIsTerminal, boolean errIsTerminal, int columns, boolean unicode) {
  private static final int NARROWEST = 40;

  /** When to colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** No terminal at all, as in a pipe or a test. */
  static final Console NONE = new Console(false, false, 0, true);

  /** The terminal this process was started from. */
  static Console ofProcess() {
    boolean out = isTerminal("finrst.stdout.tty", 1);
    boolean err = isTerminal("finrst.stderr.tty", 2);
    String charset = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
    boolean unicode = charset.toUpperCase(Locale.ROOT).startsWith("UTF") && !Boolean.getBoolean("finrst.ascii");
    return new Console(out, err, out ? width() : 0, unicode);
  }

  private static boolean isTerminal(String property, int descriptor) {
    String told = System.getProperty(property);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    try {
      return CLibrary.isatty(descriptor) != 0;
    } catch (LinkageError noNativeLibrary) {
      return false;
    }
  }

  private static int width() {
    String told = System.getProperty("finrst.columns", System.getenv("COLUMNS"));
    try {
      int columns = told == null || told.isBlank() ? AnsiConsole.getTerminalWidth() : Integer.parseInt(told.strip());
      return columns < NARROWEST ? 0 : columns;
    } catch (NumberFormatException | LinkageError unknown) {
      return 0;
    }
  }

  /** Height of the terminal at this moment, 0 when it is not known. */
  int rows() {
    try {
      CLibrary.WinSize size = new CLibrary.WinSize();
      return CLibrary.ioctl(1, CLibrary.TIOCGWINSZ, size) == 0 ? size.ws_row : 0;
    } catch (LinkageError noNativeLibrary) {
      return 0;
    }
  }

  /** The stream for results: on Windows through jansi, which makes old consoles understand colours. */
  OutputStream results(OutputStream raw) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows && outIsTerminal ? AnsiConsole.out() : raw;
  }

  /** Whether to colour results: the option first, then NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM. */
  boolean colored(Color asked, Map<String, String> environment) {
    if (asked != Color.AUTO) {
      return asked == Color.ALWAYS;
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (isForced(environment.get("FORCE_COLOR")) || isForced(environment.get("CLICOLOR_FORCE"))) {
      return true;
    }
    return outIsTerminal && !"0".equals(environment.get("CLICOLOR")) && !isDumb(environment);
  }

  private static boolean isForced(String value) {
    return value != null && !value.isEmpty() && !value.equals("0");
  }

  /** Whether a line of messages can be drawn over itself. */
  boolean drawsLines(Map<String, String> environment) {
    return errIsTerminal && !isDumb(environment);
  }

  /** A terminal that knows no codes, such as that of an editor. */
  static boolean isDumb(Map<String, String> environment) {
    return "dumb".equals(environment.get("TERM"));
  }

  /** The palette for {@link #colored}. */
  Palette palette(Color asked, Map<String, String> environment) {
    return colored(asked, environment) ? JansiPalette.INSTANCE : Palette.PLAIN;
  }
}
