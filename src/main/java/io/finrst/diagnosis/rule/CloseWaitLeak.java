package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.flow.HalfClose;
import io.finrst.flow.Moment;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: one side closed and was acknowledged; the other sent neither data nor a FIN after
 * it. Its socket sits in CLOSE-WAIT: the program did not notice the end of file, or forgot to
 * close.
 */
final class CloseWaitLeak implements Rule {
  /** Linux gives a half-closed orphan so long (tcp_fin_timeout), ns. */
  private static final long LONG_NS = 60_000_000_000L;

  private static boolean lateFin(Ending e) {
    if (!e.resetterClosedFirst() || !e.resetBy(ResetKind.ANSWER) || e.victimHalf().fin() == null) {
      return false;
    }
    Moment first = e.resetterHalf().fin();
    return e.victimHalf().fin().timeNs() - first.timeNs() > e.soonNs() && !e.unansweredSince(first);
  }

  @Override
  public Cause cause() {
    return Cause.CLOSE_WAIT_LEAK;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfClose half = e.record().halfClose();
    boolean never = e.verdict() == Verdict.HALF_CLOSE && half != null && half.bytesAfterFin() == 0;
    Role leaking = half == null ? Role.SERVER : Ending.other(half.by());
    boolean lateFin = lateFin(e);
    return Case.of(cause())
        .needs(
            (never && e.record().half(leaking).fin() == null) || lateFin,
            e.record().firstFin() == null
                ? 0
                : Ending.frame(e.record().half(e.record().firstFin()).fin()),
            "one side had closed, and the other acknowledged it without closing")
        .supports(
            half != null && half.durationNs() > LONG_NS,
            0,
            half == null ? "" : "it stayed so for " + Ending.time(half.durationNs()))
        .supports(lateFin, e.resetFrame(), "when it closed at last, nobody was left to hear it")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, lateFin ? e.victim() : leaking);
  }
}
