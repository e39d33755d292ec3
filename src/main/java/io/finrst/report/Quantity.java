package io.finrst.report;

/** Durations, byte counts and counts as text. */
public final class Quantity {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };
  private static final String[] BYTE_UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantity() {}

  /**
   * Appends ns as decimal seconds, exactly: {@code 0.2}, {@code 350.000123}, {@code 0}. A binary fraction would add
   * digits that nobody measured.
   */
  public static void appendSeconds(StringBuilder text, long ns) {
    long fraction = Math.abs(ns % NS_PER_SECOND);
    int digits = fraction == 0 ? 0 : 9;
    while (digits > 0 && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    appendDecimal(text, ns < 0, Math.abs(ns / NS_PER_SECOND), fraction, digits);
  }

  /** Seconds with a fixed number of fraction digits, cut and never rounded. */
  public static String fixedSeconds(long ns, int fractionDigits) {
    StringBuilder text = new StringBuilder(20);
    long fraction = Math.abs(ns % NS_PER_SECOND) / POWERS[9 - fractionDigits];
    appendDecimal(text, ns < 0, Math.abs(ns / NS_PER_SECOND), fraction, fractionDigits);
    return text.toString();
  }

  /** A duration for people, to about three digits: {@code 31 ms}, {@code 0.2 s}, {@code 350 s}, {@code 1 h 2 min}. */
  public static String duration(long ns) {
    if (ns < 0) {
      return "-" + duration(ns == Long.MIN_VALUE ? Long.MAX_VALUE : -ns);
    }
    if (ns < 1_000) {
      return ns + " ns";
    }
    if (ns < 100_000_000L) { // below 0.1 s in the smaller unit: 31 ms reads better than 0.031 s
      boolean micro = ns < 999_500;
      return threeDigits(ns, micro ? 1_000 : 1_000_000) + (micro ? " us" : " ms");
    }
    if (ns < 600 * NS_PER_SECOND - NS_PER_SECOND / 2) {
      return threeDigits(ns, NS_PER_SECOND) + " s";
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

  /** A number of bytes in decimal units to three digits: {@code 999 B}, {@code 18.6 kB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    int unit = 0;
    long size = 1_000;
    while (unit < BYTE_UNITS.length - 1 && bytes / size >= 1_000) {
      size *= 1_000;
      unit++;
    }
    if (unit < BYTE_UNITS.length - 1 && bytes >= size * 999 + size / 2) { // would round to 1000 of this unit
      size *= 1_000;
      unit++;
    }
    return threeDigits(bytes, size) + " " + BYTE_UNITS[unit];
  }

  /** A count with thousands parted by commas. */
  public static String count(long count) {
    String digits = Long.toString(count);
    int first = count < 0 ? 1 : 0;
    StringBuilder text = new StringBuilder(digits.length() * 4 / 3 + 1);
    for (int i = 0; i < digits.length(); i++) {
      if (i > first && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** {@code 1 packet}, {@code 2 packets}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String twoUnits(long large, String largeUnit, long small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }

  /** {@code value / unit} rounded half up to three significant digits, or to whole units from 100 on. */
  private static String threeDigits(long value, long unit) {
    long whole = value / unit;
    int digits = whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
    long step = unit / POWERS[digits];
    long rounded = value / step + (value % step * 2 >= step ? 1 : 0);
    long fraction = rounded % POWERS[digits];
    whole = rounded / POWERS[digits];
    while (digits > 0 && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    StringBuilder text = new StringBuilder(8);
    appendDecimal(text, false, whole, fraction, digits);
    return text.toString();
  }

  private static void appendDecimal(StringBuilder text, boolean negative, long whole, long fraction, int digits) {
    if (negative) {
      text.append('-');
    }
    text.append(whole);
    if (digits == 0) {
      return;
    }
    text.append('.');
    for (int i = digits - 1; i > 0 && fraction < POWERS[i]; i--) {
      text.append('0');
    }
    text.append(fraction);
  }
}
