package io.finrst.cli;

/** Text from outside, such as file names, made safe for a terminal. */
final class Printable {
  private Printable() {}

  /** {@code text} with control characters shown as {@code \x1b}. */
  static String of(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        if (safe == null) {
          safe = new StringBuilder(text.substring(0, i));
        }
        safe.append(String.format("\\x%02x", (int) c));
      } else if (safe != null) {
        safe.append(c);
      }
    }
    return safe == null ? text : safe.toString();
  }
}
