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
import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * A link on the way drops full-size segments, and the ICMP error that would say so gets lost. Told apart from: {@link
 * RetransmissionTimeout} by what got through before.
 */
final class PathMtuBlackHole extends KnownCause {
  /** With fewer repetitions a loss is likelier (RFC 4821 section 7.7 calls a black hole after several timeouts). */
  private static final int TIMES = 2;

  PathMtuBlackHole() {
    super(Cause.PATH_MTU_BLACK_HOLE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("full-size segments do not get through, small ones do: a link with a smaller MTU, and no ICMP error")
        .onTheWire("Handshake and small segments pass; the first full-size segment is sent again and again in vain.")
        .sources("RFC 2923 section 2.1", "RFC 4821 section 7.7", "Linux tcp_mtu_probing")
        .indistinguishableFrom(Cause.RETRANSMISSION_TIMEOUT)
        .toTellApart("ping -M do -s 1472 to the other side, and smaller until an answer comes")
        .actorAdvice(
            "Let ICMP fragmentation-needed and packet-too-big through every firewall on the way; until then clamp the "
                + "MSS at the tunnel or VPN, or set net.ipv4.tcp_mtu_probing=1 here.")
        .otherAdvice("Lower the MTU of the interface, or clamp the MSS that this side offers.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.TIMED_OUT, 4)
        .usualBehindNoError()
        .specialCaseOf(Cause.RETRANSMISSION_TIMEOUT);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    ConnectionRecord c = e.record();
    Repetition again = c.repetition();
    boolean data = again != null && again.kind() == Repetition.Kind.SEGMENT && again.count() >= TIMES;
    Role sender = data ? again.by() : Role.CLIENT;
    HalfRecord half = c.half(sender);
    HalfRecord other = c.half(Ending.other(sender));
    int mss = Math.min(half.mss(), other.mss());
    long arrived = half.bytes() - half.unacknowledgedBytes();
    boolean alive = half.lastData() != null && other.lastFrame() > half.lastData().frame();
    Optional<IcmpError> tooBig =
        c.icmpErrors().stream().filter(error -> error.to() == sender && error.isPacketTooBig()).findFirst();
    return Case.of(this)
        .given(other.fin() == null && half.missingBytes() == 0)
        .needs(
            data && mss > 0 && half.unacknowledgedBytes() >= mss && arrived < mss,
            data ? again.lastFrame() : 0,
            "the first full-size segment of the " + sender.id() + " was sent again " + (data ? again.count() : 0)
                + " times in vain")
        .tells(
            arrived > 0,
            half.firstDataFrame(),
            String.format(Locale.ROOT, "smaller ones had got through: %,d bytes", arrived))
        .supports(
            arrived > 0 && alive, other.lastFrame(), "the other side was still there and missed just what was long")
        .supports(
            tooBig.isPresent(),
            tooBig.map(error -> error.at().frame()).orElse(0L),
            "an ICMP error had said that it is too long for a link on the way")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, sender);
  }
}
