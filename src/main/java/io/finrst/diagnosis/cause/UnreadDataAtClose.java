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
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Decimal;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/**
 * Closing with received data unread must tell the peer. FreeBSD sends a FIN instead. Told apart from:
 * {@link AbortiveClose} only by what had been received.
 */
final class UnreadDataAtClose extends ResetCause {
  UnreadDataAtClose() {
    super(
        Cause.UNREAD_DATA_AT_CLOSE,
        Verdict.RST_AFTER_DATA,
        Verdict.RST_BEFORE_DATA,
        Verdict.RST_IN_HANDSHAKE,
        Verdict.RST_AFTER_FIN,
        Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the program closed its socket, or died, with received data still unread")
        .onTheWire(
            "Data arrives that draws no answer, or only a short one; then RST+ACK at the next sequence number, at "
                + "times with a larger window than before.")
        .sources(
            "RFC 2525 section 2.17",
            "RFC 9293 section 3.6.1, SHLD-3",
            "Linux tcp_close, reason TCP_ABORT_ON_CLOSE")
        .indistinguishableFrom(Cause.ABORTIVE_CLOSE, Cause.ZERO_WINDOW_ABORT, Cause.ORPHAN_LIMIT)
        .toTellApart(
            "nstat -az TcpExtTCPAbortOnClose on the resetting host grows with unread data, TcpExtTCPAbortOnData "
                + "with SO_LINGER 0; on the resetting Linux host, the tracepoint tcp:tcp_send_reset names the kernel's "
                + "reason")
        .actorAdvice(
            "Read the request to its end before closing, or shut down sending, drain with a deadline, then close "
                + "(lingering close).",
            "If the program crashed, its log at this time says so: a killed process looks the same.")
        .otherAdvice(
            "Read the response even after a failed send. Send large bodies only after 100-continue.",
            "Retry only requests that may be repeated, with growing, randomised pauses.")
        .harm(Harm.DEPENDS)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.TCP_ABORT_ON_CLOSE)
        .usualBehind(Verdict.RST_AFTER_DATA, 1)
        .usualBehind(Verdict.RST_AFTER_FIN, 3)
        .usualBehind(Errno.ECONNRESET, 1)
        .usualBehind(Errno.EPIPE, 3)
        .yieldsTo(Cause.ZERO_WINDOW_ABORT);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    Abort abort = Abort.of(e);
    if (abort == null) {
      return closedByFin(e);
    }
    if (e.repeatedByResetter() != null
        || ZeroWindowAbort.isStuck(e, e.resetter())
        || DataAfterClose.answersByRstAck(e)) {
      return Optional.empty();
    }
    boolean unanswered = abort.unanswered();
    if (abort.leftNothing() || !abort.leftUnread() && !unanswered && !abort.repliedAndCutOff()) {
      return Optional.empty();
    }
    HalfRecord victim = e.victimHalf();
    boolean server = e.resetter() == Role.SERVER;
    long lastData = Math.min(Ending.frame(victim.lastData()), e.resetFrame());
    Application said = victim.application();
    Application reply = e.resetterHalf().application();
    boolean tickets = unanswered && !server && Talk.isTls(said) && !abort.leftUnread();
    return Case.of(this)
        .needs(true, e.resetFrame(), e.abortFact())
        .needs(
            true,
            lastData,
            "the " + e.resetter().id() + " had received " + Decimal.grouped(e.receivedByResetter()) + " bytes")
        .tells(
            unanswered && !e.resetterClosedFirst(),
            lastData,
            Ending.isLater(victim.lastData(), e.reset().at())
                ? "and it acknowledges data that drew no reply"
                : "this data drew no reply")
        .supports(
            abort.dataAfterOwnFin(),
            Ending.frame(victim.lastData()),
            "this data was still there when it closed")
        .supports(
            abort.longRequest(),
            Ending.frame(unanswered ? victim.lastData() : e.resetterHalf().lastData()),
            unanswered ? "a request of several segments" : "it replied to a request of several segments and cut off")
        .supports(
            unanswered && abort.stillSending() || abort.requestUnfinished(),
            Ending.frame(victim.lastData()),
            "the "
                + e.victim().id()
                + " was still sending"
                + (abort.unfinished() ? (server ? " its request: " : " its response: ") + said.shortfall() : ""))
        .tells(
            abort.requestUnfinished() && Talk.is(reply, ApplicationMessage.HTTP_RESPONSE) && reply.status() >= 400,
            Talk.frame(reply),
            "the server had answered with an error before the request was complete")
        .supports(
            abort.connectRefused(),
            Talk.frame(said),
            "the proxy refused the CONNECT, and a client does not read what else it says")
        .supports(
            abort.brokeOffTls(),
            Talk.frame(reply),
            "it broke off the TLS handshake with an alert, in the midst of the server's messages")
        .supports(
            abort.turnedAway(),
            Talk.frame(reply),
            "the server turned the client away on accept, which it does before it reads")
        .tells(tickets, lastData, "it may be TLS 1.3 session tickets, which come unasked: harmless")
        .tells(
            unanswered && Talk.saidGoodbye(said),
            Ending.frame(victim.lastData()),
            "what lay unread is as long as a TLS close_notify")
        .supports(
            abort.windowShut(),
            e.resetterHalf().lastFrame(),
            "its window was shut: what had come was not read")
        .supports(
            abort.windowGrew(),
            e.resetFrame(),
            "the window jumps up in the reset: unread data was thrown away")
        .hint(Talk.openingAnswered(e))
        .secondIf(abort.ratherOnPurpose())
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }

  /** FreeBSD and its kin close by FIN even so, and the reset comes when more data does (soisdisconnected, sbflush). */
  private Optional<Match> closedByFin(Ending e) {
    boolean answer = e.resetterClosedFirst() && e.resetBy(ResetKind.ANSWER) && !e.byMiddlebox();
    return Case.of(this)
        .given(answer && e.resetterHalf().stack() == Stack.BSD && e.unansweredSince(e.resetterHalf().fin()))
        .needs(
            answer,
            answer ? e.resetterHalf().fin().frame() : 0,
            "this stack closes by FIN although received data is unread")
        .secondIf(true)
        .conclude(Confidence.POSSIBLE, e.resetter());
  }

  @Override
  protected boolean lostNothing(ConnectionRecord c, EndedBy by) {
    return Talk.onlyGoodbyeWasLeft(c);
  }
}
