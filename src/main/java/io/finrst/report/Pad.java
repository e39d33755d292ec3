package io.finrst.report;

/** Fills text up with blanks. What is as wide already, or wider, stays as it is. */
public final class Pad {
  private Pad() {}

  /** {@code text} at the left of {@code width} characters. */
  public static String left(String text, int width) {
    return text + blanks(text, width);
  }

  /** {@code text} at the right of {@code width} characters. */
  public static String right(String text, int width) {
    return blanks(text, width) + text;
  }

  private static String blanks(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length()));
  }
}
