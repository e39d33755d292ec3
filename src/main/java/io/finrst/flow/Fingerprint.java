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

  /** Of a packet seen at {@code nowNs}; the others are numbers of it, two in each. */
  static long of(long first, long second, long third, long nowNs) {
    long h = first * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 32 ^ second) * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ h >>> 32 ^ third) * 0x9E3779B97F4A7C15L;
    return h >>> TIME_BITS << TIME_BITS | nowNs >>> TIME_SHIFT & (1 << TIME_BITS) - 1;
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
