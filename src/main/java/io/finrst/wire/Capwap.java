package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * What wireless access points hand to their controller, RFC 5415 section 4: an 802.3 frame, or an 802.11 one in which
 * some access points swap the two bytes of frame control.
 *
 * <pre>
 * |  0 preamble (8 bits) | HLEN (5) | RID (5) | WBID (5) | T F L W M K (6) | flags (3)  |
 * |  4 fragment id (2)  |  6 fragment offset (13 bits), reserved (3)  |  HLEN words from 0: the frame
 * </pre>
 */
final class Capwap {
  private static final int BYTES = 8;
  private static final int NATIVE_FRAME = 1 << 8; // T
  private static final int FRAGMENT = 1 << 7; // F
  private static final int KEEP_ALIVE = 1 << 3; // K
  private static final int BINDING_802_11 = 1;

  private Capwap() {}

  /** Null when this is not CAPWAP in the clear. */
  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES) || Bytes.u8(c.data, at) != 0) { // 1 is DTLS
      return null;
    }
    int word = Bytes.i32be(c.data, at);
    int length = (word >>> 19 & 0x1F) * 4;
    boolean nativeFrame = (word & NATIVE_FRAME) != 0;
    if (length < BYTES || nativeFrame && (word >>> 9 & 0x1F) != BINDING_802_11) {
      return null;
    }
    if (!c.enter(Tunnel.CAPWAP, 0)) {
      return Outcome.NOT_TCP;
    }
    if ((word & KEEP_ALIVE) != 0) {
      return c.skip("CAPWAP keepalive");
    }
    if ((word & FRAGMENT) != 0 && Bytes.u16be(c.data, at + 6) >>> 3 != 0) {
      return c.skip("later CAPWAP fragment");
    }
    return nativeFrame ? Wifi.decodeMaybeSwapped(c, at + length) : Ethernet.decode(c, at + length);
  }
}
