package io.finrst.report.text;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.teardown.Verdict;
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
public record Rank(Ended ended, Verdict verdict, Confidence confidence, Cause cause) {
  private static final int VERDICTS = Verdict.values().length;
  private static final int CONFIDENCES = Confidence.values().length;
  private static final Rank[] WITHOUT_CAUSE = withoutCause();

  private static Rank[] withoutCause() {
    Rank[] all = new Rank[Ended.values().length * VERDICTS];
    for (Ended ended : Ended.values()) {
      for (Verdict verdict : Verdict.values()) {
        all[place(ended, verdict)] = new Rank(ended, verdict, null, null);
      }
    }
    return all;
  }

  private static int place(Ended ended, Verdict verdict) {
    return ended.ordinal() * VERDICTS + verdict.ordinal();
  }

  private static Rank of(Ended ended, Verdict verdict) {
    return WITHOUT_CAUSE[place(ended, verdict)];
  }

  /** Of {@code c}. What nobody has looked into counts by its verdict: its diagnosis is not asked for. */
  public static Rank of(AnalysedConnection c) {
    if (!c.hasRecord()) {
      return of(Ended.atFirstSight(c), c.verdict());
    }
    Ended ended = Ended.of(c);
    List<Finding> findings = ended == Ended.WELL ? List.of() : c.diagnosis().findings();
    return findings.isEmpty()
        ? of(ended, c.verdict())
        : new Rank(ended, c.verdict(), findings.get(0).confidence(), findings.get(0).cause());
  }

  /** Smaller for the worse, without regard to the cause. */
  int order() {
    int sure = confidence == null ? CONFIDENCES : confidence.ordinal();
    return (standing() * VERDICTS + verdict.ordinal()) * (CONFIDENCES + 1) + sure;
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
