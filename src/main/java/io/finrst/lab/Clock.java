package io.finrst.lab;

/**
 * A clock that is wrong.
 *
 * @param offsetNs how far it is ahead when the capture begins; negative when behind
 * @param driftPpm microseconds that it gains a second
 */
public record Clock(long offsetNs, int driftPpm) {
  static final Clock RIGHT = new Clock(0, 0);
  private static final long MILLION = 1_000_000;

  /** What it shows {@code sinceNs} after the beginning {@code beginNs}. */
  long shows(long beginNs, long sinceNs) {
    return beginNs + sinceNs + offsetNs + sinceNs / MILLION * driftPpm + sinceNs % MILLION * driftPpm / MILLION;
  }
}
