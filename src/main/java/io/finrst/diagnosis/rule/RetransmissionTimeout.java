package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Repetition;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: one segment sent again and again without an acknowledgment, then silence (Linux
 * always: {@code tcp_write_err}), which a bare reset to a later segment ends, or an abort (BSD, Windows, an
 * application's own timer). RFC 9293 section 3.8.3.
 */
final class RetransmissionTimeout implements Rule {
  @Override
  public Cause cause() {
    return Cause.RETRANSMISSION_TIMEOUT;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Repetition again = e.record().repetition();
    boolean data = again != null && again.kind() == Repetition.Kind.SEGMENT && again.count() >= 2;
    boolean gaveUp =
        data
            && (e.verdict() == Verdict.TIMED_OUT
                || again == e.repeatedByResetter() && (e.resetBy(ResetKind.ABORT) || e.resetBy(ResetKind.ANSWER)));
    return Case.of(cause())
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
        .supports(
            gaveUp && e.unreachable(again.by()) != null,
            gaveUp && e.unreachable(again.by()) != null ? e.unreachable(again.by()).at().frame() : 0,
            "an ICMP error had said that it does not get through")
        .conclude(Confidence.LIKELY, gaveUp ? again.by() : null);
  }
}
