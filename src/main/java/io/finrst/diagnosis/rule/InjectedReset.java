package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.flow.Application;
import java.util.Optional;

/**
 * On the wire: a reset that contradicts the side it speaks for in TTL, IP ID, options or by that
 * side going on. Weaver, Sommer, Paxson, "Detecting Forged TCP Reset Packets" (NDSS 2009). Told
 * apart from: {@link PathReject} by its shape.
 */
final class InjectedReset extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.INJECTED_RESET;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean device = e.wasReset() && e.byMiddlebox();
    boolean wentOn = device && e.reset().oddities().contains(Oddities.WENT_ON);
    Application heard = device ? Talk.of(e, e.victim()) : null;
    String opening = device ? Talk.openingAnswered(e) : "";
    return Case.of(cause())
        .needs(device, e.resetFrame(), Oddities.of(e.reset()))
        .supports(wentOn, e.resetFrame(), "its supposed sender went on as if it had sent nothing")
        .supports(
            device && !AnswerShape.of(e.reset()),
            e.resetFrame(),
            "no ordinary stack answers in this shape")
        .supports(
            device && e.reset().oddities().size() > 1,
            e.resetFrame(),
            "several of its fields do not fit")
        .tells(!opening.isEmpty(), Talk.frame(heard), opening)
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
