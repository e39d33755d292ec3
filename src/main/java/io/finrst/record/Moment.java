package io.finrst.record;

/**
 * One packet as evidence points to it.
 *
 * @param frame frame number in the whole input, from 1
 * @param timeNs ns since 1970
 */
public record Moment(long frame, long timeNs) {
  /** Time since {@code earlier}, ns; 0 where the clock was set back in between. */
  public long since(Moment earlier) {
    return Math.max(0, timeNs - earlier.timeNs);
  }
}
