package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: after both FINs were acknowledged, a stray segment draws an ACK and that draws a reset (RFC 1337).
 * Harmless. Told apart from: {@link LatePacketAfterClose}, where the stray segment itself draws the reset.
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
    Moment stray = e.record().lastRepeated();
    boolean toCloser = e.verdict() == Verdict.GRACEFUL && late != null && late.from() != e.record().firstFin();
    long answered = toCloser ? late.answeredFrame() : 0;
    return Case.of(cause())
        .needs(
            toCloser && stray != null && stray.frame() > afterClose(e),
            Ending.frame(stray),
            "after both had closed, this old segment reached the side in TIME-WAIT")
        .needs(stray != null && answered > stray.frame(), answered, "which answered it with an ACK")
        .needs(toCloser, late == null ? 0 : late.at().frame(), "and the ACK drew a reset")
        .conclude(Confidence.CERTAIN, late == null ? null : late.from());
  }
}
