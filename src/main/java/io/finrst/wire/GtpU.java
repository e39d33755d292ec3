package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * The user plane of mobile networks, GTP-U version 1, 3GPP TS 29.281 section 5.1. Only the message that carries a
 * user's packet (G-PDU) is of interest.
 *
 * <pre>
 * |  0 version 1 (3 bits), PT 1, reserved, E, S, PN  |  1 type (1)  |  2 length beyond these 8 bytes (2)  |  4 TEID (4)
 * |  8 sequence (2), N-PDU number (1), next extension (1), when any of E, S, PN  | extensions  | user's IP packet
 * extension: |  0 length in 4 bytes (1)  |  1 content  |  last byte: next extension (1), 0 for none  |
 * </pre>
 */
final class GtpU {
  private static final int BYTES = 8;
  private static final int OPTIONAL_BYTES = 4;
  private static final int VERSION_1_GTP = 0x30;
  private static final int VERSION_MASK = 0xF0;
  private static final int ANY_OPTIONAL = 7;
  private static final int EXTENSION = 4;
  private static final int G_PDU = 255;
  private static final int MAX_EXTENSIONS = 8;

  private GtpU() {}

  /** Null when this is not GTP-U with an IP packet inside. */
  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES)) {
      return null;
    }
    byte[] data = c.data;
    int flags = Bytes.u8(data, at);
    if ((flags & VERSION_MASK) != VERSION_1_GTP || Bytes.u8(data, at + 1) != G_PDU) {
      return null;
    }
    int inner = at + BYTES;
    if ((flags & ANY_OPTIONAL) != 0) {
      inner = skipOptional(c, inner, (flags & EXTENSION) != 0);
    }
    if (inner < 0 || !IpHeader.isPlausible(c, inner)) {
      return null;
    }
    return c.enter(Tunnel.GTP_U, Bytes.i32be(data, at + 4)) ? LinkLayer.decodeIp(c, inner) : Outcome.NOT_TCP;
  }

  /** Index after the optional fields and extension headers, or -1 when they are cut or make no sense. */
  private static int skipOptional(Cursor c, int at, boolean extended) {
    int end = at + OPTIONAL_BYTES;
    for (int i = 0; i <= MAX_EXTENSIONS; i++) {
      if (!c.has(at, end - at)) {
        return -1;
      }
      if (!extended || c.data[end - 1] == 0) {
        return end;
      }
      if (!c.has(end, 1) || c.data[end] == 0) {
        return -1;
      }
      end += Bytes.u8(c.data, end) << 2;
    }
    return -1;
  }
}
