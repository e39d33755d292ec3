package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * IPv6 through NATs, RFC 4380 section 5.1.1: an IPv6 packet in UDP, after two optional indications.
 *
 * <pre>
 * authentication: |  0 0x0001 (2) |  2 id length n (1) |  3 value length m (1)
 *                 |  4 id (n) | value (m) | nonce (8) | confirmation (1)
 * origin:         |  0 0x0000 (2) |  2 port (2) |  4 address (4)
 * </pre>
 */
final class Teredo {
  private static final int AUTHENTICATION = 1;
  private static final int AUTHENTICATION_FIXED_BYTES = 13;
  private static final int ORIGIN = 0;
  private static final int ORIGIN_BYTES = 8;

  private Teredo() {}

  /** Null when this is not Teredo. */
  static Outcome decode(Cursor c, int at) {
    byte[] data = c.data;
    if (c.has(at, 4) && Bytes.u16be(data, at) == AUTHENTICATION) {
      at += AUTHENTICATION_FIXED_BYTES + Bytes.u8(data, at + 2) + Bytes.u8(data, at + 3);
    }
    if (c.has(at, 2) && Bytes.u16be(data, at) == ORIGIN) {
      at += ORIGIN_BYTES;
    }
    if (!IpHeader.isPlausible(c, at) || Bytes.u8(data, at) >>> 4 != 6) {
      return null;
    }
    return c.enter(Tunnel.TEREDO, 0) ? Ipv6.decode(c, at) : Outcome.NOT_TCP;
  }
}
