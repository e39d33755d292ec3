package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.teardown.Verdict;

/**
 * What was told of a connection that has not left the table.
 *
 * @param verdict how it had ended so far
 * @param deciding which of its resets had decided, -1 for none
 * @param senderWentOn whether the side in whose name that one came had gone on
 * @param lastTimeNs its last packet at that time
 * @param toldNs that time: so long at least it was silent, though no other packet may show it
 */
record Announcement(Verdict verdict, int deciding, boolean senderWentOn, long lastTimeNs, long toldNs) {

  static Announcement of(End end, long lastTimeNs, long nowNs) {
    return new Announcement(end.state().verdict(), end.deciding(), end.decidersSenderWentOn(), lastTimeNs, nowNs);
  }

  /** Whether this is what would be told of {@code end}, too. */
  boolean tellsOf(End end) {
    return verdict == end.state().verdict()
        && deciding == end.deciding()
        && senderWentOn == end.decidersSenderWentOn();
  }
}
