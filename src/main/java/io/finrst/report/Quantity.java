package io.finrst.report;

import io.finrst.record.Decimal;

/** Seconds, byte counts and counts as text. */
public final class Quantity {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long[] NS_PER_LAST_DIGIT = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
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
    Decimal.append(text, ns < 0, Math.abs(ns / NS_PER_SECOND), fraction, digits);
  }

  /** Seconds with a fixed number of fraction digits, cut and never rounded. */
  public static String fixedSeconds(long ns, int fractionDigits) {
    StringBuilder text = new StringBuilder(20);
    long fraction = Math.abs(ns % NS_PER_SECOND) / NS_PER_LAST_DIGIT[fractionDigits];
    Decimal.append(text, ns < 0, Math.abs(ns / NS_PER_SECOND), fraction, fractionDigits);
    return text.toString();
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
    return Decimal.threeDigits(bytes, size) + " " + BYTE_UNITS[unit];
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
}
