package io.finrst.record;

/** Decimal fractions without the digits that a binary fraction would add. */
public final class Decimal {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private Decimal() {}

  /** {@code value / unit} rounded half up to three significant digits, or to whole units from 100 on. */
  public static String threeDigits(long value, long unit) {
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
    append(text, false, whole, fraction, digits);
    return text.toString();
  }

  /** A number of 0 or more with a comma between each three digits; {@code String.format} would cost a start 10 ms. */
  public static String grouped(long number) {
    StringBuilder text = new StringBuilder(16).append(number);
    for (int at = text.length() - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** Appends {@code whole} and a fraction of {@code digits} digits, 0 to 9. */
  public static void append(StringBuilder text, boolean negative, long whole, long fraction, int digits) {
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
