package io.finrst.capture;

import java.math.BigInteger;

/**
 * Turns the ticks of a pcapng interface into nanoseconds since 1970 (draft-ietf-opsawg-pcapng, if_tsresol and
 * if_tsoffset).
 *
 * <p>Times that no packet can have are {@link PacketTime#NONE}.
 */
final class TimeScale {
  /** What an interface without if_tsresol uses: microseconds. */
  static final int DEFAULT_RESOLUTION = 6;

  private static final long SECOND = 1_000_000_000L;
  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  private final boolean binary;
  private final int exponent;
  private final long offsetNs;

  /** Digits of the second's fraction worth showing, 0 to 9. */
  final int fractionDigits;

  /**
   * @param resolution the option's byte: ticks of 10^-n s, or 2^-n s when the highest bit is set
   * @param offsetSeconds seconds to add to every time
   */
  TimeScale(int resolution, long offsetSeconds) {
    binary = (resolution & 0x80) != 0;
    exponent = resolution & 0x7f;
    long limit = Long.MAX_VALUE / SECOND;
    offsetNs = Math.max(-limit, Math.min(limit, offsetSeconds)) * SECOND;
    int digits = binary ? (int) Math.ceil(exponent * Math.log10(2)) : exponent;
    fractionDigits = Math.min(9, digits);
  }

  /** Nanoseconds since 1970 of an unsigned number of ticks, {@link PacketTime#NONE} when no packet can have them. */
  long toNs(long ticks) {
    long ns = binary ? fromBinary(ticks) : fromDecimal(ticks);
    long sum = ns + offsetNs; // of two positive numbers it may overflow, and then it is negative
    return ns == PacketTime.NEVER || !PacketTime.isPossible(sum) ? PacketTime.NONE : sum;
  }

  /** The last tick at or before {@code ns}, a time that {@link #toNs} has given; 0 where a long does not hold it. */
  long toTicks(long ns) {
    long sinceOffset = ns - offsetNs;
    if (binary) {
      BigInteger ticks = BigInteger.valueOf(sinceOffset).shiftLeft(exponent).divide(BigInteger.valueOf(SECOND));
      return ticks.bitLength() < Long.SIZE ? ticks.longValue() : 0;
    }
    if (exponent <= 9) {
      return sinceOffset / POWERS_OF_TEN[9 - exponent];
    }
    boolean fits = exponent - 9 < POWERS_OF_TEN.length && Math.multiplyHigh(sinceOffset, POWERS_OF_TEN[exponent - 9]) == 0;
    return fits ? sinceOffset * POWERS_OF_TEN[exponent - 9] : 0;
  }

  private long fromDecimal(long ticks) {
    if (exponent <= 9) {
      long factor = POWERS_OF_TEN[9 - exponent];
      boolean fits = ticks >= 0 && Math.multiplyHigh(ticks, factor) == 0 && ticks * factor >= 0;
      return fits ? ticks * factor : PacketTime.NEVER;
    }
    // 10^19 does not fit a long, and 64 bits of such fine ticks are less than 2 ns
    return exponent - 9 < POWERS_OF_TEN.length ? Long.divideUnsigned(ticks, POWERS_OF_TEN[exponent - 9]) : 0;
  }

  /** ticks * 10^9 / 2^exponent, through the 128-bit product. */
  private long fromBinary(long ticks) {
    long low = ticks * SECOND;
    long high = Math.multiplyHigh(ticks, SECOND) + (ticks < 0 ? SECOND : 0);
    if (exponent >= 64) {
      return high >>> (exponent - 64);
    }
    if (exponent == 0) {
      return high == 0 && low >= 0 ? low : PacketTime.NEVER;
    }
    boolean fits = high >>> (exponent - 1) == 0;
    return fits ? high << (64 - exponent) | low >>> exponent : PacketTime.NEVER;
  }
}
