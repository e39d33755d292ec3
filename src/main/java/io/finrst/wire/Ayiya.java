package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Anything in Anything, which SixXS used for IPv6 in UDP (draft-massar-v6ops-ayiya-02 section 5).
 *
 * <pre>
 * |  0 identity length as a power of two (4 bits), type (4)  |  1 signature length in words (4), method (4)
 * |  2 authentication (4), operation (4)  |  3 next header (1)  |  4 time (4)  |  8 identity | signature | payload
 * </pre>
 */
final class Ayiya {
  private static final int BYTES = 8;
  private static final int FORWARD = 1;
  private static final int LARGEST_IDENTITY = 7; // of 128 bytes

  private Ayiya() {}

  /** Null when this is not AYIYA that forwards a packet. */
  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES) || (Bytes.u8(c.data, at + 2) & 0xF) != FORWARD) {
      return null;
    }
    int power = Bytes.u8(c.data, at) >>> 4;
    int inner = at + BYTES + (power == 0 ? 0 : 1 << power) + (Bytes.u8(c.data, at + 1) >>> 4) * 4;
    if (power > LARGEST_IDENTITY || !IpHeader.isPlausible(c, inner)) {
      return null;
    }
    return c.enter(Tunnel.AYIYA, 0) ? LinkLayer.decodeIp(c, inner) : Outcome.NOT_TCP;
  }
}
