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
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** The host had forgotten the connection: in TIME-WAIT it would have sent an ACK. */
final class LatePacketAfterClose extends KnownCause {
  LatePacketAfterClose() {
    super(Cause.LATE_PACKET_AFTER_CLOSE, Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a late packet reached a host that had already closed and drew a reset; harmless")
        .onTheWire("Both FINs are acknowledged; a late or repeated segment then draws a bare RST.")
        .sources("RFC 9293 section 3.10.7.1", "Linux tcp_v4_send_reset")
        .indistinguishableFrom(Cause.TIME_WAIT_ASSASSINATION)
        .toTellApart("whether an ACK from the side in TIME-WAIT came before the reset")
        .actorAdvice("Nothing: harmless.")
        .otherAdvice("Nothing: harmless.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS, KernelReason.TCP_TIMEWAIT_SOCKET)
        .usualBehind(Verdict.GRACEFUL, 1)
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset late = e.firstReset(ResetEffect.LATE);
    return Case.of(this)
        .needs(
            e.verdict() == Verdict.GRACEFUL && late != null && isBehindTheFins(late, e),
            late == null ? 0 : late.at().frame(),
            "this reset came after both sides had closed and acknowledged it")
        .conclude(Confidence.CERTAIN, late == null ? null : late.from());
  }

  private static boolean isBehindTheFins(Reset reset, Ending e) {
    return Ending.isLater(reset.at(), e.record().clientHalf().fin())
        && Ending.isLater(reset.at(), e.record().serverHalf().fin());
  }
}
