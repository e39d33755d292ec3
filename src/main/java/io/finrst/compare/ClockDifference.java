package io.finrst.compare;

/**
 * How far one clock is ahead of another.
 *
 * @param fromNs when the first packet was compared, by the other clock, ns since 1970
 * @param offsetNs how far it was ahead then, ns; below 0 where it was behind
 * @param drift how much it gains, seconds a second; 0 where none can be told from chance
 * @param uncertaintyNs how far the truth may be from {@code offsetNs} at most; -1 where only one direction was seen, so
 *     that nothing is known of what packets take
 * @param roundTripNs what the fastest packets take to and fro between the points; 0 where not known
 */
record ClockDifference(long fromNs, long offsetNs, double drift, long uncertaintyNs, long roundTripNs) {

  /** Of a clock and itself. */
  static final ClockDifference NONE = new ClockDifference(0, 0, 0, 0, 0);

  /** The time by this clock when the other one shows {@code otherNs}. */
  long here(long otherNs) {
    return otherNs + offsetNs + Math.round(drift * (otherNs - fromNs));
  }

  /** The time by the other clock when this one shows {@code hereNs}. */
  long there(long hereNs) {
    return hereNs - offsetNs - Math.round(drift * (hereNs - offsetNs - fromNs));
  }

  /** How far the other clock is ahead of this one. */
  ClockDifference inverse() {
    return new ClockDifference(fromNs + offsetNs, -offsetNs, -drift, uncertaintyNs, roundTripNs);
  }

  /** How far a third clock is ahead of the other one, when {@code third} says how far it is ahead of this one. */
  ClockDifference then(ClockDifference third) {
    long sumNs = third.here(here(fromNs)) - fromNs;
    long uncertainty = uncertaintyNs < 0 || third.uncertaintyNs < 0 ? -1 : uncertaintyNs + third.uncertaintyNs;
    return new ClockDifference(fromNs, sumNs, drift + third.drift, uncertainty, roundTripNs + third.roundTripNs);
  }

  /** Uncertainty in the sense of a bound, 0 where none is known. */
  long marginNs() {
    return Math.max(0, uncertaintyNs);
  }
}
