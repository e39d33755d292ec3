package io.finrst.wire;

/** A segment as text for people. */
public final class Notation {
  private static final String LETTERS = "FSRPAUEW";
  private static final int[] ORDER = {1, 0, 2, 3, 4, 5, 6, 7};

  private Notation() {}

  /** The flags as letters: {@code S}, {@code SA}, {@code RA}, {@code FA}, {@code PA}; empty for none. */
  public static String flagLetters(int flags) {
    StringBuilder text = new StringBuilder(8);
    for (int bit : ORDER) {
      if ((flags >>> bit & 1) != 0) {
        text.append(LETTERS.charAt(bit));
      }
    }
    return text.toString();
  }
}
