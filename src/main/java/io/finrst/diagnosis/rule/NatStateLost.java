package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Moment;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: a connection in full flow is answered "no such socket" after lost or repeated
 * segments. Why: connection tracking called a segment INVALID and passed it on untranslated.
 */
final class NatStateLost extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.NAT_STATE_LOST;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean answered =
        e.resetBy(ResetKind.ANSWER) && e.verdict() == Verdict.RST_AFTER_DATA && !e.byMiddlebox();
    Moment repeated = e.record().lastRepeated();
    boolean loss =
        answered
            && repeated != null
            && e.victimHalf().retransmitted() > 0
            && e.reset().at().timeNs() - repeated.timeNs() < e.soonNs();
    return Case.of(cause())
        .needs(answered, e.resetFrame(), "a segment in full flow was answered by a bare reset")
        .needs(
            loss && e.silenceNs() < e.soonNs(),
            Ending.frame(repeated),
            "right after segments had been lost and sent again, the last of them here")
        .given(answered && e.repeatedByVictim() == null)
        .conclude(Confidence.POSSIBLE, e.resetter());
  }
}
