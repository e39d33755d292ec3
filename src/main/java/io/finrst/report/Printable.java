package io.finrst.report;

/**
 * Makes text from outside safe to show: a file name, or words a capture holds, must not move a terminal's cursor,
 * change its colours or break a line.
 */
public final class Printable {
  private static final int FIRST_BYTE = 0xDC80;
  private static final int LAST_BYTE = 0xDCFF;

  private Printable() {}

  /**
   * {@code text} with control characters, format characters (such as those that turn the writing direction), line and
   * paragraph separators and lone surrogates written as {@code \x1b} or {@code \u202e}; those that stand for a byte of
   * a file's name ({@link io.finrst.capture.RawNames}) as that byte.
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
              } else if (c < 0x100 || c >= FIRST_BYTE && c <= LAST_BYTE) {
                shown.append("\\x").append(hex(c & 0xFF, 2));
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
