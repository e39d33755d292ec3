package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.ResetKind;
import java.util.Optional;

/**
 * On the wire: a FIN, then soon RST+ACK from the same side though no data came. Why: too many
 * orphaned sockets or no TCP memory (Linux {@code tcp_out_of_resources}, TCPAbortOnMemory). One
 * connection alone proves little.
 */
final class OrphanLimit extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.ORPHAN_LIMIT;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean afterOwnFin = e.resetterClosedFirst() && e.resetBy(ResetKind.ABORT) && !e.byMiddlebox();
    return Case.of(cause())
        .needs(
            afterOwnFin,
            e.resetFrame(),
            "the side that had closed aborted while its FIN was still on the way")
        .given(afterOwnFin && !e.unansweredSince(e.resetterHalf().fin()))
        .conclude(Confidence.POSSIBLE, e.resetter());
  }
}
