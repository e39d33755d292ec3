package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: RST+ACK with seq = SND.NXT though nothing received was waiting. Why: SO_LINGER with time 0, {@code
 * disconnect}, {@code ss -K}, a listener closed before accept (Linux {@code tcp_disconnect}, reason TCP_STATE).
 */
final class AbortiveClose extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.ABORTIVE_CLOSE;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean abort = e.resetBy(ResetKind.ABORT) && !e.byMiddlebox();
    return Case.of(cause())
        .needs(abort, e.resetFrame(), "an abort: RST+ACK at the next sequence number, so a socket was torn down")
        .given(e.verdict() != Verdict.RST_TO_SYN && e.repeatedByResetter() == null)
        .supports(
            abort && !e.victimDataUnanswered(),
            abort ? Ending.frame(e.resetterHalf().lastData()) : 0,
            "everything the " + (abort ? e.victim().id() : "") + " had sent was answered")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
