package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.teardown.Role;
import java.util.Optional;

/**
 * On the wire: the client completes the handshake and sends data, but the server repeats its
 * SYN-ACK: it dropped the last ACK because the accept queue was full (Linux {@code tcp_check_req},
 * listen_overflow). A reset follows when the request socket has expired. Told apart from: {@link
 * SynAckLost}, where the client never acknowledges.
 */
final class BacklogFull implements Rule {
  @Override
  public Cause cause() {
    return Cause.BACKLOG_FULL;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    long again = e.record().handshakeFaults().synAckAgainFrame();
    boolean serverStuck =
        e.record().serverHalf().packets()
            <= e.record().serverHalf().synCount() + (e.wasReset() ? 1 : 0);
    return Case.of(cause())
        .needs(again > 0, again, "the SYN-ACK came again after the client had acknowledged it")
        .needs(serverStuck, again, "the server never got beyond the handshake")
        .supports(
            e.record().clientHalf().retransmitted() > 0,
            e.record().clientHalf().lastFrame(),
            "the client's data was sent again without an acknowledgment")
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
