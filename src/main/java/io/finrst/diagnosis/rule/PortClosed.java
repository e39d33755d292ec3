package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: a SYN answered by RST+ACK with seq 0 that acknowledges it. Why: no socket listens
 * there (Linux {@code tcp_v4_rcv}, NO_SOCKET; RFC 9293 section 3.5.2, group 1). Told apart from:
 * {@link PathReject} by the TTL; a firewall on the host itself sends the same packet, but for
 * the flow label of IPv6 and the DSCP of a SYN that has one.
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
    int asked = e.record().clientHalf().dscp();
    boolean echoed = refused && asked > 0 && e.reset().tos() >>> 2 == asked;
    boolean labelled = refused && e.reset().flowLabel() > 0;
    boolean filtered = refused && Oddities.ofRejectRule(e.origin());
    return Case.of(cause())
        .needs(refused, e.resetFrame(), "the SYN was answered by a reset that acknowledges it")
        .supports(
            server.ttl() == ttl,
            e.resetFrame(),
            "its TTL " + ttl + " is that of the host's other packets")
        .supports(
            echoed,
            e.resetFrame(),
            "it has the SYN's DSCP, as Linux's own answer does and a REJECT rule's does not")
        .supports(
            labelled,
            e.resetFrame(),
            "it has a flow label, as Linux's own answer does and a REJECT rule's does not")
        .conclude(filtered ? Confidence.POSSIBLE : Confidence.LIKELY, Role.SERVER);
  }
}
