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
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Told apart from: {@link BadHandshakeAck} by the number acknowledged, {@link BacklogFull} by the reset coming at
 * once.
 */
final class BacklogOverflow extends ResetCause {
  BacklogOverflow() {
    super(Cause.BACKLOG_OVERFLOW, Verdict.RST_IN_HANDSHAKE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the accept queue overflowed and the server resets instead of waiting")
        .onTheWire("SYN, SYN-ACK, ACK, and at once a bare RST whose seq is that ACK's number.")
        .sources("Linux tcp_check_req with net.ipv4.tcp_abort_on_overflow=1, reason INVALID_SYN")
        .toTellApart("on the server, nstat -az TcpExtListenOverflows grows")
        .actorAdvice(
            "Accept faster or raise the backlog; with net.ipv4.tcp_abort_on_overflow=0 clients wait instead of "
                + "being reset.")
        .otherAdvice("Retry after a growing, randomised pause.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.INVALID_SYN)
        .usualBehind(Verdict.RST_IN_HANDSHAKE, 3)
        .usualBehind(Errno.ECONNRESET, 7);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    return Case.of(this)
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
