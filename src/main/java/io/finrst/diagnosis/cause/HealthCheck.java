package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** A single one may as well be an aborted connect. */
final class HealthCheck extends ResetCause {
  HealthCheck() {
    super(Cause.HEALTH_CHECK, Verdict.RST_BEFORE_DATA, Verdict.RST_IN_HANDSHAKE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a health check or probe: connected and cut off at once, without data")
        .onTheWire("SYN, SYN-ACK, the last ACK or none, and at once RST+ACK from the client, without a byte of data.")
        .sources("Linux tcp_disconnect, reason TCP_STATE")
        .indistinguishableFrom(Cause.ABORTIVE_CLOSE)
        .toTellApart("the same client's other connections: a check comes at even intervals")
        .actorAdvice("Harmless; let the check close with FIN if the resets disturb statistics.")
        .otherAdvice(
            "Harmless; an accept or read that fails with ECONNRESET here should not be logged as an error.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.TCP_DISCONNECT_WITH_DATA, KernelReason.TCP_STATE)
        .usualBehind(Verdict.RST_BEFORE_DATA, 1)
        .usualBehindNoError()
        .specialCaseOf(Cause.ABORTIVE_CLOSE);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean unfinished = e.verdict() == Verdict.RST_IN_HANDSHAKE && isTornDown(e);
    boolean cutOff = (e.verdict() == Verdict.RST_BEFORE_DATA || unfinished) && e.resetter() == Role.CLIENT;
    return Case.of(this)
        .needs(
            cutOff && e.resetBy(ResetKind.ABORT) && !e.byMiddlebox(),
            e.resetFrame(),
            "the client cut the connection off without having sent anything")
        .given(e.record().repetition() == null && e.silenceNs() < e.soonNs())
        .tells(
            true,
            e.resetFrame(),
            unfinished
                ? "in place of the handshake's last ACK, as HAProxy's check does"
                : "right after the handshake")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }

  /**
   * Whether a socket was there to reset instead of its first ACK: it is held back without TCP_QUICKACK, and SO_LINGER 0
   * does the rest. A stack that answers everything by RST+ACK (lwIP) says the same where none was.
   */
  private static boolean isTornDown(Ending e) {
    return e.record().clientHalf().stack() != Stack.LWIP && !HalfOpenScan.handMade(e);
  }

  /** No program is told of a connection whose handshake was not completed. */
  @Override
  protected void tell(Ending e, SocketErrors errors) {
    if (e.verdict() != Verdict.RST_IN_HANDSHAKE) {
      super.tell(e, errors);
    }
  }
}
