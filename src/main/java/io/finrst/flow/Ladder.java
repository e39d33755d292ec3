package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.record.LadderPacket;
import io.finrst.record.Moment;
import io.finrst.wire.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first and the last packets of a connection, for people to look at. */
final class Ladder {
  /** All headers and what tells one application from another. */
  private static final int MOST_BYTES = 256;

  /** Objects of a packet without its bytes. */
  private static final int PACKET_BYTES = 128;

  private static final byte[] NO_BYTES = {};

  private final boolean keepBytes;
  private final int keepFirst;
  private final int keepLast;
  private final List<LadderPacket> first = new ArrayList<>();
  private final ArrayDeque<LadderPacket> last = new ArrayDeque<>();

  /** What one packet takes at most, bytes. */
  static int packetBytes(boolean withBytes) {
    return PACKET_BYTES + (withBytes ? MOST_BYTES : 0);
  }

  /** Keeps {@code packets} in all, a quarter of them from the start; with their bytes if asked to. */
  Ladder(int packets, boolean keepBytes) {
    this.keepBytes = keepBytes;
    keepFirst = packets / 4;
    keepLast = packets - keepFirst;
  }

  /** Adds the packet that {@code s} was decoded from. */
  void add(Segment s, Packet p, Connection c, LadderPacket.Note note) {
    Half me = c.half(c.direction);
    Half peer = c.half(1 - c.direction);
    boolean icmp = note == LadderPacket.Note.ICMP;
    boolean ack = !icmp && s.has(Segment.ACK);
    add(
        new LadderPacket(
            new Moment(p.frame, p.timeNs),
            c.role(icmp ? 1 - c.direction : c.direction),
            icmp ? 0 : s.flags,
            me.is(Half.PLACED) ? s.seq - me.iss() & 0xFFFFFFFFL : s.seq & 0xFFFFFFFFL,
            ack ? (peer.is(Half.PLACED) ? s.ack - peer.iss() : s.ack) & 0xFFFFFFFFL : 0,
            icmp ? 0 : s.payloadLength,
            icmp ? 0 : s.window,
            icmp ? 0 : s.ttl,
            note,
            keepBytes ? bytes(p) : NO_BYTES,
            p.linkType));
  }

  private static byte[] bytes(Packet p) {
    return Arrays.copyOfRange(p.data, p.offset, p.offset + Math.min(p.capturedLength, MOST_BYTES));
  }

  private void add(LadderPacket packet) {
    if (first.size() < keepFirst) {
      first.add(packet);
      return;
    }
    if (last.size() == keepLast) {
      last.removeFirst();
    }
    last.addLast(packet);
  }

  List<LadderPacket> packets() {
    List<LadderPacket> all = new ArrayList<>(first);
    all.addAll(last);
    return List.copyOf(all);
  }
}
