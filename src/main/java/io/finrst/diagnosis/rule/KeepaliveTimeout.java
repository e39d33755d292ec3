package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Repetition;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: keepalive probes without answer, then RST+ACK from the probing side (Linux {@code tcp_keepalive_timer}).
 */
final class KeepaliveTimeout implements Rule {
  @Override
  public Cause cause() {
    return Cause.KEEPALIVE_TIMEOUT;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Repetition probes = e.record().repetition();
    boolean keepAlive = probes != null && probes.kind() == Repetition.Kind.KEEP_ALIVE && probes.count() >= 2;
    boolean gaveUp = keepAlive && (e.verdict() == Verdict.TIMED_OUT || probes.by() == e.resetter());
    return Case.of(cause())
        .needs(
            gaveUp,
            gaveUp ? probes.lastFrame() : 0,
            gaveUp ? probes.count() + " keepalive probes, the last of them here, drew no answer" : "")
        .supports(gaveUp && e.wasReset(), e.resetFrame(), "then the probing side reset the connection")
        .conclude(Confidence.LIKELY, Confidence.CERTAIN, gaveUp ? probes.by() : null);
  }
}
