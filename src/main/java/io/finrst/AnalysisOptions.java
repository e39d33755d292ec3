package io.finrst;

import io.finrst.flow.Announcing;
import io.finrst.flow.Tracker;

/**
 * What was asked of an analysis. None of it changes a verdict, save {@code decapsulate}, {@code verifyChecksums} and an
 * eviction forced by {@code maxConnections}.
 *
 * @param decapsulate follow the connections inside tunnels
 * @param verifyChecksums drop and count packets with a bad IPv4 header or TCP checksum
 * @param maxConnections most connections tracked at one time, at least 1, and no more than fit into the heap; the longest
 *     silent is evicted beyond
 * @param ladderPackets packets kept per connection for the ladder, 0 for none: the first quarter and the last of them
 * @param ladderBytes whether the beginnings of their bytes are kept, too
 * @param announcing when to tell of connections before they leave the table
 */
public record AnalysisOptions(
    boolean decapsulate,
    boolean verifyChecksums,
    int maxConnections,
    int ladderPackets,
    boolean ladderBytes,
    Announcing announcing) {

  /** Tunnels followed, checksums not verified, connections bounded only by memory, no ladder, nothing told early. */
  public static final AnalysisOptions DEFAULT =
      new AnalysisOptions(true, false, Tracker.AS_MANY_AS_FIT, 0, false, Announcing.NEVER);
}
