package io.finrst.report.text;

import java.util.List;
import java.util.stream.Collectors;

/** Commands that a reader can paste into a shell. */
public final class Command {
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

  /** The command line that was typed, {@code finrst} and these words. */
  public static String typed(List<String> words) {
    return "finrst " + words.stream().map(Command::asOneWord).collect(Collectors.joining(" "));
  }

  private static String quoted(List<String> words) {
    return words.stream().map(Command::quoted).collect(Collectors.joining(" "));
  }

  /** A word of a POSIX shell. */
  private static String quoted(String word) {
    return asOneWord(word.startsWith("-") && !word.equals("--") ? "./" + word : word);
  }

  private static String asOneWord(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
