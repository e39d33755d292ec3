package io.finrst.flow;

/**
 * Hands out places in a run of words, and bits in a word, one after the other: what is allocated by name cannot
 * overlap. Used in static initialisers only, so that the places are constants where it matters.
 */
final class Layout {
  private static final int BITS = 32;

  private int words;
  private int bits;
  private int top = BITS;

  /** The next word. */
  int word() {
    return words++;
  }

  /** The first of the next two words, which hold a long. */
  int pair() {
    words += 2;
    return words - 2;
  }

  /** The first of the next {@code count} words. */
  int words(int count) {
    words += count;
    return words - count;
  }

  /** How many words have been handed out. */
  int size() {
    return words;
  }

  /** A mask of the next bit of a word of flags. */
  int bit() {
    return 1 << field(1);
  }

  /** By how much the next {@code width} bits of a word must be shifted down. */
  int field(int width) {
    bits += width;
    check();
    return bits - width;
  }

  /** The same for the uppermost bits that are left. */
  int top(int width) {
    top -= width;
    check();
    return top;
  }

  private void check() {
    if (bits > top) {
      throw new AssertionError("more bits asked for than the " + BITS + " of a word");
    }
  }
}
