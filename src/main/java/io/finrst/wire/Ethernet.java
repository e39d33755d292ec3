package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Ethernet II and IEEE 802.3 frames.
 *
 * <pre>
 * |  0 destination (6)  |  6 source (6)  | 12 type or length (2) | 14 payload
 * </pre>
 */
final class Ethernet {
  static final int HEADER_BYTES = 14;
  static final int TYPE = 12;
  private static final int SOURCE = 6;

  private Ethernet() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, HEADER_BYTES)) {
      return c.lacking(at, HEADER_BYTES);
    }
    Segment s = c.segment;
    if (s.linkSource == 0) { // the outermost frame names it, not one inside a tunnel
      s.linkSource = Bytes.u48be(c.data, at + SOURCE);
    }
    int type = Bytes.u16be(c.data, at + TYPE);
    if (type == EtherType.IPV4) {
      return Ipv4.decode(c, at + HEADER_BYTES);
    }
    return EtherType.decode(c, type, at + HEADER_BYTES);
  }
}
