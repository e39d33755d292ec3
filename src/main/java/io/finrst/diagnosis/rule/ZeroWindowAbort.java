package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.HalfRecord;
import io.finrst.record.Repetition;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.util.Optional;

/**
 * On the wire: one side advertises window 0 and keeps it shut, then the connection is aborted by
 * either. The program behind the shut window had stopped reading (RFC 9293 section 3.8.6.1; Linux
 * {@code tcp_probe_timer}).
 */
final class ZeroWindowAbort extends ResetRule {
  /**
   * A reader that is merely slower than its peer opens its window again before the first probe is due (RFC 6298), ns.
   */
  private static final long PROBE_NS = 200_000_000L;

  private static boolean shut(HalfRecord half) {
    return half.zeroWindows() > 0 && half.lastWindow() == 0;
  }

  /** Whether the window of {@code side} was shut for longer than a moment. */
  static boolean isStuck(Ending e, Role side) {
    return shut(e.record().half(side))
        && (e.record().half(Ending.other(side)).windowProbes() > 0 || e.silenceNs() >= PROBE_NS);
  }

  private static boolean probed(Repetition repetition) {
    return repetition != null && repetition.kind() == Repetition.Kind.WINDOW_PROBE;
  }

  @Override
  public Cause cause() {
    return Cause.ZERO_WINDOW_ABORT;
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
    return Case.of(cause())
        .needs(
            resetterShut || victimShut,
            e.record().half(stuck).lastFrame(),
            "the " + stuck.id() + "'s window was shut: its program had stopped reading")
        .supports(gaveUp, e.resetFrame(), "when it read again, the prober had given up")
        .given(gaveUp || isStuck(e, stuck))
        .supports(
            prober.windowProbes() > 0,
            prober.lastFrame(),
            "the other side probed it " + prober.windowProbes() + " times")
        .supports(
            resetterShut && e.reset().window() > 0,
            e.resetFrame(),
            "the reset opens the window again: unread data was thrown away")
        .conclude(Confidence.LIKELY, stuck);
  }
}
