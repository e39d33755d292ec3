package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Oddity;
import io.finrst.record.Durations;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** A device that keeps state per connection had dropped it. Told apart from: {@link PathReject} by the silence. */
final class MiddleboxIdleTimeout extends ResetCause {
  /** Shorter timers are not found in devices, ns. */
  static final long MIN_SILENCE_NS = Ending.IDLE_NS;

  MiddleboxIdleTimeout() {
    super(Cause.MIDDLEBOX_IDLE_TIMEOUT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a device on the way had forgotten the idle connection")
        .onTheWire(
            "A long silence, then a segment is answered by a bare RST that does not look like the host's own "
                + "packets; or the bare RST comes by itself, when the timer fires.")
        .sources("RFC 5382 section 5 (REQ-5)", "TTL comparison after Weaver, Sommer, Paxson, NDSS 2009")
        .indistinguishableFrom(Cause.PATH_REJECT, Cause.INJECTED_RESET, Cause.STALE_CONNECTION)
        .toTellApart(
            "the longest silence that other connections of this path survived, and a capture at the other end")
        .actorAdvice(
            "Raise the idle timer of the device, or let it send its reset when the timer expires; on a Linux "
                + "gateway see conntrack -L and net.netfilter.nf_conntrack_tcp_timeout_established.")
        .otherAdvice(
            "Send keepalives at less than half the timer: TCP_KEEPIDLE and TCP_KEEPINTVL, or "
                + "net.ipv4.tcp_keepalive_time; limit idle time in the pool.",
            "Retry on a new connection what may be repeated, with growing, randomised pauses.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .maybeByIdleTimer()
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.RST_AFTER_DATA, 4)
        .usualBehind(Verdict.RST_BEFORE_DATA, 5)
        .usualBehind(Errno.ECONNRESET, 4)
        .usualBehind(Errno.ETIMEDOUT, 6)
        .specialCaseOf(Cause.INJECTED_RESET);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean asked = e.victimDataUnanswered() || e.repeatedByVictim() != null;
    return e.byMiddlebox() && asked ? onTheNextPacket(e) : byItself(e);
  }

  /** Some devices say so when their timer fires: a reset that nothing asked for, at the numbers they know. */
  private Optional<Match> byItself(Ending e) {
    if (!e.abortsOutOfSilence() && !(e.byMiddlebox() && e.cameOutOfSilence() && !e.origin().has(Oddity.WENT_ON))) {
      return Optional.empty();
    }
    return Case.of(this)
        .needs(
            true,
            e.resetFrame(),
            "nothing had asked for this reset: both sides had been silent for " + Durations.words(e.silenceNs()))
        .hint(e.closingTimer(e.silenceNs()))
        .hint(e.forgettingTimer())
        .conclude(Confidence.POSSIBLE, e.resetter());
  }

  private Optional<Match> onTheNextPacket(Ending e) {
    return Case.of(this)
        .needs(true, e.resetFrame(), Oddities.of(e))
        .needs(AnswerShape.of(e.reset()), e.resetFrame(), "it answers a segment for a connection it does not know")
        .needs(
            e.silenceNs() >= MIN_SILENCE_NS && e.silenceNs() > 10 * e.record().handshakeRttNs(),
            0,
            "both sides had been silent for " + Durations.words(e.silenceNs()))
        .given(e.verdict() != Verdict.RST_TO_SYN && !e.origin().has(Oddity.WENT_ON))
        .tells(Oddities.ofRejectRule(e.origin()), e.resetFrame(), "it is made as a REJECT rule makes it")
        .hint(e.forgettingTimer())
        .conclude(Confidence.LIKELY, e.resetter());
  }
}
