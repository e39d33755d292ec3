package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Told apart from: {@link PathReject} by the TTL; a firewall on the host itself sends the same packet, but for the
 * flow label of IPv6 and the DSCP of a SYN that has one.
 */
final class PortClosed extends ResetCause {
  PortClosed() {
    super(Cause.PORT_CLOSED, Verdict.RST_TO_SYN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("nobody accepted connections on this port of this host")
        .onTheWire(
            "SYN, then at once RST+ACK with seq 0 that acknowledges the SYN. Windows clients send the SYN again up "
                + "to three times.")
        .sources("RFC 9293 section 3.5.2, group 1", "Linux tcp_v4_send_reset, reason NO_SOCKET")
        .indistinguishableFrom(Cause.PATH_REJECT, Cause.BACKLOG_FULL)
        .toTellApart(
            "a capture on the server: if the SYN never arrives there, a firewall on the way refused it; if it "
                + "does, ss -ltn 'sport = :PORT' shows whether anything listens (Windows also refuses when the queue of "
                + "a listener is full), and nft list ruleset a rule that rejects")
        .actorAdvice(
            "Check that the program runs and listens on this port and address: ss -ltn 'sport = :PORT' (127.0.0.1 "
                + "is not 0.0.0.0).",
            "In containers check the port mapping.")
        .otherAdvice(
            "Check host and port. Retry with growing, randomised pauses only if the server may just be restarting.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES)
        .usualKernelReasons(KernelReason.NO_SOCKET)
        .usualBehind(Verdict.RST_TO_SYN, 1)
        .usualBehind(Errno.ECONNREFUSED, 1)
        .yieldsTo(Cause.PATH_REJECT);
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
    return Case.of(this)
        .needs(refused, e.resetFrame(), "the SYN was answered by a reset that acknowledges it")
        .tells(
            server.ttl() == ttl,
            e.resetFrame(),
            "its TTL " + ttl + " is that of the host's other packets")
        .tells(
            echoed,
            e.resetFrame(),
            "it has the SYN's DSCP, as Linux's own answer does and a REJECT rule's does not")
        .tells(
            labelled,
            e.resetFrame(),
            "it has a flow label, as Linux's own answer does and a REJECT rule's does not")
        .conclude(filtered ? Confidence.POSSIBLE : Confidence.LIKELY, Role.SERVER);
  }
}
