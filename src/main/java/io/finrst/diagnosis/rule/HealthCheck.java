package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: connected, no payload, reset by the client at once. A single one may as well be an aborted connect.
 */
final class HealthCheck extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.HEALTH_CHECK;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean cutOff = e.verdict() == Verdict.RST_BEFORE_DATA && e.resetter() == Role.CLIENT;
    return Case.of(cause())
        .needs(
            cutOff && e.resetBy(ResetKind.ABORT) && !e.byMiddlebox(),
            e.resetFrame(),
            "the client cut the connection off without having sent anything")
        .given(e.record().repetition() == null && e.silenceNs() < e.soonNs())
        .supports(true, e.resetFrame(), "right after the handshake")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
