package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The client that repeats its SYN never got the SYN-ACK. Told apart from: {@link BacklogFull}, where it acknowledges.
 */
final class SynAckLost extends KnownCause {
  SynAckLost() {
    super(Cause.SYNACK_LOST, Verdict.SYN_UNANSWERED, Verdict.OPEN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the server answered, but its SYN-ACK did not get through")
        .onTheWire("SYN and SYN-ACK are both repeated, and the handshake's last ACK never comes.")
        .sources("RFC 9293 section 3.5", "Linux tcp_synack_retries")
        .toTellApart("captures at both ends: the SYN-ACK is seen leaving and never arriving")
        .actorAdvice(
            "Check the way back to this client: asymmetric routing, rp_filter, a stateful firewall that saw only "
                + "one direction.")
        .otherAdvice(
            "Check the route back to the client and reverse-path filters: sysctl net.ipv4.conf.all.rp_filter.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.SYN_UNANSWERED, 3)
        .usualBehind(Errno.ETIMEDOUT, 5)
        .yieldsTo(Cause.BACKLOG_FULL);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfRecord server = e.record().serverHalf();
    HalfRecord client = e.record().clientHalf();
    boolean synAfterIt = client.synCount() > 1 && client.lastFrame() > server.lastFrame();
    boolean unfinished = e.verdict() == Verdict.SYN_UNANSWERED || e.record().state() == State.SYN_RECEIVED;
    return Case.of(this)
        .needs(unfinished && server.synCount() > 0, server.lastFrame(), "the server sent its SYN-ACK")
        .needs(
            server.synCount() > 1 || synAfterIt,
            Math.max(server.lastFrame(), client.lastFrame()),
            "and no acknowledgment of it was seen, but the SYN-ACK or the SYN again")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
