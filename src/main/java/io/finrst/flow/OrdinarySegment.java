package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.teardown.State;
import io.finrst.wire.ApplicationBytes;
import io.finrst.wire.Segment;

/**
 * The short way for what three of four packets are: the next data, ACK or FIN, in order, of a connection whose SYN-ACK
 * was seen and about which there is nothing to tell. It does what {@link Tracker} would do, on the bare words, and
 * leaves to {@link Events} what moves the state machine; whatever is not so plain it leaves to the tracker. {@code
 * OrdinarySegmentTest} holds the two ways to the same result.
 */
final class OrdinarySegment {
  private static final int PLAIN_FLAGS = Segment.ACK;
  private static final int SPECIAL_FLAGS = Segment.SYN | Segment.RST;
  private static final int NEEDED = Half.KNOWN | Half.TTL_SEEN;
  private static final int TOLD = Connection.STREAM_BASES | Connection.HAS_STORY | Connection.SILENCE_BROKEN;
  private static final int IN_TRANSFER = State.TRANSFER.ordinal();
  private static final int IN_SYN_SENT = State.SYN_SENT.ordinal();
  private static final int IN_SYN_RECEIVED = State.SYN_RECEIVED.ordinal();

  private final Copies copies;
  private final Applications applications;
  private final Events events;

  OrdinarySegment(Copies copies, Applications applications, Events events) {
    this.copies = copies;
    this.applications = applications;
    this.events = events;
  }

  /** Takes {@code s}, a segment of {@code c}; false, with nothing changed, when it is not ordinary. */
  boolean take(Segment s, Packet p, Connection c) {
    int[] w = c.words();
    int base = c.base();
    int told = w[base + Connection.FLAGS];
    if ((s.flags & (PLAIN_FLAGS | SPECIAL_FLAGS)) != PLAIN_FLAGS || (told & TOLD) != Connection.STREAM_BASES) {
      return false;
    }
    int me = base + Connection.HALVES + (c.direction == 0 ? 0 : Half.HOT_WORDS);
    int peer = base + Connection.HALVES + (c.direction == 0 ? Half.HOT_WORDS : 0);
    int state = w[base + Connection.STATE] & Connection.STATE_BITS; // and who closed first, if anyone
    int myFlags = w[me + Half.FLAGS];
    int window = w[me + Half.WINDOW];
    int oldAck = w[me + Half.ACKED];
    int peerNxt = w[peer + Half.NXT];
    long nowNs = p.timeNs;
    long lastNs = Math.max(Half.getLong(w, me + Half.LAST_TIME), Half.getLong(w, peer + Half.LAST_TIME));
    if (s.seq != w[me + Half.NXT]
        || s.ack - peerNxt > 0
        || state <= IN_SYN_RECEIVED && (state <= IN_SYN_SENT || s.ack != peerNxt)
        || (myFlags & NEEDED) != NEEDED
        || (w[peer + Half.FLAGS] & Half.KNOWN) == 0
        || s.window == 0
        || s.ttl != window >>> Half.TTL_SHIFT
        || s.tos >>> 2 != myFlags >>> Half.DSCP_SHIFT
        || Math.abs(nowNs - lastNs) >= Connection.SILENCE_NS
        || Events.repeatsAck(s, oldAck, peerNxt, window & 0xFFFF)) {
      return false;
    }
    int occupied = s.length();
    long print = Copies.print(s, c, nowNs);
    if (occupied == 0 && copies.has(print)) {
      return false;
    }
    copies.add(print);

    if (state <= Connection.NOBODY_CLOSED) {
      Half.putLong(w, base + Connection.GAP, nowNs > lastNs ? nowNs - lastNs : 0);
    }
    if (s.cut) {
      told |= Connection.CUT;
    }
    boolean fin = (s.flags & Segment.FIN) != 0;
    w[base + Connection.FLAGS] = fin ? told : told | Connection.ORDINARY_SEEN;
    Half.putLong(w, me + Half.LAST_TIME, nowNs);
    int frame = (int) (p.frame - Half.getLong(w, base + Connection.FIRST_FRAME)) + 1;
    w[me + Half.PACKETS]++;
    w[me + Half.LAST_FRAME] = frame;
    w[me + Half.NXT] = s.seq + occupied;
    int flags = s.hasTimestamp ? myFlags | Half.TIMESTAMPS : myFlags;
    if (s.ipVersion == 4) {
      int id = w[me + Half.IP_ID];
      flags |= (flags & Half.ID_SEEN) != 0 ? Half.idStep(s.ipId, id) : Half.ID_SEEN;
      w[me + Half.IP_ID] = id & 0xFFFF0000 | s.ipId;
    }
    boolean first = (flags & Half.HAS_ACKED) == 0;
    if (first || s.ack - oldAck > 0) {
      w[me + Half.ACKED] = s.ack;
      flags |= Half.HAS_ACKED;
    }
    w[me + Half.FLAGS] = flags;
    int shift = window >>> Half.SCALE_SHIFT & 0xF;
    boolean scaled = shift < Half.NO_SCALE && Half.scaled(flags, w[peer + Half.FLAGS], w[peer + Half.WINDOW]);
    int edge = s.ack + (scaled ? s.window << shift : s.window);
    int oldEdge = w[me + Half.EDGE];
    if (oldEdge == 0 || edge - oldEdge > 0) {
      w[me + Half.EDGE] = edge;
    }
    w[me + Half.WINDOW] = window & 0xFFFF0000 | s.window;
    if (s.payloadLength > 0) {
      data(s, p, c, c.half(c.direction), c.half(1 - c.direction), frame);
    }
    if (fin || state != IN_TRANSFER) {
      events.raise(s, p, c, c.half(c.direction), c.half(1 - c.direction), frame, s.payloadLength, false);
    }
    return true;
  }

  private void data(Segment s, Packet p, Connection c, Half me, Half peer, int frame) {
    if (mayTell(s, p.data, c, me)) {
      applications.take(s, p.data, c, me, frame);
    }
    me.newData(s.payloadLength, frame, p.timeNs, s.ack);
    me.clear(Half.TURN);
    peer.set(Half.TURN);
    c.noteSuperSegment(s);
  }

  private boolean mayTell(Segment s, byte[] data, Connection c, Half me) {
    if (me.firstDataFrame() == 0) {
      return true;
    }
    boolean turn = me.is(Half.TURN);
    if (c.is(Connection.FOLLOWED)) {
      return !applications.isWithinMessage(c, s.seq + s.payloadLength, turn);
    }
    return (turn || s.payloadLength <= Applications.SHORT) && ApplicationBytes.mayStart(s, data);
  }
}
