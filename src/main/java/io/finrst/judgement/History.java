package io.finrst.judgement;

import io.finrst.record.Repeats;
import io.finrst.record.ResetFacts;
import io.finrst.teardown.State;
import java.util.List;

/**
 * All that is known of a connection when somebody asks how it would end now.
 *
 * @param sight how much of it the capture shows
 * @param state where the state machine stands, resets and silence aside
 * @param resets every reset kept, in order
 * @param a the side whose packet came first
 * @param b the other side
 * @param clientIsB whether the second one is the client
 * @param rttNs round trip time of the handshake, -1 when not seen
 * @param repeats what either side has sent again last; null for nothing
 * @param repeatingSide the side that repeats itself without an answer, -1 for none
 * @param lastNs the last packet of either side, ns since 1970
 * @param nowNs the newest time known, ns since 1970
 */
public record History(
    Sight sight,
    State state,
    List<ResetFacts> resets,
    Voice a,
    Voice b,
    boolean clientIsB,
    long rttNs,
    Repeats repeats,
    int repeatingSide,
    long lastNs,
    long nowNs) {

  /** Side 0 or 1. */
  Voice side(int side) {
    return side == 0 ? a : b;
  }
}
