package io.finrst.flow;

import io.finrst.teardown.State;
import io.finrst.wire.ApplicationBytes;
import io.finrst.wire.Segment;

/**
 * The short way for what three of four packets are: the next data or ACK, in order, of a connection
 * in mid-transfer about which there is nothing to tell. It does what {@link Tracker} would do, on
 * the bare words; whatever is not so plain it leaves to the tracker. {@code OrdinarySegmentTest}
 * holds the two ways to the same result.
 */
final class OrdinarySegment {
  private static final int LONGEST_PLAIN = 1500;
  private static final int PLAIN_FLAGS = Segment.ACK;
  private static final int SPECIAL_FLAGS = Segment.SYN | Segment.FIN | Segment.RST;
  private static final int NEEDED = Half.KNOWN | Half.HAS_ACKED | Half.TTL_SEEN | Half.ID_SEEN;
  private static final int PLAIN = Connection.STREAM_BASES | Connection.ORDINARY_SEEN;
  private static final int TOLD = PLAIN | Connection.HAS_STORY | Connection.SILENCE_BROKEN;
  private static final int IN_TRANSFER = State.TRANSFER.ordinal();

  private OrdinarySegment() {}

  /** Takes {@code s}; false, with nothing changed, when it is not ordinary. */
  static boolean take(
      Segment s, byte[] data, Connection c, Copies copies, Applications applications, long frame, long nowNs) {
    int[] w = c.words();
    int base = c.base();
    if ((s.flags & (PLAIN_FLAGS | SPECIAL_FLAGS)) != PLAIN_FLAGS
        || (w[base + Connection.STATE] & Connection.STATE_BITS) != IN_TRANSFER
        || (w[base + Connection.FLAGS] & TOLD) != PLAIN) {
      return false;
    }
    int me = base + Connection.HALVES + (c.direction == 0 ? 0 : Half.HOT_WORDS);
    int peer = base + Connection.HALVES + (c.direction == 0 ? Half.HOT_WORDS : 0);
    int myFlags = w[me + Half.FLAGS];
    int needed = s.ipVersion == 4 ? NEEDED : NEEDED & ~Half.ID_SEEN;
    int length = s.payloadLength;
    int window = w[me + Half.WINDOW];
    int oldAck = w[me + Half.ACKED];
    long last = Math.max(Half.getLong(w, me + Half.LAST_TIME), Half.getLong(w, peer + Half.LAST_TIME));
    if (s.seq != w[me + Half.NXT]
        || (myFlags & needed) != needed
        || (w[peer + Half.FLAGS] & Half.KNOWN) == 0
        || s.ack - w[peer + Half.NXT] > 0
        || s.window == 0
        || s.ttl != window >>> Half.TTL_SHIFT
        || s.tos >>> 2 != myFlags >>> Half.DSCP_SHIFT
        || s.cut
        || Math.abs(nowNs - last) >= Connection.SILENCE_NS
        || length > LONGEST_PLAIN
        || s.hasTimestamp && (myFlags & Half.TIMESTAMPS) == 0
        || length > 0 && w[me + Half.FIRST_DATA_FRAME] == 0
        || Events.repeatsAck(s, oldAck, w[peer + Half.NXT], window & 0xFFFF)
        || length > 0 && mayTell(s, data, c, myFlags, w[base + Connection.FLAGS], applications)) {
      return false;
    }
    long print = Copies.print(s, c, nowNs);
    if (length == 0 && copies.has(print)) {
      return false;
    }
    copies.add(print);

    Half.putLong(w, base + Connection.GAP, nowNs > last ? nowNs - last : 0);
    Half.putLong(w, me + Half.LAST_TIME, nowNs);
    int relative = (int) (frame - Half.getLong(w, base + Connection.FIRST_FRAME)) + 1;
    w[me + Half.PACKETS]++;
    w[me + Half.LAST_FRAME] = relative;
    int flags = length > 0 ? myFlags & ~Half.TURN : myFlags;
    if (s.ipVersion == 4) {
      int id = w[me + Half.IP_ID];
      flags |= Half.idStep(s.ipId, id);
      w[me + Half.IP_ID] = id & 0xFFFF0000 | s.ipId;
    }
    w[me + Half.FLAGS] = flags;
    if (length > 0) {
      w[peer + Half.FLAGS] |= Half.TURN;
      w[me + Half.NXT] = s.seq + length;
      Half.putLong(w, me + Half.BYTES, Half.getLong(w, me + Half.BYTES) + length);
      w[me + Half.LAST_DATA_FRAME] = relative;
      w[me + Half.ACK_AT_DATA] = s.ack;
      Half.putLong(w, me + Half.LAST_DATA_TIME, nowNs);
    }
    if (s.ack - oldAck > 0) {
      w[me + Half.ACKED] = s.ack;
    }
    int shift = window >>> Half.SCALE_SHIFT & 0xF;
    boolean scaled =
        shift < Half.NO_SCALE && Half.scaled(myFlags, w[peer + Half.FLAGS], w[peer + Half.WINDOW]);
    int edge = s.ack + (scaled ? s.window << shift : s.window);
    if (edge - w[me + Half.EDGE] > 0) {
      w[me + Half.EDGE] = edge;
    }
    w[me + Half.WINDOW] = window & 0xFFFF0000 | s.window;
    return true;
  }

  private static boolean mayTell(
      Segment s, byte[] data, Connection c, int myFlags, int flags, Applications applications) {
    boolean turn = (myFlags & Half.TURN) != 0;
    if ((flags & Connection.FOLLOWED) != 0) {
      return !applications.isWithinMessage(c, s.seq + s.payloadLength, turn);
    }
    return (turn || s.payloadLength <= Applications.SHORT) && ApplicationBytes.mayStart(s, data);
  }
}
