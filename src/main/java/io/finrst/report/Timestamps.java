package io.finrst.report;

import java.time.LocalDate;

/**
 * Writes times as ISO 8601 in UTC with a given number of fraction digits, cut and never rounded.
 *
 * <p>The date is computed once a day: times of one capture come close together, and a time stands in almost every field
 * of a record. Not thread-safe; the characters are valid until the next call.
 */
public final class Timestamps {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;

  /** Index where the time of day starts in {@code yyyy-mm-ddThh:mm:ss}. */
  private static final int TIME_OF_DAY = 11;

  private static final int FRACTION = 20;

  private final char[] text = "1970-01-01T00:00:00.000000000Z".toCharArray();
  private long day; // since 1970; text starts with its date

  /**
   * Formats a time into {@link #chars}.
   *
   * @param timeNs ns since 1970, may be negative
   * @param fractionDigits 0 to 9
   * @return how many characters are valid
   */
  public int format(long timeNs, int fractionDigits) {
    int end = formatWithoutZone(timeNs, fractionDigits);
    text[end] = 'Z';
    return end + 1;
  }

  /** What the last {@link #format} wrote, from index 0. */
  public char[] chars() {
    return text;
  }

  /** The whole time as a string. */
  public String render(long timeNs, int fractionDigits) {
    return new String(text, 0, format(timeNs, fractionDigits));
  }

  /** The time of day as a string, without a zone letter. */
  public String renderTimeOfDay(long timeNs, int fractionDigits) {
    int end = formatWithoutZone(timeNs, fractionDigits);
    return new String(text, TIME_OF_DAY, end - TIME_OF_DAY);
  }

  private int formatWithoutZone(long timeNs, int fractionDigits) {
    long seconds = Math.floorDiv(timeNs, NS_PER_SECOND);
    int fraction = (int) (timeNs - seconds * NS_PER_SECOND);
    long newDay = Math.floorDiv(seconds, SECONDS_PER_DAY);
    if (newDay != day) {
      LocalDate.ofEpochDay(newDay).toString().getChars(0, TIME_OF_DAY - 1, text, 0); // 1677 to 2262: four-digit years
      day = newDay;
    }
    int secondOfDay = (int) (seconds - newDay * SECONDS_PER_DAY);
    twoDigits(secondOfDay / 3600, TIME_OF_DAY);
    twoDigits(secondOfDay / 60 % 60, TIME_OF_DAY + 3);
    twoDigits(secondOfDay % 60, TIME_OF_DAY + 6);
    if (fractionDigits == 0) {
      return FRACTION - 1;
    }
    text[FRACTION - 1] = '.';
    for (int i = FRACTION + 8; i >= FRACTION; i--) {
      text[i] = (char) ('0' + fraction % 10);
      fraction /= 10;
    }
    return FRACTION + fractionDigits;
  }

  private void twoDigits(int value, int at) {
    text[at] = (char) ('0' + value / 10);
    text[at + 1] = (char) ('0' + value % 10);
  }
}
