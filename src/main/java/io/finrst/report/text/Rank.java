package io.finrst.report.text;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.teardown.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * How much a connection's end deserves a look: by harm, verdict and confidence. Those alike for one cause are a group,
 * and of groups of the same rank the larger one comes first.
 *
 * @param ended what it was worth to its programs
 * @param verdict how
 * @param confidence of its best cause, null without one
 * @param cause the best one, null for none
 */
record Rank(Ended ended, Verdict verdict, Confidence confidence, Cause cause) {

  /** Worst first, without regard to the cause. */
  static final Comparator<Rank> WORST_FIRST =
      Comparator.comparingInt(Rank::standing)
          .thenComparing(Rank::verdict)
          .thenComparing(Rank::confidence, Comparator.nullsLast(Comparator.naturalOrder()));

  /** Of {@code c}. What nobody has looked into counts by its verdict: its diagnosis is not asked for. */
  static Rank of(AnalysedConnection c) {
    if (!Ended.isInDoubt(c)) {
      return new Rank(Ended.WELL, c.verdict(), null, null);
    }
    if (!c.hasRecord()) {
      return new Rank(Ended.atFirstSight(c), c.verdict(), null, null);
    }
    Ended ended = Ended.of(c);
    List<Finding> findings = c.diagnosis().findings();
    return ended == Ended.WELL || findings.isEmpty()
        ? new Rank(ended, c.verdict(), null, null)
        : new Rank(ended, c.verdict(), findings.get(0).confidence(), findings.get(0).cause());
  }

  /** What has not ended in order may still turn out badly; what did no harm goes behind it. */
  private int standing() {
    return switch (ended) {
      case BADLY -> 0;
      case WELL -> verdict == Verdict.GRACEFUL ? 3 : 1;
      case HARMLESSLY -> 2;
    };
  }
}
