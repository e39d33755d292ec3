package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.flow.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: after both FINs were acknowledged, a stray segment draws an ACK and that draws a
 * reset (RFC 1337). Harmless.
 */
final class TimeWaitAssassination implements Rule {
  private static long afterClose(Ending e) {
    return Math.max(
        e.record().clientHalf().finAcknowledgedFrame(),
        e.record().serverHalf().finAcknowledgedFrame());
  }

  @Override
  public Cause cause() {
    return Cause.TIME_WAIT_ASSASSINATION;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset late = e.firstReset(ResetEffect.LATE);
    boolean toCloser = late != null && late.from() != e.record().firstFin();
    return Case.of(cause())
        .needs(
            e.verdict() == Verdict.GRACEFUL && toCloser && late.answeredFrame() > afterClose(e),
            late == null ? 0 : late.at().frame(),
            "a reset hit the side that waits in TIME-WAIT")
        .conclude(Confidence.POSSIBLE, late == null ? null : late.from());
  }
}
