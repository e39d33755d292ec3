package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.flow.Application;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: an answer-shaped reset whose TTL (or sender) contradicts the host it speaks for,
 * without a silence that would explain a forgotten connection. Why: a firewall rule rejects with a
 * TCP reset (netfilter {@code nf_send_reset}). Told apart from: {@link MiddleboxIdleTimeout} by the
 * silence, {@link InjectedReset} by the shape.
 */
final class PathReject extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.PATH_REJECT;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean device = e.wasReset() && e.byMiddlebox();
    boolean answerShape = e.wasReset() && AnswerShape.of(e.reset());
    Application heard = device ? Talk.of(e, e.victim()) : null;
    String opening = device ? Talk.openingAnswered(e) : "";
    return Case.of(cause())
        .needs(device, e.resetFrame(), Oddities.of(e.reset()))
        .needs(
            answerShape,
            e.resetFrame(),
            "it has the shape of an answer to a segment no socket wanted")
        .given(
            e.silenceNs() < MiddleboxIdleTimeout.MIN_SILENCE_NS
                && !e.reset().oddities().contains(Oddities.WENT_ON))
        .supports(
            e.verdict() == Verdict.RST_TO_SYN,
            e.resetFrame(),
            "it refuses the connection attempt itself")
        .supports(
            device && !opening.isEmpty(), Talk.frame(heard), opening)
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
