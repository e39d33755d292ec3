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
import io.finrst.record.HalfRecord;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * The program behind the shut window had stopped reading. Either side may abort: the reader that closes, or the
 * prober that gives up.
 */
final class ZeroWindowAbort extends ResetCause {
  /**
   * A reader that is merely slower than its peer opens its window again before the first probe is due (RFC 6298), ns.
   */
  private static final long PROBE_NS = 200_000_000L;

  private static boolean shut(HalfRecord half) {
    return half.zeroWindows() > 0 && half.lastWindow() == 0;
  }

  /**
   * Whether the window of {@code side} was shut for longer than a moment. Who answers what had filled it is not stuck, but
   * does not read.
   */
  static boolean isStuck(Ending e, Role side) {
    boolean answeredSince =
        side == e.resetter() && Ending.isLater(e.resetterHalf().lastData(), e.victimHalf().lastData());
    return shut(e.record().half(side))
        && !(answeredSince && e.resetBy(ResetKind.ABORT))
        && (e.record().half(Ending.other(side)).windowProbes() > 0 || e.silenceNs() >= PROBE_NS);
  }

  private static boolean probed(Repetition repetition) {
    return repetition != null && repetition.kind() == Repetition.Kind.WINDOW_PROBE;
  }

  ZeroWindowAbort() {
    super(Cause.ZERO_WINDOW_ABORT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("one program stopped reading, its window stayed shut, and the connection was given up")
        .onTheWire(
            "One side advertises window 0 and keeps it shut while the other probes; then RST+ACK from either.")
        .sources("RFC 9293 section 3.8.6.1", "Linux tcp_probe_timer")
        .indistinguishableFrom(Cause.UNREAD_DATA_AT_CLOSE)
        .toTellApart("what the program was doing: ss -tnp shows its full receive queue (Recv-Q)")
        .actorAdvice(
            "Find out why the program stopped reading: a deadlock, a pause for garbage collection, a debugger, a "
                + "slow disk.")
        .otherAdvice("Limit how long to wait for a slow reader (TCP_USER_TIMEOUT or a write timeout).")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.TCP_ABORT_ON_CLOSE, KernelReason.NO_SOCKET)
        .usualBehind(Verdict.RST_AFTER_DATA, 7)
        .usualBehind(Verdict.TIMED_OUT, 3)
        .usualBehindNoError();
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean gaveUp = e.resetBy(ResetKind.ANSWER) && probed(e.repeatedByResetter());
    if (e.byMiddlebox() || !e.resetBy(ResetKind.ABORT) && !gaveUp) {
      return Optional.empty();
    }
    boolean resetterShut = shut(e.resetterHalf());
    boolean victimShut = shut(e.victimHalf()) || gaveUp;
    Role stuck = resetterShut ? e.resetter() : e.victim();
    HalfRecord prober = e.record().half(Ending.other(stuck));
    return Case.of(this)
        .needs(
            resetterShut || victimShut,
            e.record().half(stuck).lastFrame(),
            "the " + stuck.id() + "'s window was shut: its program had stopped reading")
        .tells(gaveUp, e.resetFrame(), "when it read again, the prober had given up")
        .given(gaveUp || isStuck(e, stuck))
        .tells(
            prober.windowProbes() > 0,
            prober.lastFrame(),
            "the other side probed it " + prober.windowProbes() + " times")
        .tells(
            resetterShut && e.reset().window() > 0,
            e.resetFrame(),
            "the reset opens the window again: unread data was thrown away")
        .conclude(Confidence.LIKELY, stuck);
  }

  @Override
  protected void tell(Ending e, SocketErrors errors) {
    if (e.resetBy(ResetKind.ANSWER)) {
      errors.gaveUp(e, e.resetter());
    }
    super.tell(e, errors);
  }
}
