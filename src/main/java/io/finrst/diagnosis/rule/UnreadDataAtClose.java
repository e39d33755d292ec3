package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/**
 * On the wire: the resetter had received data that drew no reply, or only a short one while more
 * was coming, and aborts: RST+ACK with seq = SND.NXT. Why: closing with received data unread must
 * tell the peer (Linux {@code tcp_close}, TCPAbortOnClose; RFC 2525 section 2.17; RFC 9293 section
 * 3.6.1, SHLD-3). FreeBSD sends a FIN instead. Told apart from: {@link AbortiveClose} only by what
 * had been received.
 */
final class UnreadDataAtClose extends ResetRule {
  /** A request longer than this came in several segments and is probably a body, bytes. */
  private static final int ONE_SEGMENT = 1460;

  @Override
  public Cause cause() {
    return Cause.UNREAD_DATA_AT_CLOSE;
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
    boolean longRequest = server && victim.bytes() > ONE_SEGMENT && atOnce;
    Application said = victim.application();
    Application reply = resetter.application();
    boolean requestUnfinished = server && Talk.requestUnfinished(said);
    boolean unfinished = requestUnfinished || !server && Talk.responseUnfinished(said);
    boolean stillSending =
        unfinished || victim.unacknowledgedBytes() > 0 || Ending.isLater(victim.lastData(), e.reset().at());
    boolean asksAndHangsUp = server && unanswered;
    boolean windowGrew = e.windowGrew();
    return Case.of(cause())
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
        .supports(
            unanswered && !afterOwnFin,
            Math.min(Ending.frame(victim.lastData()), e.resetFrame()),
            Ending.isLater(victim.lastData(), e.reset().at())
                ? "and it acknowledges data that drew no reply"
                : "this data drew no reply")
        .supports(
            dataAfterFin,
            Ending.frame(victim.lastData()),
            "this data was still there when it closed")
        .supports(
            longRequest && !unanswered,
            Ending.frame(resetter.lastData()),
            "it replied to a request of several segments and cut off at once")
        .supports(
            stillSending,
            Ending.frame(victim.lastData()),
            "the "
                + e.victim().id()
                + " was still sending"
                + (unfinished ? (server ? " its request: " : " its response: ") + said.shortfall() : ""))
        .supports(
            requestUnfinished && Talk.is(reply, ApplicationMessage.HTTP_RESPONSE) && reply.status() >= 400,
            Talk.frame(reply),
            "the server had answered with an error before the request was complete")
        .supports(
            unanswered && Talk.saidGoodbye(said),
            Ending.frame(victim.lastData()),
            "what lay unread is as long as a TLS close_notify")
        .supports(
            windowGrew,
            e.resetFrame(),
            "the window jumps up in the reset: unread data was thrown away")
        .hint(Talk.openingAnswered(e))
        .conclude(Confidence.LIKELY, e.resetter());
  }
}
