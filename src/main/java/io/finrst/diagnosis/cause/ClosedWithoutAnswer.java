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
import io.finrst.record.Durations;
import io.finrst.record.HalfRecord;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The server closed in order before any byte of the answer. Told apart from: {@link AnswerCutShort} by an answer that
 * had begun, {@link ProtocolRefusal} by one that names a reason.
 */
final class ClosedWithoutAnswer extends KnownCause {
  /** Who sends more without a word from the other side is uploading, or logging: it asks for nothing, bytes. */
  private static final long LONGEST_QUESTION = 65_536;

  ClosedWithoutAnswer() {
    super(
        Cause.CLOSED_WITHOUT_ANSWER,
        Verdict.RST_AFTER_FIN,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the server closed the connection in order instead of answering")
        .onTheWire("A complete request, acknowledged, and the server's FIN before any byte of an answer.")
        .sources("RFC 9112 section 9.3.1", "RFC 9293 section 3.6")
        .actorAdvice(
            "Look into the server's log at that moment: a worker that was killed or crashed, a timeout of the server "
                + "shorter than its work, a stop that does not wait for requests, a proxy without a backend.",
            "Let the program finish what it has begun before it stops (graceful shutdown).")
        .otherAdvice(
            "Repeat the request once on a new connection if it is idempotent; end of file before an answer is no "
                + "answer, whatever the library calls it.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .maybeByIdleTimer()
        .usualBehind(Verdict.GRACEFUL, 4)
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    HalfRecord server = e.record().serverHalf();
    Moment request = x.request();
    Moment fin = server.fin();
    boolean due = x.reply() == Reply.DUE;
    if (x.onlyLateDataWasReset()) {
      return wroteOn(x, due, server);
    }
    if (!x.closedBy(Role.SERVER) || !due && !mayBeDue(e, x)) {
      return Optional.empty();
    }
    boolean sure = due && !x.isSealed() && x.isWhole() && !x.isWrongProtocol();
    boolean raced = x.wasHeard() && x.raced();
    Case found =
        Case.of(this)
            .given(server.missingBytes() == 0)
            .needs(
                x.wasHeard(),
                Ending.frame(request),
                "the client had sent " + x.request("data") + ", and the server acknowledged it")
            .needs(
                fin != null,
                Ending.frame(fin),
                "the server closed " + Durations.words(Math.max(0, x.waitedNs())) + " later without an answer")
            .tells(
                raced,
                Ending.frame(request),
                "the connection had been idle before: the request and the close of the server's idle timer crossed")
            .hint(raced ? e.closingTimer() : "");
    if (sure) {
      return found.conclude(Confidence.CERTAIN, Role.SERVER);
    }
    boolean clear = due && !x.isSealed();
    return found.conclude(clear ? Confidence.LIKELY : Confidence.POSSIBLE, Role.SERVER);
  }

  /** The client did not heed the end of file and wrote on, so that its last data are not the request. */
  private Optional<Match> wroteOn(Exchange x, boolean due, HalfRecord server) {
    return Case.of(this)
        .given(due && !x.isSealed() && server.missingBytes() == 0)
        .needs(true, Talk.frame(x.asked), "the client had sent " + x.request("data"))
        .needs(true, Ending.frame(server.fin()), "the server closed without an answer; what the client sent later was reset")
        .conclude(x.isWhole() ? Confidence.CERTAIN : Confidence.LIKELY, Role.SERVER);
  }

  /** In a protocol that is not known: who speaks last waits for something, unless a goodbye makes the other close. */
  private static boolean mayBeDue(Ending e, Exchange x) {
    Application said = e.record().serverHalf().application();
    boolean first = e.record().serverHalf().bytes() == 0 && e.record().clientHalf().bytes() <= LONGEST_QUESTION;
    boolean last = Ending.isLater(x.request(), e.record().serverHalf().lastData());
    return x.isUnknown() && said == null && last && x.isWhole() && (first || x.waitedNs() > e.soonNs());
  }
}
