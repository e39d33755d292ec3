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
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
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
  /** A request longer than this came in several segments and is probably a body, bytes. */
  private static final int ONE_SEGMENT = 1460;

  UnreadDataAtClose() {
    super(Cause.UNREAD_DATA_AT_CLOSE);
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
        .harm(Harm.HARMFUL)
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
    boolean abort = e.resetBy(ResetKind.ABORT) && !e.byMiddlebox();
    if (!abort || e.repeatedByResetter() != null || ZeroWindowAbort.isStuck(e, e.resetter())) {
      return Optional.empty();
    }
    HalfRecord resetter = e.resetterHalf();
    HalfRecord victim = e.victimHalf();
    boolean unanswered = e.victimDataUnanswered();
    boolean server = e.resetter() == Role.SERVER;
    boolean afterOwnFin = e.resetterClosedFirst();
    boolean dataAfterFin = afterOwnFin && e.unansweredSince(resetter.fin());
    boolean atOnce =
        resetter.lastData() != null
            && e.reset().at().timeNs() - resetter.lastData().timeNs() < e.soonNs();
    Application said = victim.application();
    boolean longRequest = server && victim.bytes() > ONE_SEGMENT && atOnce && !Talk.requestWithoutBody(said);
    Application reply = resetter.application();
    boolean requestUnfinished = server && Talk.requestUnfinished(said);
    boolean unfinished = requestUnfinished || !server && Talk.responseUnfinished(said);
    boolean stillSending =
        unfinished || victim.unacknowledgedBytes() > 0 || Ending.isLater(victim.lastData(), e.reset().at());
    boolean asksAndHangsUp = server && unanswered;
    boolean windowGrew = e.windowGrew();
    return Case.of(this)
        .needs(
            true,
            e.resetFrame(),
            e.abortFact())
        .needs(
            asksAndHangsUp
                || dataAfterFin
                || longRequest
                || requestUnfinished
                || unanswered && stillSending
                || windowGrew && victim.bytes() > 0,
            Math.min(Ending.frame(victim.lastData()), e.resetFrame()),
            "the " + e.resetter().id() + " had received " + e.receivedByResetter() + " bytes")
        .tells(
            unanswered && !afterOwnFin,
            Math.min(Ending.frame(victim.lastData()), e.resetFrame()),
            Ending.isLater(victim.lastData(), e.reset().at())
                ? "and it acknowledges data that drew no reply"
                : "this data drew no reply")
        .tells(
            dataAfterFin,
            Ending.frame(victim.lastData()),
            "this data was still there when it closed")
        .tells(
            longRequest && !unanswered,
            Ending.frame(resetter.lastData()),
            "it replied to a request of several segments and cut off at once")
        .tells(
            stillSending,
            Ending.frame(victim.lastData()),
            "the "
                + e.victim().id()
                + " was still sending"
                + (unfinished ? (server ? " its request: " : " its response: ") + said.shortfall() : ""))
        .tells(
            requestUnfinished && Talk.is(reply, ApplicationMessage.HTTP_RESPONSE) && reply.status() >= 400,
            Talk.frame(reply),
            "the server had answered with an error before the request was complete")
        .tells(
            unanswered && Talk.saidGoodbye(said),
            Ending.frame(victim.lastData()),
            "what lay unread is as long as a TLS close_notify")
        .tells(
            windowGrew,
            e.resetFrame(),
            "the window jumps up in the reset: unread data was thrown away")
        .hint(Talk.openingAnswered(e))
        .conclude(Confidence.LIKELY, e.resetter());
  }
}
