package io.finrst.flow;

import io.finrst.record.LadderPacket.Note;
import io.finrst.record.LadderPacket;
import io.finrst.wire.Segment;

/** One connection of a table and its sequence space, for tests that hand in segments by their numbers. */
final class TwoHalves {
  static final int A = 0;
  static final int B = 1;

  final Connection c = new Connection();
  final SequenceSpace space = new SequenceSpace();
  private final Segment s = new Segment();

  TwoHalves() {
    s.ipVersion = 4;
    s.srcLo = 1;
    s.srcPort = 40_000;
    s.dstLo = 2;
    s.dstPort = 80;
    new FlowTable(new MemoryBudget(1L << 40)).open(s, c);
    window(65_535);
  }

  /** The window field of the segments that follow. */
  TwoHalves window(int field) {
    s.window = field;
    return this;
  }

  int windowField() {
    return s.window;
  }

  /** Takes a segment; returns the note about it. */
  Note take(int side, int flags, int seq, int payload, int ack) {
    s.flags = flags;
    s.seq = seq;
    s.payloadLength = payload;
    s.ack = ack;
    c.direction = side;
    space.take(s, c, c.half(side), c.half(1 - side));
    return space.note;
  }

  /** Takes a segment with the ACK bit alone. */
  Note take(int side, int seq, int payload, int ack) {
    return take(side, Segment.ACK, seq, payload, ack);
  }

  /** Handshake; the next number of both sides is 1. */
  TwoHalves connected() {
    take(A, Segment.SYN, 0, 0, 0);
    take(B, Segment.SYN | Segment.ACK, 0, 0, 1);
    take(A, 1, 0, 1);
    return this;
  }

  int fresh() {
    return space.fresh;
  }

  int nxt(int side) {
    return c.half(side).nxt();
  }

  int acked(int side) {
    return c.half(side).acked();
  }

  /** Holes in what {@code side} sent, as text. */
  String holes(int side) {
    StreamMap holes = c.story() == null ? null : c.story().holes(side);
    return holes == null ? "" : holes.toString();
  }
}
