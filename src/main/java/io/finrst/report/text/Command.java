package io.finrst.report.text;

import java.util.List;
import java.util.stream.Collectors;

/** Commands that a reader can paste into a shell. */
final class Command {
  /** Two lines of a terminal; longer lists of files are left to the reader. */
  private static final int LONGEST = 160;

  /** Stands for names that the reader has to fill in. */
  private static final String SAME_FILES = "CAPTURE...";

  private Command() {}

  /**
   * One that explains a selection of what was read; empty where it cannot be read again.
   *
   * @param selection options
   * @param again the words that name what was read
   */
  static String explain(String selection, List<String> again) {
    if (again.isEmpty()) {
      return "";
    }
    int filter = again.contains("--") ? again.indexOf("--") : again.size();
    String files = quoted(again.subList(0, filter));
    String rest = filter == again.size() ? "" : " " + quoted(again.subList(filter, again.size()));
    return "finrst --explain " + selection + " " + (files.length() > LONGEST ? SAME_FILES : files) + rest;
  }

  private static String quoted(List<String> words) {
    return words.stream().map(Command::quoted).collect(Collectors.joining(" "));
  }

  /** A word of a POSIX shell. */
  private static String quoted(String word) {
    String safe = word.startsWith("-") && !word.equals("--") ? "./" + word : word;
    return safe.matches("[A-Za-z0-9_@%+=:,./-]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
  }
}
