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
import io.finrst.record.Durations;
import io.finrst.record.Looks;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** The host has no such socket any more: restarted, or its FIN was never captured. */
final class StaleConnection extends ResetCause {
  StaleConnection() {
    super(
        Cause.STALE_CONNECTION,
        Verdict.RST_AFTER_DATA,
        Verdict.RST_BEFORE_DATA,
        Verdict.RST_AFTER_FIN,
        Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("one side still used a connection that the other no longer knew")
        .onTheWire(
            "A segment or keepalive probe of an open connection is answered by a bare RST, though its sender had "
                + "never closed.")
        .sources("RFC 9293 section 3.5.1, figure 10", "Linux NO_SOCKET")
        .indistinguishableFrom(
            Cause.INJECTED_RESET, Cause.PATH_REJECT, Cause.MIDDLEBOX_IDLE_TIMEOUT, Cause.NAT_STATE_LOST,
            Cause.DATA_AFTER_CLOSE)
        .toTellApart(
            "uptime and log of the resetting host: a restart ends all its connections at one time; a capture "
                + "there, which would also show a forged reset that had ended the connection at that end alone")
        .actorAdvice("Check whether host, container or program restarted, or failed over, in the silence before.")
        .otherAdvice(
            "Check pooled connections before use, limit their age and idle time, and turn on keepalive "
                + "(TCP_KEEPIDLE).")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .maybeByIdleTimer()
        .usualKernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.RST_AFTER_DATA, 3)
        .usualBehind(Verdict.RST_BEFORE_DATA, 4)
        .usualBehind(Verdict.RST_AFTER_FIN, 4)
        .usualBehind(Errno.ECONNRESET, 2)
        .usualBehind(Errno.EPIPE, 4)
        .yieldsTo(Cause.NAT_STATE_LOST, Cause.INJECTED_RESET);
  }

  /**
   * Whether lwIP, which answers everything by RST+ACK, resets with a lower IP ID than before: it has one counter for all
   * it sends, and that begins at 0.
   */
  static boolean hasRestarted(Ending e) {
    Looks before = e.reset().facts().senderLooks();
    return e.resetBy(ResetKind.ABORT)
        && e.resetterHalf().stack() == Stack.LWIP
        && e.victimDataUnanswered()
        && before.seen()
        && e.reset().ipId() < before.ipId()
        && before.ipId() - e.reset().ipId() < 0x8000;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean restarted = hasRestarted(e);
    boolean answered = (e.resetBy(ResetKind.ANSWER) || restarted) && !e.byMiddlebox();
    if (!answered || e.verdict() == Verdict.RST_IN_HANDSHAKE || e.verdict() == Verdict.RST_TO_SYN) {
      return Optional.empty();
    }
    Repetition again = e.repeatedByVictim();
    boolean probe = again != null && again.kind() == Repetition.Kind.KEEP_ALIVE;
    boolean inVain = again != null && again.kind() == Repetition.Kind.SEGMENT;
    return Case.of(this)
        .needs(
            true,
            e.resetFrame(),
            "a segment of the connection was answered by a reset: no such socket")
        .supports(restarted, e.resetFrame(), "its IP ID begins anew: lwIP counts from 0 when the host starts")
        .needs(
            e.resetterHalf().fin() == null, 0, "no FIN of the resetting side was seen")
        .given(
            e.record().neighbours().clearedBy() < 0
                && e.record().handshakeFaults().badAckFrame() == 0
                && e.record().handshakeFaults().synAckAgainFrame() == 0
                && e.repeatedByResetter() == null)
        .supports(probe, e.resetFrame(), "a keepalive probe found out")
        .tells(
            inVain,
            inVain ? again.lastFrame() : 0,
            inVain ? "what it answers had been sent again " + again.count() + " times without an acknowledgment" : "")
        .supports(
            e.silenceNs() > e.soonNs(), 0, "after " + Durations.words(e.silenceNs()) + " of silence")
        .hint(e.forgettingTimer())
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
