package io.finrst.flow;

import io.finrst.wire.Segment;

/** Tells packets that the capture shows twice from packets that were sent twice. */
final class Copies {
  private Copies() {}

  /**
   * Whether the capture shows this packet a second time: mirrored ports, bridges and {@code any} do that. A retransmission
   * has a new IP ID or timestamp; where neither tells, a copy is believed only in a connection known to be captured twice.
   */
  static boolean isCopy(Segment s, long nowNs, Connection c, Half me) {
    int print = print(s, nowNs);
    boolean candidate = s.seq != me.nxt() || s.length() == 0;
    boolean seen = candidate && me.hasPrint(print);
    if (!seen) {
      me.addPrint(print);
      return false;
    }
    if (s.ipId != 0 || s.hasTimestamp && s.length() > 0) {
      return true;
    }
    Story story = c.story();
    boolean twice = story != null && story.capturedTwice();
    if (!twice) {
      me.addPrint(print);
    }
    return twice;
  }

  /** 20 bits of what makes a packet itself, 12 bits of its time in milliseconds. Never 0. */
  static int print(Segment s, long nowNs) {
    int h = s.seq * 31 + s.ack;
    h = h * 31 + (s.checksum << 16 | s.ipId);
    h = h * 31 + (s.flags << 16 | s.window) + s.payloadLength;
    h *= 0x9E3779B1;
    return h & 0xFFFFF000 | (int) (nowNs >> 20) & 0xFFF;
  }
}
