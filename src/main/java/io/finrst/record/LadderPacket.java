package io.finrst.record;

import io.finrst.teardown.Role;

/**
 * One packet kept for the ladder of {@code --explain}.
 *
 * @param at frame and time
 * @param from sender
 * @param flags TCP flag bits, see {@link io.finrst.wire.Segment}
 * @param seq relative sequence number
 * @param ack relative acknowledgment number, 0 without the ACK flag
 * @param payloadLength payload bytes
 * @param window window field, not scaled
 * @param ttl TTL or hop limit
 * @param note what the tracker made of it
 * @param bytes the beginning of the packet as it was captured, empty unless asked for; shared, not to be written to
 * @param linkType what {@code bytes} begin with, one of the LINKTYPE_ values
 */
public record LadderPacket(
    Moment at,
    Role from,
    int flags,
    long seq,
    long ack,
    int payloadLength,
    int window,
    int ttl,
    Note note,
    byte[] bytes,
    int linkType) {

  /** What the tracker made of a packet. */
  public enum Note {
    NONE(""),
    RETRANSMISSION("sent again"),
    OUT_OF_ORDER("out of order"),
    GAP("after a gap"),
    DUPLICATE("captured twice"),
    KEEP_ALIVE("keepalive probe"),
    ZERO_WINDOW("window 0"),
    WINDOW_PROBE("window probe"),
    ICMP("ICMP error");

    private final String words;

    Note(String words) {
      this.words = words;
    }

    /** Words for people, empty for {@link #NONE}. */
    public String words() {
      return words;
    }
  }
}
