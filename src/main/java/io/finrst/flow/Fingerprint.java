package io.finrst.flow;

/**
 * A packet in 64 bits: 40 of what makes it itself, 24 of when it was seen, in units of 2^14 ns, about 16 us. The time
 * wraps after 2^38 ns: the same packet a multiple of 275 s later, to 10 ms, would be taken for one seen at once.
 */
final class Fingerprint {
  /** What {@link #away} says of different packets, and of the same one much earlier. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int TIME_BITS = 24;
  private static final int TIME_SHIFT = 14;

  /** The same packet is captured again after 10 ms at most. */
  private static final int LONGEST_WAY = 10_000_000 >> TIME_SHIFT;

  private Fingerprint() {}

  /**
   * @param hash spread over all 64 bits
   * @param nowNs when the packet was seen
   */
  static long of(long hash, long nowNs) {
    return hash >>> TIME_BITS << TIME_BITS | nowNs >>> TIME_SHIFT & (1 << TIME_BITS) - 1;
  }

  /**
   * How far apart two sights of one packet are, in either direction, in units of its time; {@link #NONE} if they are
   * none.
   */
  static int away(long one, long other) {
    if ((one ^ other) >>> TIME_BITS != 0) {
      return NONE;
    }
    int units = (int) (other - one) << 32 - TIME_BITS >> 32 - TIME_BITS;
    int away = Math.abs(units);
    return away <= LONGEST_WAY ? away : NONE;
  }

  /** What {@link #away} gave, in ns. */
  static long ns(int away) {
    return (long) away << TIME_SHIFT;
  }

  /** A place in a table of 2^{@code bits}. */
  static int place(long print, int bits) {
    return (int) (print >>> 64 - bits);
  }

  /** Two numbers to be mixed. */
  static long both(int high, int low) {
    return (long) high << 32 | low & 0xFFFFFFFFL;
  }
}
