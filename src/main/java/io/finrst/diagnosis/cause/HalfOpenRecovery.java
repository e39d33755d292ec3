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
import io.finrst.teardown.Role;
import java.util.Optional;

/** RFC 9293 section 3.5.1, figure 9. The reset is the older connection's end and not this one's. */
final class HalfOpenRecovery extends KnownCause {
  HalfOpenRecovery() {
    super(Cause.HALF_OPEN_RECOVERY);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means(
            "the server still held an older connection on the same ports; the client cleared it and tried again")
        .onTheWire(
            "SYN, answered by an ACK of an older connection; the client resets that, sends its SYN again, and gets "
                + "through.")
        .sources("RFC 9293 section 3.5.1, figure 9", "RFC 5961 section 4")
        .actorAdvice(
            "It missed the end of the older connection: a crash, or a device that forgot it. Turn on keepalive.")
        .otherAdvice("Nothing: TCP recovered by itself.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.TCP_INVALID_ACK_SEQUENCE)
        .usualBehindNoVerdict()
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    long challenge = e.record().handshakeFaults().challengeAckFrame();
    if (challenge == 0) {
      return Optional.empty();
    }
    Reset clearing =
        e.record().resets().stream()
            .filter(r -> r.from() == Role.CLIENT && r.answeredFrame() == challenge)
            .findFirst()
            .orElse(null);
    long clearedBy = e.record().neighbours().clearedBy();
    return Case.of(this)
        .needs(
            true,
            challenge,
            clearedBy < 0
                ? "the SYN was answered by an ACK of an older connection on the same ports"
                : "a new SYN on the same ports (tcp.stream " + clearedBy + ") was answered by an ACK of this connection")
        .needs(
            clearing != null,
            clearing == null ? 0 : clearing.at().frame(),
            clearedBy < 0 ? "the client cleared that one with a reset" : "the client, which no longer knew it, reset it")
        .conclude(Confidence.CERTAIN, Role.SERVER);
  }
}
