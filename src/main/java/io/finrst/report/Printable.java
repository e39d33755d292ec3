package io.finrst.report;

/**
 * Makes text from outside safe to show: a file name, or words a capture holds, must not move a terminal's cursor,
 * change its colours or break a line.
 */
public final class Printable {
  private Printable() {}

  /**
   * {@code text} with control characters, format characters (such as those that turn the writing direction), line and
   * paragraph separators and lone surrogates written as {@code \x1b} or {@code \u202e}.
   */
  public static String of(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < 0x7F) {
      i++;
    }
    return i == text.length() ? text : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                shown.appendCodePoint(c);
              } else if (c < 0x100) {
                shown.append("\\x").append(hex(c, 2));
              } else {
                shown.append("\\u").append(hex(c, 4));
              }
            });
    return shown.toString();
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String hex(int value, int digits) {
    String hex = Integer.toHexString(value);
    return "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }
}
