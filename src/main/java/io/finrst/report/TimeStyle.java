package io.finrst.report;

/** How texts for people show a point in time. */
public enum TimeStyle {
  /** ISO 8601 in UTC: {@code 2026-11-20T19:23:34.438146Z}. */
  ISO,
  /** Time of day in UTC: {@code 19:23:34.438146}. */
  ABSOLUTE,
  /** Seconds since the capture began: {@code 12.438146}. */
  RELATIVE,
  /** Seconds since 1970: {@code 1795202614.438146}. */
  EPOCH;

  /**
   * Renders a time.
   *
   * @param timeNs ns since 1970
   * @param originNs where {@link #RELATIVE} counts from, ns since 1970
   * @param fractionDigits digits of the second's fraction, 0 to 9
   */
  public String render(long timeNs, long originNs, int fractionDigits) {
    return switch (this) {
      case ISO -> new Timestamps().render(timeNs, fractionDigits);
      case ABSOLUTE -> new Timestamps().renderTimeOfDay(timeNs, fractionDigits);
      case RELATIVE -> Quantity.fixedSeconds(timeNs - originNs, fractionDigits);
      case EPOCH -> Quantity.fixedSeconds(timeNs, fractionDigits);
    };
  }
}
