package io.finrst.report.text;

import io.finrst.capture.CaptureInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Commands that a reader can paste into a shell. */
final class Command {
  /** More file names than this do not fit a line that people read. */
  private static final int MOST_NAMES = 3;

  /** Stands for names that the reader has to fill in. */
  private static final String SAME_FILES = "CAPTURE...";

  private Command() {}

  /**
   * One that explains a selection of what was read; empty where it cannot be read again.
   *
   * @param selection options
   * @param captures what was read
   */
  static String explain(String selection, List<CaptureInfo> captures) {
    if (captures.isEmpty() || captures.stream().anyMatch(Command::isGone)) {
      return "";
    }
    String files =
        captures.size() > MOST_NAMES
            ? SAME_FILES
            : captures.stream().map(capture -> quoted(capture.name())).collect(Collectors.joining(" "));
    return "finrst --explain " + selection + " " + files;
  }

  private static boolean isGone(CaptureInfo capture) {
    return capture.name().equals("-") || capture.format().equals("live");
  }

  /** A name as one word of a POSIX shell. */
  private static String quoted(String name) {
    String safe = name.startsWith("-") ? "./" + name : name;
    return safe.matches("[A-Za-z0-9_@%+=:,./-]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
  }
}
