package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;

/** What the end of a connection was worth to its two programs. */
public enum Ended {
  /** In order, or not at all so far. */
  WELL,

  /** Abruptly, but nothing was lost by it. */
  HARMLESSLY,

  /** A program saw an error, lost data, waited in vain, or can be expected to. */
  BADLY;

  /**
   * How {@code c} ended. Asks for its diagnosis only where its verdict leaves a doubt.
   *
   * @param causes whose sheets say what does harm
   */
  public static Ended of(AnalysedConnection c, Causes causes) {
    if (c.verdict().compareTo(Verdict.UNKNOWN) >= 0) {
      return WELL;
    }
    Diagnosis diagnosis = c.diagnosis();
    if (diagnosis.findings().isEmpty()) {
      return c.verdict() == Verdict.HALF_CLOSE ? WELL : BADLY; // a half-closed connection that does its work
    }
    KnownCause best = causes.of(diagnosis.findings().get(0).cause());
    return best.wasHarmless(c.record(), diagnosis.endedBy()) ? HARMLESSLY : BADLY;
  }
}
