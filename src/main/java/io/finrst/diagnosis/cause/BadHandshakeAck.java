package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** Told apart from: {@link BacklogOverflow} by the number acknowledged. */
final class BadHandshakeAck extends ResetCause {
  BadHandshakeAck() {
    super(Cause.BAD_HANDSHAKE_ACK);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the client's handshake ACK acknowledges something the server never sent")
        .onTheWire(
            "SYN, SYN-ACK, then an ACK for a number the server never sent, and a bare RST whose seq is that number.")
        .sources("RFC 9293 section 3.10.7.4", "Linux tcp_check_req, reason TCP_FLAGS")
        .actorAdvice(
            "Find what rewrites sequence numbers between client and server, or the hand-made stack that sends this "
                + "ACK.")
        .otherAdvice("Check SYN cookies under load: nstat -az TcpExtSyncookiesFailed.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(
            KernelReason.TCP_ACK_UNSENT_DATA, KernelReason.TCP_OLD_ACK, KernelReason.TCP_TOO_OLD_ACK)
        .kernelReasons(KernelReason.TCP_FLAGS, KernelReason.TCP_INVALID_ACK_SEQUENCE)
        .usualBehind(Verdict.RST_IN_HANDSHAKE, 5)
        .usualBehindNoError();
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    long bad = e.record().handshakeFaults().badAckFrame();
    return Case.of(this)
        .needs(bad > 0, bad, "this ACK acknowledges something the server never sent")
        .needs(
            e.resetter() == Role.SERVER && e.reset().answeredFrame() == bad,
            e.resetFrame(),
            "the server answered it with a reset")
        .conclude(Confidence.CERTAIN, Role.CLIENT);
  }
}
