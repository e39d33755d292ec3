package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * MPLS label stacks (RFC 3032) and what they carry. Nothing in the stack says what that is, so the first four bits
 * decide, as in Wireshark: 4 and 6 are IP, unless its lengths do not fit and a frame would; 0 is an Ethernet
 * pseudowire's control word (RFC 4385); else an Ethernet frame without one, if it looks like it.
 *
 * <pre>
 * |  0 label (20 bits), traffic class (3), bottom of stack (1), TTL (8)  |  4 next label or payload
 * </pre>
 */
final class Mpls {
  private static final int LABEL_BYTES = 4;
  private static final int BOTTOM_OF_STACK = 0x100;

  private Mpls() {}

  static Outcome decode(Cursor c, int at) {
    int label;
    do {
      if (!c.has(at, LABEL_BYTES)) {
        return c.lacking(at, LABEL_BYTES);
      }
      label = Bytes.i32be(c.data, at);
      at += LABEL_BYTES;
    } while ((label & BOTTOM_OF_STACK) == 0);

    if (!c.has(at, 1)) {
      return c.lacking(at, 1);
    }
    int nibble = Bytes.u8(c.data, at) >>> 4;
    if ((nibble == 4 || nibble == 6) && (IpHeader.isPlausible(c, at) || !isFrame(c, at))) {
      return LinkLayer.decodeIp(c, at);
    }
    if (nibble == 0 && isFrame(c, at + LABEL_BYTES)) {
      return enterFrame(c, at + LABEL_BYTES);
    }
    return isFrame(c, at) ? enterFrame(c, at) : c.skip("MPLS, not IP");
  }

  private static boolean isFrame(Cursor c, int at) {
    return c.has(at, Ethernet.HEADER_BYTES) && EtherType.leadsToIp(Bytes.u16be(c.data, at + Ethernet.TYPE));
  }

  private static Outcome enterFrame(Cursor c, int at) {
    return c.deeper() ? Ethernet.decode(c, at) : c.tooDeep();
  }
}
