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
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** A timeout, the loser of Happy Eyeballs, an exit. Told apart from: {@link HalfOpenScan} by the SYN. */
final class ConnectAborted extends ResetCause {
  ConnectAborted() {
    super(Cause.CONNECT_ABORTED, Verdict.RST_IN_HANDSHAKE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the client gave up while connecting")
        .onTheWire("SYN, SYN-ACK, then a bare RST from the client: its socket was gone.")
        .sources("RFC 9293 section 3.5.1", "RFC 8305 (Happy Eyeballs)")
        .indistinguishableFrom(Cause.HALF_OPEN_SCAN)
        .toTellApart(
            "the same client's other connections: many ports or hosts in a row are a scan, one sibling that "
                + "succeeded is Happy Eyeballs")
        .actorAdvice(
            "Usually nothing. If the connect timed out, give it longer than a round trip and a lost SYN (over 1 s).")
        .otherAdvice("Usually nothing: the program never saw this connection.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES)
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_STATE)
        .usualBehind(Verdict.RST_IN_HANDSHAKE, 2)
        .usualBehind(Errno.ECONNABORTED, 2)
        .usualBehind(Errno.EINPROGRESS, 1);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean byClient =
        e.verdict() == Verdict.RST_IN_HANDSHAKE && e.resetter() == Role.CLIENT && !e.byMiddlebox();
    return Case.of(this)
        .needs(byClient, e.resetFrame(), "the client answered the SYN-ACK with a reset")
        .given(byClient && !HalfOpenScan.handMade(e))
        // a socket that is gone answers by a bare reset; RST+ACK is one that was torn down, as health checks do
        .conclude(e.resetBy(ResetKind.ABORT) ? Confidence.POSSIBLE : Confidence.LIKELY, Role.CLIENT);
  }

  /** Only a connect that does not block can be given up by its program. */
  @Override
  protected void tell(Ending e, SocketErrors errors) {
    errors.connecting(Role.CLIENT, Errno.EINPROGRESS);
  }
}
