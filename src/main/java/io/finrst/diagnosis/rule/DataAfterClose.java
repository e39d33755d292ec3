package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.teardown.ResetKind;
import java.util.Optional;

/**
 * On the wire: FIN, then new data from the other side, then a bare reset that answers it (Linux
 * TCP_ABORT_ON_DATA while the FIN is not acknowledged, TCP_TIMEWAIT_SOCKET after). A clean close
 * and a killed process look the same.
 */
final class DataAfterClose extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.DATA_AFTER_CLOSE;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean answered = e.resetterClosedFirst() && e.resetBy(ResetKind.ANSWER) && !e.byMiddlebox();
    long fin = answered ? e.resetterHalf().fin().frame() : 0;
    Application own = answered ? Talk.of(e, e.resetter()) : null;
    Application heard = answered ? Talk.of(e, e.victim()) : null;
    boolean announced = Talk.announcedClose(own);
    return Case.of(cause())
        .needs(answered, fin, "the " + (answered ? e.resetter().id() : "") + " had closed")
        .needs(
            answered
                && e.victimHalf().lastData() != null
                && (e.victimDataUnanswered() || e.victimHalf().unacknowledgedBytes() > 0),
            answered ? Ending.frame(e.victimHalf().lastData()) : 0,
            "then data came for it")
        .needs(
            answered, e.resetFrame(), "and was answered by a reset: no program was left to take it")
        .supports(
            announced && !e.closedByTimer(),
            Talk.frame(own),
            "its last response had said that it would close")
        .supports(
            Talk.requestUnfinished(heard),
            Talk.frame(heard),
            heard == null ? "" : "the request was still arriving: " + heard.shortfall())
        .tells(
            answered && Talk.saidGoodbye(heard),
            answered ? Ending.frame(e.victimHalf().lastData()) : 0,
            "what came late is as long as a TLS close_notify: harmless")
        .conclude(
            e.closedByTimer() ? Confidence.LIKELY : Confidence.CERTAIN,
            answered ? e.victim() : null);
  }
}
