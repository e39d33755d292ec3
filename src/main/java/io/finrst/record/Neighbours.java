package io.finrst.record;

import java.util.List;

/**
 * How a connection is told from others on the same addresses and ports.
 *
 * @param alsoStreams stream numbers that Wireshark gives to later parts of it, from a SYN on that began no connection
 * @param sameStream whether it begins in the middle of what Wireshark counts as one stream: its SYN has the number of
 *     the one before, which a reset had ended
 * @param cleared stream number of the older connection that its client reset by opening this one (half-open recovery,
 *     RFC 9293 section 3.5.1), -1 for none
 * @param clearedBy the other way round: stream number of the one whose opening reset this one, -1 for none
 */
public record Neighbours(List<Long> alsoStreams, boolean sameStream, long cleared, long clearedBy) {
  /** Nothing else of note was on its addresses and ports. */
  public static final Neighbours NONE = new Neighbours(List.of(), false, -1, -1);
}
