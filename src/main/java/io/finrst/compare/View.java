package io.finrst.compare;

import io.finrst.record.ConnectionRecord;

/**
 * One connection as one point saw it.
 *
 * @param point number of the point, from 0 in the order in which points were named
 * @param record what its capture alone says
 * @param trail its segments; null where memory did not allow to keep them
 */
record View(int point, ConnectionRecord record, Trail trail) {

  /** What is known of the direction from the client, or from the server. */
  Trail.Side side(boolean client) {
    return trail.side(client);
  }
}
