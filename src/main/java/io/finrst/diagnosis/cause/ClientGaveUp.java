package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application.Reply;
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The client closed while the answer was due or under way: its timer, or a person. An answer that comes later meets no
 * socket. Told apart from: a client that merely has nothing more to ask (half-close) by an answer that is read.
 */
final class ClientGaveUp extends KnownCause {
  private static final long SECOND_NS = 1_000_000_000L;

  /** A timer fires late by what a scheduler and a close take, ns. */
  private static final long LATE_NS = 20_000_000L;

  ClientGaveUp() {
    super(
        Cause.CLIENT_GAVE_UP,
        Verdict.RST_AFTER_FIN,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the client closed while it still waited for an answer, or for the rest of one")
        .onTheWire("A request, and the client's FIN before the end of the answer; an answer that comes later is reset.")
        .sources("RFC 9110 section 15.5", "nginx status 499", "RFC 9293 section 3.6.1")
        .indistinguishableFrom(Cause.DATA_AFTER_CLOSE)
        .toTellApart("the client's log: a timeout, a cancelled request or an interrupt at that moment")
        .actorAdvice(
            "Allow the server the time it needs, or ask for less at once; a client's timeout must be longer than those "
                + "of all servers behind.")
        .otherAdvice(
            "Find out why the answer took so long; stop working on requests whose client has gone (nginx logs them "
                + "with status 499).")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 6)
        .usualBehindNoError()
        .specialCaseOf(Cause.DATA_AFTER_CLOSE);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    if (!isSeenIn(e)) {
      return Optional.empty();
    }
    Exchange x = Exchange.of(e);
    ConnectionRecord c = e.record();
    boolean late = answeredTooLate(e);
    boolean reading = isReading(x);
    Application answer = x.answered;
    boolean chunked = reading && answer != null && answer.bodyLength() < 0;
    return Case.of(this)
        .needs(
            true,
            Ending.frame(x.request()),
            "the client had sent " + x.request("data"))
        .tells(
            true,
            Ending.frame(c.clientHalf().fin()),
            reading
                ? "it closed in the middle of the answer" + (answer == null ? "" : ": " + answer.shortfall())
                : "it closed after " + Durations.toTheMs(x.waitedNs()) + " without an answer")
        .tells(late, Ending.frame(c.serverHalf().lastData()), "the answer came after that and was reset")
        .tells(
            !reading && isTimer(x.waitedNs()),
            Ending.frame(c.clientHalf().fin()),
            "so even a time is a timer's rather than a person's")
        .hint(reading ? "" : e.answerTimer(x.waitedNs()))
        .conclude(chunked ? Confidence.POSSIBLE : Confidence.LIKELY, Role.CLIENT);
  }

  /** Whether the client closed while an answer was due or under way, as far as the packets show. */
  static boolean isSeenIn(Ending e) {
    Exchange x = Exchange.of(e);
    boolean waiting = x.closedBy(Role.CLIENT) && x.reply() == Reply.DUE && !x.isSealed();
    boolean waited = x.waitedNs() > e.soonNs();
    return e.record().firstFin() == Role.CLIENT
        && e.record().serverHalf().missingBytes() == 0
        && ((answeredTooLate(e) || waiting) && waited || isReading(x));
  }

  private static boolean isReading(Exchange x) {
    return x.closedBy(Role.CLIENT) && x.reply() == Reply.UNDER_WAY;
  }

  /** Whole seconds, or a half. */
  private static boolean isTimer(long waitedNs) {
    return waitedNs >= SECOND_NS && waitedNs % (SECOND_NS / 2) <= LATE_NS;
  }

  /** Whether the client had asked and closed, and the first thing that came after that was reset. */
  private static boolean answeredTooLate(Ending e) {
    ConnectionRecord c = e.record();
    Moment fin = c.clientHalf().fin();
    Moment asked = c.clientHalf().lastData();
    Moment answered = c.serverHalf().lastData();
    return e.resetterClosedFirst()
        && e.resetter() == Role.CLIENT
        && e.resetBy(ResetKind.ANSWER)
        && !e.byMiddlebox()
        && asked != null
        && asked.frame() <= fin.frame()
        && Talk.of(e, Role.CLIENT) != null
        && answeredAfter(c, fin)
        && Ending.isLater(answered, fin);
  }

  /** Whether the server said nothing between the request and the client's FIN. */
  private static boolean answeredAfter(ConnectionRecord c, Moment fin) {
    Application said = c.serverHalf().application();
    return c.serverHalf().firstDataFrame() > fin.frame() || said != null && said.frame() > fin.frame();
  }
}
