package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * IEEE 802.2 logical link control and its SNAP extension (RFC 1042), in 802.3 and 802.11 frames.
 *
 * <pre>
 * |  0 destination SAP (1)  |  1 source SAP (1)  |  2 control (1)  |  3 organization (3)  |  6 protocol (2)  |
 *                                                                  '-------- SNAP only, SAPs 0xAA ----------'
 * </pre>
 */
final class Llc {
  private static final int SNAP_BYTES = 8;
  private static final int SAP_SNAP = 0xAA;
  private static final int SAP_IP = 0x06;
  private static final int UNNUMBERED = 3;

  /** Organization codes under which the protocol field is an EtherType: RFC 1042 and IEEE 802.1H. */
  private static final int ORGANIZATION_ETHERTYPE = 0x000000;

  private static final int ORGANIZATION_BRIDGE_TUNNEL = 0x0000F8;
  private static final int ORGANIZATION_CISCO = 0x00000C;

  private Llc() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, 3)) {
      return c.lacking(at, 3);
    }
    byte[] data = c.data;
    int sap = Bytes.u8(data, at);
    if (sap == SAP_IP && Bytes.u8(data, at + 2) == UNNUMBERED) {
      return Ipv4.decode(c, at + 3);
    }
    if (sap != SAP_SNAP) {
      return c.skip(name(sap));
    }
    if (!c.has(at, SNAP_BYTES)) {
      return c.lacking(at, SNAP_BYTES);
    }
    int organization = Bytes.u24be(data, at + 3);
    int protocol = Bytes.u16be(data, at + 6);
    boolean isEtherType = organization == ORGANIZATION_ETHERTYPE || organization == ORGANIZATION_BRIDGE_TUNNEL;
    if (isEtherType && protocol >= EtherType.MIN) {
      return EtherType.decode(c, protocol, at + SNAP_BYTES);
    }
    return c.skip(organization == ORGANIZATION_CISCO ? "Cisco SNAP (CDP, VTP, PVST)" : "SNAP");
  }

  private static String name(int sap) {
    switch (sap) {
      case 0x42:
        return "STP";
      case 0xE0:
      case 0xFF:
        return "IPX";
      case 0xF0:
        return "NetBIOS";
      case 0xFE:
        return "OSI (IS-IS)";
      default:
        return "LLC";
    }
  }
}
