package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Decimal;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Linux always falls silent ({@code tcp_write_err}), which a bare reset to a later segment ends. BSD, Windows and an
 * application's own timer abort.
 */
final class RetransmissionTimeout extends KnownCause {
  /** RFC 9293 section 3.8.3: R1, at which a sender begins to doubt, is three retransmissions at least. */
  private static final int GIVING_UP = 3;

  RetransmissionTimeout() {
    super(Cause.RETRANSMISSION_TIMEOUT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("data was sent again and again without an acknowledgment until the sender gave up")
        .onTheWire(
            "The same segment three times or more at growing intervals without progress; then silence (Linux), or "
                + "RST+ACK (other systems, or the program itself).")
        .sources("RFC 9293 section 3.8.3", "RFC 6298", "Linux tcp_write_err")
        .indistinguishableFrom(Cause.ABORTIVE_CLOSE, Cause.PATH_MTU_BLACK_HOLE)
        .toTellApart("a capture at the other end shows whether the segments arrived, and whether its ACKs left")
        .actorAdvice("Set TCP_USER_TIMEOUT to give up sooner than the system's quarter of an hour.")
        .otherAdvice(
            "Check the path: loss, a dead host, or an MTU black hole if only large segments are lost (ping -M do "
                + "-s 1472).")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .kernelReasons(KernelReason.TCP_KEEPALIVE_TIMEOUT, KernelReason.NO_SOCKET)
        .usualBehind(Verdict.TIMED_OUT, 1)
        .usualBehind(Verdict.FIN_UNANSWERED, 1)
        .usualBehind(Errno.ETIMEDOUT, 2)
        .usualBehind(Errno.ECONNABORTED, 1)
        .yieldsTo(Cause.BACKLOG_FULL);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Repetition again = e.record().repetition();
    boolean data = again != null && again.kind() == Repetition.Kind.SEGMENT && again.count() >= 2;
    boolean finInVain =
        data && e.verdict() == Verdict.FIN_UNANSWERED && !e.wasReset() && again.count() >= GIVING_UP;
    boolean gaveUp =
        data
            && (e.verdict() == Verdict.TIMED_OUT
                || finInVain
                || again == e.repeatedByResetter() && (e.resetBy(ResetKind.ABORT) || e.resetBy(ResetKind.ANSWER)));
    return Case.of(this)
        .needs(
            gaveUp,
            gaveUp ? again.lastFrame() : 0,
            gaveUp
                ? "sent again "
                    + again.count()
                    + " times without an acknowledgment, the last time here"
                : "")
        .needs(
            gaveUp,
            gaveUp ? e.resetFrame() : 0,
            gaveUp && e.resetBy(ResetKind.ABORT)
                ? "then its sender aborted"
                : gaveUp && e.wasReset()
                    ? "then its sender had no socket any more for what came"
                    : "then its sender fell silent")
        .tells(
            gaveUp && unacknowledged(e, again) > 0,
            gaveUp ? again.lastFrame() : 0,
            gaveUp ? Decimal.grouped(unacknowledged(e, again)) + " bytes were never acknowledged" : "")
        .tells(
            gaveUp && e.unreachable(again.by()) != null,
            gaveUp && e.unreachable(again.by()) != null ? e.unreachable(again.by()).at().frame() : 0,
            "an ICMP error had said that it does not get through")
        .conclude(Confidence.LIKELY, gaveUp ? again.by() : null);
  }

  private static long unacknowledged(Ending e, Repetition again) {
    return e.record().half(again.by()).unacknowledgedBytes();
  }

  @Override
  protected void tell(Ending e, SocketErrors errors) {
    errors.gaveUp(e, e.resetter());
    super.tell(e, errors);
  }
}
