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
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * A blind attack, or an answer overtaken by newer data. Where the reset itself was not captured, the challenge ACK to
 * it may have been (RFC 5961 section 3.2).
 */
final class IgnoredReset extends KnownCause {
  IgnoredReset() {
    super(
        Cause.IGNORED_RESET,
        Verdict.UNREACHABLE,
        Verdict.TIMED_OUT,
        Verdict.SYN_UNANSWERED,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a reset that its receiver rightly ignored: wrong sequence number")
        .onTheWire(
            "A reset outside the window, or inside it but not at the expected number; the connection goes on. Or, "
                + "where only its answer was captured, an ACK that repeats the one before it though nothing asked for it.")
        .sources("RFC 5961 section 3.2", "Linux tcp_validate_incoming")
        .actorAdvice(
            "Nothing if it is an answer overtaken by newer data. Many from strange hops are an attack on the "
                + "connection.")
        .otherAdvice("Nothing: the stack did right to ignore it.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.OPEN, 2)
        .usualBehind(Verdict.GRACEFUL, 2)
        .usualBehindNoError()
        .yieldsTo(Cause.HALF_OPEN_RECOVERY, Cause.LATE_PACKET_AFTER_CLOSE, Cause.TIME_WAIT_ASSASSINATION);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset ignored = e.firstReset(ResetEffect.IGNORED);
    return ignored == null ? byItsAnswer(e) : byItself(e, ignored);
  }

  private Optional<Match> byItsAnswer(Ending e) {
    long ack = e.record().unpromptedAckFrame();
    return Case.of(this)
        .needs(
            ack > 0 && e.record().resets().isEmpty(),
            ack,
            "this ACK repeats the one before it, and nothing captured asked for it: so is a reset answered that is not"
                + " exact"
                + " and did not pass here")
        .conclude(Confidence.POSSIBLE, null);
  }

  /** With the very last ACK before it, a reset behind both FINs is late, wherever its number lies. */
  private static boolean lastAckMayBeMissing(Reset ignored) {
    State before = ignored.facts().before();
    return before == State.TIME_WAIT || before == State.CLOSING_HALF_ACKED;
  }

  private Optional<Match> byItself(Ending e, Reset ignored) {
    ResetOrigin origin = e.origin(ignored);
    boolean strange = origin.kind() == ResetKind.FOREIGN || !origin.oddities().isEmpty();
    return Case.of(this)
        .needs(!e.wasReset(), ignored.at().frame(), "this reset did not count: " + ignored.why())
        .tells(strange, ignored.at().frame(), "it does not look like its supposed sender's packets")
        .conclude(lastAckMayBeMissing(ignored) ? Confidence.LIKELY : Confidence.CERTAIN, ignored.from());
  }
}
