package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Geneve, RFC 8926.
 *
 * <pre>
 * |  0 version 0 (2 bits), options length in 4 bytes (6)  |  1 O C, reserved 0 (6 bits)  |  2 EtherType (2)
 * |  4 VNI (3)  |  7 reserved 0 (1)  |  8 options  | payload
 * </pre>
 */
final class Geneve {
  private static final int BYTES = 8;
  private static final int RESERVED_MASK = 0x3F;

  private Geneve() {}

  /** Null when this is not Geneve. */
  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES)) {
      return null;
    }
    byte[] data = c.data;
    int first = Bytes.u8(data, at);
    int protocol = Bytes.u16be(data, at + 2);
    boolean reservedAreZero = (data[at + 1] & RESERVED_MASK) == 0 && data[at + 7] == 0;
    if (first >>> 6 != 0 || !reservedAreZero || protocol < EtherType.MIN) {
      return null;
    }
    int inner = at + BYTES + (first << 2);
    return c.enter(Tunnel.GENEVE, Bytes.u24be(data, at + 4)) ? EtherType.decode(c, protocol, inner) : Outcome.NOT_TCP;
  }
}
