package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.Role;
import java.util.Optional;

/**
 * On the wire: an ACK in the handshake that acknowledges another number than the SYN-ACK's,
 * answered by a reset with that number (RFC 9293 section 3.10.7.4).
 */
final class BadHandshakeAck extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.BAD_HANDSHAKE_ACK;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    long bad = e.record().handshakeFaults().badAckFrame();
    return Case.of(cause())
        .needs(bad > 0, bad, "this ACK acknowledges something the server never sent")
        .needs(
            e.resetter() == Role.SERVER && e.reset().answeredFrame() == bad,
            e.resetFrame(),
            "the server answered it with a reset")
        .conclude(Confidence.CERTAIN, Role.CLIENT);
  }
}
