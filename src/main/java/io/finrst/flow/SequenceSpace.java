package io.finrst.flow;

import io.finrst.record.LadderPacket;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * Places one segment in the sequence space of its connection: what of it is new, what was sent
 * before, what was skipped, and what it acknowledges. Its two results are fields, valid until the
 * next call.
 */
final class SequenceSpace {
  /** A jump of this many sequence numbers belongs to another connection on the same ports. */
  private static final int PLAUSIBLE_JUMP = 1 << 30;

  /** Bytes of payload not seen before. */
  int fresh;

  /** What the segment is, beyond ordinary. */
  LadderPacket.Note note = LadderPacket.Note.NONE;

  void take(Segment s, Connection c, Half me, Half peer) {
    note = LadderPacket.Note.NONE;
    int length = s.length();
    int end = s.seq + length;
    if (me.is(Half.KNOWN)) {
      int ahead = Seq.diff(s.seq, me.nxt());
      if (ahead == 0) {
        me.nxt(end);
        fresh = s.payloadLength;
      } else if (ahead > 0) {
        jump(s, c, me, ahead, end);
      } else {
        again(s, c, me, peer, length, end);
      }
    } else {
      first(s, me, end);
    }
    if ((s.flags & Segment.ACK) != 0) {
      acknowledge(s, c, me, peer);
    }
  }

  private void first(Segment s, Half me, int end) {
    if (s.has(Segment.SYN)) {
      me.place(s.seq, end);
    } else if (me.is(Half.PLACED)) {
      me.nxt(Seq.max(me.nxt(), end)); // the other side's ACKs had told where it stands
    } else {
      me.place(s.seq - 1, end);
    }
    me.set(Half.KNOWN);
    fresh = s.payloadLength;
  }

  private void jump(Segment s, Connection c, Half me, int ahead, int end) {
    if (s.has(Segment.SYN)) { // another SYN-ACK: the first one was lost, or a SYN cookie
      me.place(s.seq, end);
      fresh = s.payloadLength;
      return;
    }
    if (ahead >= PLAUSIBLE_JUMP) {
      fresh = 0;
      return;
    }
    c.tell().makeHoles(c.direction).open(me.nxt(), s.seq);
    me.nxt(end);
    fresh = s.payloadLength;
    note = LadderPacket.Note.GAP;
  }

  private void again(Segment s, Connection c, Half me, Half peer, int length, int end) {
    fresh = 0;
    if (s.has(Segment.SYN) && s.seq != me.iss()) {
      me.place(s.seq, end);
      return;
    }
    boolean oneBack = s.seq == me.nxt() - 1;
    if (length == 0) {
      if (oneBack) {
        note = probe(peer);
      }
      return;
    }
    int beyond = Seq.diff(end, me.nxt());
    Story story = c.story();
    StreamMap holes = story == null ? null : story.holes(c.direction);
    int filled = holes == null ? 0 : holes.fill(s.seq, end);
    if (beyond > 0) {
      me.nxt(end);
      int fin = s.has(Segment.FIN) ? 1 : 0;
      fresh = Math.min(s.payloadLength, beyond - fin + filled);
      note = LadderPacket.Note.RETRANSMISSION;
    } else if (filled > 0) {
      fresh = Math.min(s.payloadLength, filled);
      note = LadderPacket.Note.OUT_OF_ORDER;
    } else if (oneBack
        && s.payloadLength == 1
        && peer.is(Half.HAS_ACKED)
        && peer.acked() == me.nxt()) {
      note = probe(peer); // with a byte of garbage, RFC 9293 section 3.8.4
    } else {
      note = LadderPacket.Note.RETRANSMISSION;
    }
  }

  /** One number back: asks for a sign of life, or for the window when that is shut. */
  private static LadderPacket.Note probe(Half peer) {
    return peer.is(Half.HAS_ACKED) && peer.window() == 0
        ? LadderPacket.Note.WINDOW_PROBE
        : LadderPacket.Note.KEEP_ALIVE;
  }

  private void acknowledge(Segment s, Connection c, Half me, Half peer) {
    int ack = s.ack;
    if (!peer.is(Half.PLACED)) {
      peer.place(ack - 1, ack);
    } else {
      int unseen = Seq.diff(ack, peer.nxt());
      if (unseen > 0) {
        if (unseen >= PLAUSIBLE_JUMP) {
          return; // speaks of another connection
        }
        if (peer.is(Half.KNOWN)) {
          c.tell().makeHoles(1 - c.direction).open(peer.nxt(), ack);
        }
        peer.nxt(ack);
      }
    }
    if (!me.is(Half.HAS_ACKED) || Seq.lt(me.acked(), ack)) {
      me.acked(ack);
    }
    int scale = me.scale();
    boolean scaled = scale > 0 && peer.scale() >= 0 && !s.has(Segment.SYN);
    int edge = ack + (scaled ? s.window << scale : s.window);
    if (me.edge() == 0 || Seq.lt(me.edge(), edge)) {
      me.edge(edge);
    }
    if (s.window == 0 && me.window() != 0 && !s.has(Segment.SYN)) {
      if (note == LadderPacket.Note.NONE) {
        note = LadderPacket.Note.ZERO_WINDOW;
      }
    }
    me.window(s.window);
  }
}
