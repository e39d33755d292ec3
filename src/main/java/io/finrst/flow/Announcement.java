package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;

/**
 * What was told of a connection that has not left the table.
 *
 * @param verdict how it had ended so far
 * @param deciding which of its resets had decided, -1 for none
 * @param silentSide which side had repeated itself in vain, 0 or 1, where that was the end; else -1
 * @param senderWentOn whether the side in whose name that one came had gone on
 * @param lastTimeNs its last packet at that time
 * @param toldNs that time: so long at least it was silent, though no other packet may show it
 */
record Announcement(Verdict verdict, int deciding, int silentSide, boolean senderWentOn, long lastTimeNs, long toldNs) {

  static Announcement of(End end, long lastTimeNs, long nowNs) {
    return new Announcement(
        end.state().verdict(), end.deciding(), silentSide(end), end.decidersSenderWentOn(), lastTimeNs, nowNs);
  }

  private static int silentSide(End end) {
    return end.state() == State.GIVEN_UP ? end.repeatingSide() : -1;
  }

  /** Whether this is what would be told of {@code end}, too. */
  boolean tellsOf(End end) {
    return verdict == end.state().verdict()
        && deciding == end.deciding()
        && silentSide == silentSide(end)
        && senderWentOn == end.decidersSenderWentOn();
  }
}
