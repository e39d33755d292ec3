package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.flow.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: a SYN answered by RST+ACK with seq 0 that acknowledges it. Why: no socket listens
 * there (Linux {@code tcp_v4_rcv}, NO_SOCKET; RFC 9293 section 3.5.2, group 1). Told apart from:
 * {@link PathReject} by the TTL; a firewall on the host itself sends the same packet.
 */
final class PortClosed extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.PORT_CLOSED;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean refused = e.verdict() == Verdict.RST_TO_SYN && !e.byMiddlebox();
    int ttl = refused ? e.reset().ttl() : 0;
    HalfRecord server = e.record().serverHalf();
    return Case.of(cause())
        .needs(refused, e.resetFrame(), "the SYN was answered by a reset that acknowledges it")
        .supports(
            server.ttl() == ttl,
            e.resetFrame(),
            "its TTL " + ttl + " is that of the host's other packets")
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
