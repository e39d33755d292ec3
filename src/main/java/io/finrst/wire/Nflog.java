package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Packets that netfilter's NFLOG target hands out (LINKTYPE_NFLOG): IP among type-length-values, whose lengths and types
 * are in the byte order of the host that captured.
 *
 * <pre>
 * |  0 address family (1)  |  1 version (1)  |  2 resource id (2)  |  4 TLVs
 * TLV: |  0 length with these four bytes (2)  |  2 type (2)  |  4 value, padded to a multiple of four
 * </pre>
 */
final class Nflog {
  private static final int BYTES = 4;
  private static final int VERSION = 0;
  private static final int PAYLOAD = 9; // NFULA_PAYLOAD
  private static final int LARGEST_TYPE = 64;

  private Nflog() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES + BYTES)) {
      return c.lacking(at, BYTES + BYTES);
    }
    if (Bytes.u8(c.data, at + 1) != VERSION) {
      return c.skip("NFLOG of an unknown version");
    }
    int tlv = at + BYTES;
    boolean little = Bytes.u16le(c.data, tlv + 2) < LARGEST_TYPE; // types are small numbers
    while (c.has(tlv, BYTES)) {
      int length = little ? Bytes.u16le(c.data, tlv) : Bytes.u16be(c.data, tlv);
      int type = little ? Bytes.u16le(c.data, tlv + 2) : Bytes.u16be(c.data, tlv + 2);
      if (length < BYTES) {
        return Outcome.MALFORMED;
      }
      if (type == PAYLOAD) {
        c.captured = Math.min(c.captured, tlv + length);
        return LinkLayer.decodeIp(c, tlv + BYTES);
      }
      tlv += length + 3 & ~3;
    }
    return c.lacking(tlv, BYTES);
  }
}
