package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Repetition;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: a segment of an established connection answered by a bare reset, though its
 * sender had not closed (RFC 9293 section 3.5.1, figure 10). Why: the host has no such socket any more: restarted,
 * or its FIN was never captured.
 */
final class StaleConnection extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.STALE_CONNECTION;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean answered = e.resetBy(ResetKind.ANSWER) && !e.byMiddlebox();
    boolean established =
        e.verdict() == Verdict.RST_AFTER_DATA
            || e.verdict() == Verdict.RST_BEFORE_DATA
            || e.verdict() == Verdict.RST_AFTER_FIN
            || e.verdict() == Verdict.UNKNOWN;
    boolean probe =
        e.repeatedByVictim() != null && e.repeatedByVictim().kind() == Repetition.Kind.KEEP_ALIVE;
    return Case.of(cause())
        .needs(
            answered && established,
            e.resetFrame(),
            "a segment of the connection was answered by a bare reset: no such socket")
        .needs(
            answered && e.resetterHalf().fin() == null, 0, "no FIN of the resetting side was seen")
        .given(
            e.record().handshakeFaults().badAckFrame() == 0
                && e.record().handshakeFaults().synAckAgainFrame() == 0
                && e.repeatedByResetter() == null)
        .supports(probe, e.resetFrame(), "a keepalive probe found out")
        .supports(
            e.silenceNs() > e.soonNs(), 0, "after " + Ending.time(e.silenceNs()) + " of silence")
        .hint(e.forgettingTimer())
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
