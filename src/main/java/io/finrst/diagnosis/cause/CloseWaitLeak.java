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
import io.finrst.record.Durations;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The socket of the other side sits in CLOSE-WAIT: its program did not notice the end of file, or forgot to close.
 */
final class CloseWaitLeak extends KnownCause {
  /** Linux gives a half-closed orphan so long (tcp_fin_timeout), ns. */
  private static final long LONG_NS = 60_000_000_000L;

  /** A program that reads has noticed the end of file by then, and done what it was at work on, ns. */
  private static final long NOTICED_NS = 20_000_000_000L;

  CloseWaitLeak() {
    super(Cause.CLOSE_WAIT_LEAK, Verdict.RST_AFTER_FIN, Verdict.HALF_CLOSE, Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("one program never closed its socket after the other side had")
        .onTheWire(
            "FIN of one side, its ACK, and then nothing from the other for long; a late FIN or keepalive probe "
                + "draws a bare RST.")
        .sources("RFC 9293 section 3.6", "Linux tcp_fin_timeout")
        .toTellApart("ss -tnp state close-wait on that host names the program")
        .actorAdvice("Close the socket when a read returns 0; find the leak with ss -tnp state close-wait.")
        .otherAdvice("Nothing: it closed in order.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.RST_AFTER_FIN, 5)
        .usualBehind(Verdict.HALF_CLOSE, 1)
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfClose half = e.record().halfClose();
    boolean never =
        e.verdict() == Verdict.HALF_CLOSE
            && half != null
            && half.bytesAfterFin() == 0
            && half.durationNs() > NOTICED_NS
            && e.record().half(Ending.other(half.by())).fin() == null;
    boolean tooLate = tooLate(e);
    Role closer = never ? half.by() : tooLate ? e.resetter() : Role.CLIENT;
    Role leaking = Ending.other(closer);
    return Case.of(this)
        .needs(
            never || tooLate,
            Ending.frame(e.record().half(closer).fin()),
            "the " + closer.id() + " had closed, and the " + leaking.id() + " acknowledged it without closing")
        .supports(
            never && half.durationNs() > LONG_NS,
            0,
            never ? "it stayed so for " + Durations.words(half.durationNs()) : "")
        .supports(tooLate, e.resetFrame(), "what it sent at last, no socket was left to take")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, leaking);
  }

  /** Whether the side that had closed answers a segment without data, long after the other knew, by a reset. */
  private static boolean tooLate(Ending e) {
    if (!e.resetterClosedFirst() || !e.resetBy(ResetKind.ANSWER)) {
      return false;
    }
    HalfRecord closer = e.resetterHalf();
    return e.reset().answeredFrame() > closer.finAcknowledgedFrame()
        && e.reset().at().timeNs() - closer.fin().timeNs() > NOTICED_NS
        && !e.unansweredSince(closer.fin());
  }
}
