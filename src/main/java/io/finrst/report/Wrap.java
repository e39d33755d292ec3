package io.finrst.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks prose into lines: after words, and rather not beside a number; within a word only where it is too long. */
public final class Wrap {
  private Wrap() {}

  /**
   * {@code text} as lines of at most {@code room} characters, one at least.
   *
   * @param room 1 or more
   */
  public static List<String> lines(String text, int room) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    do {
      int to = lineEnd(text, from, room);
      lines.add(text.substring(from, to).stripTrailing());
      from = to;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
    } while (from < text.length());
    return lines;
  }

  /** After the last word that fits; within a word that alone is longer than a line. */
  private static int lineEnd(String text, int from, int room) {
    if (text.length() - from <= room) {
      return text.length();
    }
    int any = text.lastIndexOf(' ', from + room);
    int least = from + room / 2; // a line half empty is worse than a parted number
    int beforeNumber = -1;
    for (int space = any; space > least; space = text.lastIndexOf(' ', space - 1)) {
      boolean numberBefore = Character.isDigit(text.charAt(space - 1));
      boolean numberAfter = space + 1 < text.length() && Character.isDigit(text.charAt(space + 1));
      if (!numberBefore && !numberAfter) { // parts neither "31 ms" nor "frame 32"
        return space;
      }
      if (!numberBefore && beforeNumber < 0) {
        beforeNumber = space;
      }
    }
    if (beforeNumber > 0) {
      return beforeNumber;
    }
    return any > from ? any : from + room;
  }
}
