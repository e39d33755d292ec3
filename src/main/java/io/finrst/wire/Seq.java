package io.finrst.wire;

/**
 * Arithmetic on TCP sequence numbers, modulo 2^32 (RFC 9293 section 3.4). Nothing else compares sequence numbers.
 *
 * <p>A number is before another when the shorter way round the circle leads forward; both must lie within 2^31 of each
 * other, as all numbers of one window do.
 */
public final class Seq {
  private Seq() {}

  /** Distance from {@code from} to {@code to}, negative when {@code to} lies before {@code from}. */
  public static int diff(int to, int from) {
    return to - from;
  }

  /** {@code a < b}. */
  public static boolean lt(int a, int b) {
    return a - b < 0;
  }

  /** {@code a <= b}. */
  public static boolean le(int a, int b) {
    return a - b <= 0;
  }

  /** The later of two. */
  public static int max(int a, int b) {
    return a - b < 0 ? b : a;
  }

  /** {@code low <= seq <= high}. */
  public static boolean between(int low, int seq, int high) {
    return seq - low >= 0 && high - seq >= 0;
  }
}
