package io.finrst.flow;

import io.finrst.wire.Segment;

/**
 * Tells packets that the capture shows twice from packets that were sent twice: mirrored ports, bridges and {@code any}
 * show a packet again up to some milliseconds later, with others in between. The fingerprints of the last packets of
 * all connections lie in one table of fixed size, two to a place; what a busy link has pushed out of it is taken for
 * sent twice.
 */
final class Copies {
  private static final int PLACE_BITS = 12;

  private final long[] prints = new long[2 << PLACE_BITS];

  /**
   * Whether the capture shows this packet a second time; to be asked once of each packet. A retransmission has a new IP
   * ID on every stack that numbers its packets at all. Where a host numbers its packets 0, as with IPv6, there is no
   * telling by the packet alone, but nobody asks for a connection twice in so short a time, or sends data again before
   * an ACK could have come back; and of a connection that is known to be captured twice everything else is believed,
   * too.
   */
  boolean isCopy(Segment s, long nowNs, Connection c, Half me) {
    long print = print(s, c, nowNs);
    boolean mayBe = s.seq != me.nxt() || s.length() == 0;
    int away = mayBe ? away(print) : Fingerprint.NONE;
    if (away == Fingerprint.NONE) {
      add(print);
      return false;
    }
    if (s.ipId != 0 || s.has(Segment.SYN)) {
      return true;
    }
    Story story = c.story();
    if (story != null && story.capturedTwice()) {
      return true;
    }
    return s.hasTimestamp && s.length() > 0 && (c.rttNs() < 0 || 2 * Fingerprint.ns(away) < c.rttNs());
  }

  /**
   * Whether the capture shows an ICMP error about {@code c} a second time: nobody reports one segment twice for the same
   * reason in so short a time, since it is not sent twice in that.
   *
   * @param s the segment it quotes
   */
  boolean isCopyOfError(Segment s, long nowNs, Connection c) {
    long print =
        Fingerprint.of(
            Fingerprint.both(s.seq, s.icmpType << 8 | s.icmpCode),
            s.icmpSenderHi * 31 + s.icmpSenderLo,
            Fingerprint.both(c.stream() << 1 | c.direction, -1),
            nowNs);
    boolean copy = has(print);
    if (!copy) {
      add(print);
    }
    return copy;
  }

  /**
   * What makes a packet of {@code c} itself, and when it was seen. Its checksum does not: a host that leaves it to the
   * interface shows it unfinished before and finished behind.
   */
  static long print(Segment s, Connection c, long nowNs) {
    int options = (s.hasTimestamp ? s.tsVal : 0) + (s.hasSack ? 31 * s.sackRight : 0);
    return Fingerprint.of(
        Fingerprint.both(s.seq, s.ack),
        Fingerprint.both(s.payloadLength << 16 | s.ipId, s.flags << 16 | s.window),
        Fingerprint.both(c.stream() << 1 | c.direction, options),
        nowNs);
  }

  /** Whether the same packet was seen shortly before. */
  boolean has(long print) {
    return away(print) != Fingerprint.NONE;
  }

  /** Remembers a packet instead of the older one of the two at its place. */
  void add(long print) {
    int place = Fingerprint.place(print, PLACE_BITS) << 1;
    prints[place + 1] = prints[place];
    prints[place] = print;
  }

  private int away(long print) {
    int place = Fingerprint.place(print, PLACE_BITS) << 1;
    int away = Fingerprint.away(prints[place], print);
    return away != Fingerprint.NONE ? away : Fingerprint.away(prints[place + 1], print);
  }
}
