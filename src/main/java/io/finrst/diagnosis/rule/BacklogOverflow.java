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
 * On the wire: SYN, SYN-ACK, ACK, then a bare reset that answers this ACK (Linux with {@code
 * tcp_abort_on_overflow=1}). Told apart from: {@link BadHandshakeAck} by the number acknowledged.
 */
final class BacklogOverflow extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.BACKLOG_OVERFLOW;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    return Case.of(cause())
        .needs(
            e.verdict() == Verdict.RST_IN_HANDSHAKE
                && e.resetter() == Role.SERVER
                && e.resetBy(ResetKind.ANSWER),
            e.resetFrame(),
            "the server answered the handshake's last ACK with a reset")
        .given(!e.byMiddlebox() && e.record().handshakeFaults().badAckFrame() == 0)
        .given(e.record().handshakeFaults().synAckAgainFrame() == 0)
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
