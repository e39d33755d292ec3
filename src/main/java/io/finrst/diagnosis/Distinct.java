package io.finrst.diagnosis;

/** Tells for many things at once how many different others each of them met. Bounded, and then no longer exact. */
final class Distinct {
  /** 2 MB at most. */
  static final int MOST_PAIRS = 1 << 17;

  private final int most;
  private long[] places = new long[1 << 10];
  private int size;

  /**
   * One for as many as this.
   *
   * @param most pairs, at most {@link #MOST_PAIRS}
   */
  Distinct(int most) {
    this.most = most;
  }

  /** Whether {@code one} has not met {@code other} before; false, too, when no more can be remembered. */
  boolean isNew(long one, long other) {
    long pair = Mix.of(one, other);
    int at = Places.of(pair, places);
    if (places[at] == pair || isFull()) {
      return false;
    }
    places[at] = pair;
    if (++size > places.length / 2) {
      grow();
    }
    return true;
  }

  /** Whether what was asked last may have been new although it was denied. */
  boolean isFull() {
    return size == most;
  }

  private void grow() {
    long[] more = new long[places.length * 2];
    for (long pair : places) {
      if (pair != 0) {
        more[Places.of(pair, more)] = pair;
      }
    }
    places = more;
  }
}
