package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Oddity;
import io.finrst.record.Application;
import io.finrst.record.Reset;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: an answer-shaped reset whose TTL (or sender) contradicts the host it speaks for,
 * without a silence that would explain a forgotten connection; or one with the host's TTL but without the DSCP or flow
 * label of its stack. Why: a firewall rule rejects with a TCP reset (netfilter {@code nf_send_reset}). Told apart from:
 * {@link MiddleboxIdleTimeout} by the silence, {@link InjectedReset} by the shape.
 */
final class PathReject extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.PATH_REJECT;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    return e.byMiddlebox() ? onTheWay(e) : onTheHost(e);
  }

  private Optional<Match> onTheWay(Ending e) {
    Reset reset = e.reset();
    Application heard = Talk.of(e, e.victim());
    String opening = Talk.openingAnswered(e);
    return Case.of(cause())
        .needs(true, e.resetFrame(), Oddities.of(e))
        .needs(
            AnswerShape.of(reset),
            e.resetFrame(),
            "it has the shape of an answer to a segment no socket wanted")
        .given(
            e.silenceNs() < MiddleboxIdleTimeout.MIN_SILENCE_NS
                && !e.origin().has(Oddity.WENT_ON)
                && !e.origin().has(Oddity.CLIMBS))
        .supports(
            e.verdict() == Verdict.RST_TO_SYN,
            e.resetFrame(),
            "it refuses the connection attempt itself")
        .supports(Oddities.ofRejectRule(e.origin()), e.resetFrame(), "it is made as a REJECT rule makes it")
        .supports(!opening.isEmpty(), Talk.frame(heard), opening)
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }

  /**
   * The host's own packet filter answers with its host's TTL, but not with what the host's stack would put there.
   * Either tell has another explanation, the network or a setting, so one alone is little.
   */
  private Optional<Match> onTheHost(Ending e) {
    Reset reset = e.reset();
    boolean noEcho = e.origin().has(Oddity.NO_ECHO);
    boolean unlabelled = e.origin().has(Oddity.UNLABELLED);
    return Case.of(cause())
        .given(AnswerShape.of(reset) && e.silenceNs() < MiddleboxIdleTimeout.MIN_SILENCE_NS)
        .needs(noEcho || unlabelled, e.resetFrame(), e.origin().oddities().get(unlabelled ? Oddity.UNLABELLED : Oddity.NO_ECHO))
        .supports(noEcho && unlabelled, e.resetFrame(), e.origin().oddities().get(Oddity.NO_ECHO))
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
