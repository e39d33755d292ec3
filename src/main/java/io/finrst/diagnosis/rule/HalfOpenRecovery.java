package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import java.util.Optional;

/**
 * On the wire: a SYN answered by an ACK of an older connection, the client's reset to that, then
 * the SYN again (RFC 9293 section 3.5.1, figure 9).
 */
final class HalfOpenRecovery implements Rule {
  @Override
  public Cause cause() {
    return Cause.HALF_OPEN_RECOVERY;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    long challenge = e.record().handshakeFaults().challengeAckFrame();
    Reset clearing =
        e.record().resets().stream()
            .filter(r -> r.from() == Role.CLIENT && r.answeredFrame() == challenge)
            .findFirst()
            .orElse(null);
    return Case.of(cause())
        .needs(
            challenge > 0,
            challenge,
            "the SYN was answered by an ACK of an older connection on the same ports")
        .needs(
            clearing != null,
            clearing == null ? 0 : clearing.at().frame(),
            "the client cleared that one with a reset")
        .conclude(Confidence.CERTAIN, Role.SERVER);
  }
}
