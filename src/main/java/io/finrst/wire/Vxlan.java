package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * VXLAN, RFC 7348, and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe).
 *
 * <pre>
 * |  0 flags (1)  |  1 reserved (2)  |  3 reserved; next protocol (1), GPE  |  4 VNI (3)  |  7 reserved (1)  |  8 frame
 * </pre>
 */
final class Vxlan {
  private static final int BYTES = 8;
  private static final int VNI_VALID = 0x08;
  private static final int PROTOCOL_VALID = 0x04;

  private static final int GPE_IPV4 = 1;
  private static final int GPE_IPV6 = 2;
  private static final int GPE_ETHERNET = 3;
  private static final int GPE_MPLS = 5;

  private Vxlan() {}

  /** Null when this is not VXLAN. */
  static Outcome decode(Cursor c, int at) {
    if (!isHeader(c, at) || !c.has(at + BYTES, Ethernet.HEADER_BYTES)) {
      return null;
    }
    return c.enter(Tunnel.VXLAN, Bytes.u24be(c.data, at + 4)) ? Ethernet.decode(c, at + BYTES) : Outcome.NOT_TCP;
  }

  /** Null when this is not VXLAN-GPE, or nothing that leads to IP. */
  static Outcome decodeGpe(Cursor c, int at) {
    if (!isHeader(c, at)) {
      return null;
    }
    boolean named = (Bytes.u8(c.data, at) & PROTOCOL_VALID) != 0;
    int protocol = named ? Bytes.u8(c.data, at + 3) : GPE_ETHERNET;
    int inner = at + BYTES;
    boolean isIp = protocol == GPE_IPV4 || protocol == GPE_IPV6;
    if (isIp ? !IpHeader.isPlausible(c, inner) : protocol != GPE_ETHERNET && protocol != GPE_MPLS) {
      return null;
    }
    if (!c.enter(Tunnel.VXLAN, Bytes.u24be(c.data, at + 4))) {
      return Outcome.NOT_TCP;
    }
    if (isIp) {
      return LinkLayer.decodeIp(c, inner);
    }
    return protocol == GPE_MPLS ? Mpls.decode(c, inner) : Ethernet.decode(c, inner);
  }

  private static boolean isHeader(Cursor c, int at) {
    return c.has(at, BYTES) && (Bytes.u8(c.data, at) & VNI_VALID) != 0 && c.data[at + 7] == 0;
  }
}
