package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The server drops the handshake's last ACK (Linux {@code tcp_check_req}, listen_overflow); a reset follows when the
 * request socket has expired. Told apart from: {@link SynAckLost}, where the client never acknowledges.
 */
final class BacklogFull extends KnownCause {
  BacklogFull() {
    super(Cause.BACKLOG_FULL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means(
            "the listening program accepts too slowly: its queue was full and the handshake was not completed")
        .onTheWire("SYN, SYN-ACK, ACK and data, and then the SYN-ACK again: the server did not take the last ACK.")
        .sources("Linux tcp_check_req, listen_overflow", "Linux sk_acceptq_is_full")
        .indistinguishableFrom(Cause.PORT_CLOSED, Cause.SYN_DROPPED)
        .toTellApart(
            "on the server, nstat -az TcpExtListenOverflows TcpExtListenDrops grows, and ss -ltn shows Recv-Q at "
                + "Send-Q")
        .actorAdvice(
            "Accept faster, and raise the backlog of listen() together with net.core.somaxconn.",
            "Watch nstat -az TcpExtListenOverflows TcpExtListenDrops.")
        .otherAdvice("Retry after a growing, randomised pause; more connections at once make it worse.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.RST_IN_HANDSHAKE, 4)
        .usualBehind(Verdict.SYN_UNANSWERED, 2)
        .usualBehind(Verdict.OPEN, 1)
        .usualBehind(Errno.ETIMEDOUT, 4);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    long again = e.record().handshakeFaults().synAckAgainFrame();
    boolean serverStuck =
        e.record().serverHalf().packets()
            <= e.record().serverHalf().synCount() + (e.wasReset() ? 1 : 0);
    return Case.of(this)
        .needs(again > 0, again, "the SYN-ACK came again after the client had acknowledged it")
        .needs(serverStuck, again, "the server never got beyond the handshake")
        .tells(
            e.record().clientHalf().retransmitted() > 0,
            e.record().clientHalf().lastFrame(),
            "the client's data was sent again without an acknowledgment")
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
