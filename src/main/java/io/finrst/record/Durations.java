package io.finrst.record;

/** Durations in words, the same in every sentence. */
public final class Durations {
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private Durations() {}

  /** ns to about three digits: {@code 31 ms}, {@code 0.2 s}, {@code 350 s}, {@code 1 h 2 min}. */
  public static String words(long ns) {
    if (ns < 0) {
      return "-" + words(ns == Long.MIN_VALUE ? Long.MAX_VALUE : -ns);
    }
    if (ns < 1_000) {
      return ns + " ns";
    }
    if (ns < 100_000_000L) { // below 0.1 s in the smaller unit: 31 ms reads better than 0.031 s
      boolean micro = ns < 999_500;
      return Decimal.threeDigits(ns, micro ? 1_000 : 1_000_000) + (micro ? " us" : " ms");
    }
    if (ns < 600 * NS_PER_SECOND - NS_PER_SECOND / 2) {
      return Decimal.threeDigits(ns, NS_PER_SECOND) + " s";
    }
    long seconds = (ns + NS_PER_SECOND / 2) / NS_PER_SECOND;
    if (seconds < 3_600) {
      return twoUnits(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 48 * 3_600) {
      return twoUnits(seconds / 3_600, "h", seconds / 60 % 60, "min");
    }
    return twoUnits(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
  }

  /** ns to the ms where a timer is to be told from a person: {@code 1.001 s}; {@link #words} below 0.1 s. */
  public static String toTheMs(long ns) {
    if (ns < 100_000_000L) {
      return words(ns);
    }
    long ms = (ns + 500_000) / 1_000_000;
    return Decimal.grouped(ms / 1_000) + "." + String.valueOf(1_000 + ms % 1_000).substring(1) + " s";
  }

  private static String twoUnits(long large, String largeUnit, long small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
