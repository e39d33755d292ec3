package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.ResetKind;
import java.util.Optional;

/**
 * On the wire: a FIN, then soon RST+ACK from the same side though no data came, or a bare RST to the other FIN. Why:
 * too many orphaned sockets or no TCP memory (Linux {@code tcp_out_of_resources}, TCPAbortOnMemory). One
 * connection alone proves little.
 */
final class OrphanLimit extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.ORPHAN_LIMIT;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean afterOwnFin = e.resetterClosedFirst() && !e.byMiddlebox();
    boolean aborts = afterOwnFin && e.resetBy(ResetKind.ABORT);
    boolean forgot =
        afterOwnFin
            && e.resetBy(ResetKind.ANSWER)
            && e.reset().at().timeNs() - e.resetterHalf().fin().timeNs() <= e.soonNs();
    return Case.of(cause())
        .needs(
            aborts || forgot,
            e.resetFrame(),
            aborts
                ? "the side that had closed aborted while its FIN was still on the way"
                : "the side that had just closed answered as if it had no such socket")
        .given(afterOwnFin && !e.unansweredSince(e.resetterHalf().fin()))
        .conclude(Confidence.POSSIBLE, e.resetter());
  }
}
