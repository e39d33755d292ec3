package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * The Point-to-Point Protocol (RFC 1661), its HDLC-like framing (RFC 1662), PPPoE (RFC 2516) and Cisco's HDLC.
 *
 * <pre>
 * HDLC framing:  |  0 address 0xFF  |  1 control 0x03  |  2 protocol (1 or 2)  | payload
 * PPPoE session: |  0 version, type (1) |  1 code 0 (1) |  2 session (2) |  4 length (2) |  6 protocol (2) |  8 payload
 * Cisco HDLC:    |  0 address 0x0F or 0x8F  |  1 control 0  |  2 EtherType (2)  |  4 payload
 * </pre>
 */
final class Ppp {
  private static final int PPPOE_BYTES = 6;
  private static final int CISCO_BYTES = 4;

  private static final int IPV4 = 0x0021;
  private static final int IPV6 = 0x0057;
  private static final int MPLS_UNICAST = 0x0281;
  private static final int MPLS_MULTICAST = 0x0283;
  private static final int VJ_COMPRESSED = 0x002D;
  private static final int VJ_UNCOMPRESSED = 0x002F;

  private Ppp() {}

  /** PPP with or without address and control bytes, or Cisco HDLC, told apart by the first byte. */
  static Outcome decodeFramed(Cursor c, int at) {
    if (!c.has(at, 2)) {
      return c.lacking(at, 2);
    }
    int address = Bytes.u8(c.data, at);
    if (address == 0xFF && Bytes.u8(c.data, at + 1) == 0x03) {
      return decode(c, at + 2);
    }
    return address == 0x0F || address == 0x8F ? decodeCiscoHdlc(c, at) : decode(c, at);
  }

  static Outcome decodeSession(Cursor c, int at) {
    if (!c.has(at, PPPOE_BYTES)) {
      return c.lacking(at, PPPOE_BYTES);
    }
    int code = Bytes.u8(c.data, at + 1);
    return code == 0 ? decode(c, at + PPPOE_BYTES) : c.skip("PPPoE discovery");
  }

  static Outcome decodeCiscoHdlc(Cursor c, int at) {
    if (!c.has(at, CISCO_BYTES)) {
      return c.lacking(at, CISCO_BYTES);
    }
    int type = Bytes.u16be(c.data, at + 2);
    return type < EtherType.MIN ? c.skip("Cisco HDLC") : EtherType.decode(c, type, at + CISCO_BYTES);
  }

  /** From the protocol field on, which is one byte when that byte is odd (RFC 1661 section 6.5). */
  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, 2)) {
      return c.lacking(at, 2);
    }
    int protocol = Bytes.u8(c.data, at++);
    if ((protocol & 1) == 0) {
      protocol = protocol << 8 | Bytes.u8(c.data, at++);
    }
    switch (protocol) {
      case IPV4:
        return Ipv4.decode(c, at);
      case IPV6:
        return Ipv6.decode(c, at);
      case MPLS_UNICAST:
      case MPLS_MULTICAST:
        return Mpls.decode(c, at);
      case VJ_COMPRESSED:
      case VJ_UNCOMPRESSED:
        return c.skip("PPP with compressed TCP headers");
      default:
        return c.skip(protocol >= 0x8000 ? "PPP control" : "PPP, not IP");
    }
  }
}
