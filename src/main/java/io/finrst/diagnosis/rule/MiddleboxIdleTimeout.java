package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Oddity;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: silence, then a segment is answered by a reset that did not come from the host it
 * speaks for. Why: a device on the way kept state per connection and had dropped it. Told apart
 * from: {@link PathReject} by the silence.
 */
final class MiddleboxIdleTimeout extends ResetRule {
  /** Shorter timers are not found in devices, ns. */
  static final long MIN_SILENCE_NS = 1_000_000_000L;

  @Override
  public Cause cause() {
    return Cause.MIDDLEBOX_IDLE_TIMEOUT;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean device = e.wasReset() && e.byMiddlebox();
    return Case.of(cause())
        .needs(device, e.resetFrame(), Oddities.of(e))
        .needs(
            device && AnswerShape.of(e.reset()),
            e.resetFrame(),
            "it answers a segment for a connection it does not know")
        .needs(
            e.silenceNs() >= MIN_SILENCE_NS && e.silenceNs() > 10 * e.record().handshakeRttNs(),
            0,
            "both sides had been silent for " + Ending.time(e.silenceNs()))
        .given(device && (e.victimDataUnanswered() || e.repeatedByVictim() != null))
        .given(
            device
                && e.verdict() != Verdict.RST_TO_SYN
                && !e.origin().has(Oddity.WENT_ON))
        .supports(
            device && Oddities.ofRejectRule(e.origin()), e.resetFrame(), "it is made as a REJECT rule makes it")
        .hint(e.forgettingTimer())
        .conclude(Confidence.LIKELY, e.resetter());
  }
}
