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
import io.finrst.record.Decimal;
import io.finrst.record.Durations;
import io.finrst.record.HalfRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * A link on the way drops full-size segments, and the ICMP error that would say so gets lost. Told apart from: {@link
 * RetransmissionTimeout} by what got through before.
 */
final class PathMtuBlackHole extends KnownCause {
  /** With fewer repetitions a loss is likelier (RFC 4821 section 7.7 calls a black hole after several timeouts). */
  private static final int TIMES = 2;

  /** Who starts from a timeout of 1 s (RFC 6298 section 2.1) has sent something again so often after that time. */
  private static final long TIMES_TAKE_NS = 3_000_000_000L;

  PathMtuBlackHole() {
    super(Cause.PATH_MTU_BLACK_HOLE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("full-size segments do not get through, small ones do: a link with a smaller MTU, and no ICMP error")
        .onTheWire("Handshake and small segments pass; the first full-size segment is sent again and again in vain, or at the "
                + "receiver never comes.")
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
    return of(e, Role.CLIENT).or(() -> of(e, Role.SERVER));
  }

  private Optional<Match> of(Ending e, Role sender) {
    HalfRecord half = e.record().half(sender);
    int mss = Math.min(half.mss(), e.record().half(Ending.other(sender)).mss());
    boolean longLost = half.unacknowledgedBytes() >= mss && half.bytes() - half.unacknowledgedBytes() < mss;
    if (mss <= 0 || !longLost || half.lastData() == null) {
      return Optional.empty();
    }
    return half.missingBytes() == 0 ? repeatedInVain(e, sender) : neverArrived(e, sender, mss);
  }

  private Optional<Match> repeatedInVain(Ending e, Role sender) {
    ConnectionRecord c = e.record();
    HalfRecord half = c.half(sender);
    HalfRecord other = c.half(Ending.other(sender));
    long arrived = half.bytes() - half.unacknowledgedBytes();
    boolean waited = other.fin() != null && other.fin().timeNs() - half.lastData().timeNs() >= TIMES_TAKE_NS;
    Repetition again = c.repetition();
    boolean data = again != null && again.by() == sender && again.kind() == Repetition.Kind.SEGMENT;
    long times = waited ? half.retransmitted() : data ? again.count() : 0;
    boolean alive = other.lastFrame() > half.lastData().frame();
    Optional<IcmpError> tooBig =
        c.icmpErrors().stream().filter(error -> error.to() == sender && error.isPacketTooBig()).findFirst();
    return Case.of(this)
        .given(waited || other.fin() == null) // who closes at once may simply be gone
        .needs(
            times >= TIMES,
            Ending.frame(c.lastRepeated()),
            "the first full-size segment of the " + sender.id() + " was sent again " + times + " times in vain")
        .tells(
            arrived > 0,
            half.firstDataFrame(),
            "smaller ones had got through: " + Decimal.grouped(arrived) + " bytes")
        .supports(
            arrived > 0 && alive, other.lastFrame(), "the other side was still there and missed just what was long")
        .supports(
            tooBig.isPresent(),
            tooBig.map(error -> error.at().frame()).orElse(0L),
            "an ICMP error had said that it is too long for a link on the way")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, sender);
  }

  /** Captured beyond the narrow link: what is short comes, what is long leaves a hole that nothing fills. */
  private Optional<Match> neverArrived(Ending e, Role sender, int mss) {
    ConnectionRecord c = e.record();
    HalfRecord half = c.half(sender);
    long behind = half.unacknowledgedBytes() - half.missingBytes();
    long waitedNs = c.last().timeNs() - half.lastData().timeNs() + c.times().watchedNs();
    return Case.of(this)
        .needs(
            half.missingBytes() >= mss && behind > 0 && behind < mss,
            half.lastData().frame(),
            "of the " + sender.id() + "'s data only short segments came: before this one " + half.missingBytes()
                + " bytes are missing, at least a full-size segment")
        .needs(
            waitedNs >= TIMES_TAKE_NS,
            c.half(Ending.other(sender)).lastFrame(),
            "nothing filled the hole in " + Durations.words(waitedNs) + ", and the other side never acknowledged it")
        .conclude(Confidence.POSSIBLE, sender);
  }
}
