package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: after both FINs were acknowledged, a reset: a late or repeated segment reached a
 * host that had forgotten the connection (in TIME-WAIT it would have sent an ACK). Harmless.
 */
final class LatePacketAfterClose implements Rule {
  @Override
  public Cause cause() {
    return Cause.LATE_PACKET_AFTER_CLOSE;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset late = e.firstReset(ResetEffect.LATE);
    return Case.of(cause())
        .needs(
            e.verdict() == Verdict.GRACEFUL && late != null && isBehindTheFins(late, e),
            late == null ? 0 : late.at().frame(),
            "this reset came after both sides had closed and acknowledged it")
        .conclude(Confidence.CERTAIN, late == null ? null : late.from());
  }

  private static boolean isBehindTheFins(Reset reset, Ending e) {
    return Ending.isLater(reset.at(), e.record().clientHalf().fin())
        && Ending.isLater(reset.at(), e.record().serverHalf().fin());
  }
}
