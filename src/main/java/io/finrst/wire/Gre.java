package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Generic Routing Encapsulation, RFC 2784 and RFC 2890, and version 1 of it, which PPTP uses (RFC 2637 section 4.1).
 *
 * <pre>
 * |  0 flags: C R K S (4 bits) ... version (3)  |  2 protocol, an EtherType (2)  |
 * | checksum (2), reserved (2), when C or R  |  key (4), when K  |  sequence (4), when S  |  payload
 * version 1: key = payload length (2), call id (2); acknowledgment (4), when A, 0x0080; payload only when S
 * </pre>
 */
final class Gre {
  private static final int BYTES = 4;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;

  private static final int PROTOCOL_PPP = 0x880B;
  private static final int PROTOCOL_WCCP = 0x883E;

  /** Aruba's access points send 802.11 under 0x8200 and others of that block, and under 0x9000. */
  private static final int PROTOCOL_ARUBA = 0x8200;

  private static final int PROTOCOL_ARUBA_MASK = 0xFE0F;
  private static final int PROTOCOL_ARUBA_OTHER = 0x9000;

  private Gre() {}

  /** Over UDP, RFC 8086; null when this is none: version 0, and nothing but the three flags may be set. */
  static Outcome decodeOverUdp(Cursor c, int at) {
    boolean plain = c.has(at, BYTES) && (Bytes.u16be(c.data, at) & ~(CHECKSUM | KEY | SEQUENCE)) == 0;
    return plain ? decode(c, at) : null;
  }

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES)) {
      return c.lacking(at, BYTES);
    }
    byte[] data = c.data;
    int flags = Bytes.u16be(data, at);
    int protocol = Bytes.u16be(data, at + 2);
    int version = flags & 7;
    if (version > 1 || version == 0 && (flags & ROUTING) != 0) { // source routes have gone out of use with RFC 1701
      return c.skip("GRE of an unknown kind");
    }
    int keyAt = at + BYTES + ((flags & CHECKSUM) != 0 ? 4 : 0);
    int sequenceAt = keyAt + ((flags & KEY) != 0 ? 4 : 0);
    int inner = sequenceAt + ((flags & SEQUENCE) != 0 ? 4 : 0);
    if (version == 1 && (flags & ACKNOWLEDGMENT) != 0) {
      inner += 4;
    }
    if (!c.has(at, inner - at)) {
      return c.lacking(at, inner - at);
    }
    boolean sequenced = (flags & SEQUENCE) != 0;
    if (version == 0 && (protocol == Erspan.PROTOCOL || protocol == Erspan.PROTOCOL_III)) {
      return Erspan.decode(c, protocol, sequenced, inner);
    }
    int key = (flags & KEY) != 0 ? Bytes.i32be(data, keyAt) : 0;
    if (!c.enter(Tunnel.GRE, version == 1 ? key & 0xFFFF : key)) {
      return Outcome.NOT_TCP;
    }
    if (version == 1) {
      return protocol == PROTOCOL_PPP && sequenced ? Ppp.decodeFramed(c, inner) : c.skip("GRE, not IP");
    }
    if (protocol == PROTOCOL_WCCP) { // Cisco WCCP version 2 puts four bytes before the IP header
      return IpHeader.isPlausible(c, inner) ? LinkLayer.decodeIp(c, inner) : Ipv4.decode(c, inner + 4);
    }
    if ((protocol & PROTOCOL_ARUBA_MASK) == PROTOCOL_ARUBA || protocol == PROTOCOL_ARUBA_OTHER) {
      return Wifi.decode(c, inner, false);
    }
    return protocol < EtherType.MIN ? c.skip("GRE, not IP") : EtherType.decode(c, protocol, inner);
  }
}
