package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: one side closed and was acknowledged; the other sent neither data nor a FIN for long after it, or a
 * FIN or keepalive probe so late that it drew a bare reset. Its socket sits in CLOSE-WAIT: the program did not notice
 * the end of file, or forgot to close.
 */
final class CloseWaitLeak implements Rule {
  /** Linux gives a half-closed orphan so long (tcp_fin_timeout), ns. */
  private static final long LONG_NS = 60_000_000_000L;

  /** A program that reads has noticed the end of file by then, unless it is at work on a response, ns. */
  private static final long NOTICED_NS = 1_000_000_000L;

  @Override
  public Cause cause() {
    return Cause.CLOSE_WAIT_LEAK;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfClose half = e.record().halfClose();
    boolean never =
        e.verdict() == Verdict.HALF_CLOSE
            && half != null
            && half.bytesAfterFin() == 0
            && half.durationNs() > NOTICED_NS
            && e.record().half(Ending.other(half.by())).fin() == null;
    boolean tooLate = tooLate(e);
    Role closer = never ? half.by() : tooLate ? e.resetter() : Role.CLIENT;
    Role leaking = Ending.other(closer);
    return Case.of(cause())
        .needs(
            never || tooLate,
            Ending.frame(e.record().half(closer).fin()),
            "the " + closer.id() + " had closed, and the " + leaking.id() + " acknowledged it without closing")
        .supports(
            never && half.durationNs() > LONG_NS, 0, never ? "it stayed so for " + Ending.time(half.durationNs()) : "")
        .supports(tooLate, e.resetFrame(), "what it sent at last, no socket was left to take")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, leaking);
  }

  /** Whether the side that had closed answers a segment without data, long after the other knew, by a reset. */
  private static boolean tooLate(Ending e) {
    if (!e.resetterClosedFirst() || !e.resetBy(ResetKind.ANSWER)) {
      return false;
    }
    HalfRecord closer = e.resetterHalf();
    return e.reset().answeredFrame() > closer.finAcknowledgedFrame()
        && e.reset().at().timeNs() - closer.fin().timeNs() > e.soonNs()
        && !e.unansweredSince(closer.fin());
  }
}
