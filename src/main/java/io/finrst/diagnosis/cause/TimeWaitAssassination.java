package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** Told apart from: {@link LatePacketAfterClose}, where the stray segment itself draws the reset. */
final class TimeWaitAssassination extends KnownCause {
  private static long afterClose(Ending e) {
    return Math.max(
        e.record().clientHalf().finAcknowledgedFrame(),
        e.record().serverHalf().finAcknowledgedFrame());
  }

  TimeWaitAssassination() {
    super(Cause.TIME_WAIT_ASSASSINATION, Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a late reset hit a connection in TIME-WAIT; harmless")
        .onTheWire(
            "Both FINs are acknowledged; a stray segment draws an ACK from TIME-WAIT, and that ACK draws a RST.")
        .sources("RFC 1337", "Linux tcp_timewait_state_process, net.ipv4.tcp_rfc1337")
        .indistinguishableFrom(Cause.LATE_PACKET_AFTER_CLOSE)
        .toTellApart("whether an ACK from the side in TIME-WAIT came between the stray segment and the reset")
        .actorAdvice("Nothing: harmless.")
        .otherAdvice("Nothing: harmless. net.ipv4.tcp_rfc1337=1 ignores such resets.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.GRACEFUL, 3)
        .usualBehindNoError()
        .specialCaseOf(Cause.LATE_PACKET_AFTER_CLOSE);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset late = e.firstReset(ResetEffect.LATE);
    Moment stray = e.record().lastRepeated();
    boolean toCloser = e.verdict() == Verdict.GRACEFUL && late != null && late.from() != e.record().firstFin();
    long answered = toCloser ? late.answeredFrame() : 0;
    return Case.of(this)
        .needs(
            toCloser && stray != null && stray.frame() > afterClose(e),
            Ending.frame(stray),
            "after both had closed, this old segment reached the side in TIME-WAIT")
        .needs(stray != null && answered > stray.frame(), answered, "which answered it with an ACK")
        .needs(toCloser, late == null ? 0 : late.at().frame(), "and the ACK drew a reset")
        .conclude(Confidence.CERTAIN, late == null ? null : late.from());
  }
}
