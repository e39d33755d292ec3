package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * What an EtherType announces. Tags are peeled off here, at any depth.
 *
 * <pre>
 * IEEE 802.1Q tag, after the EtherType 0x8100, 0x88a8 or 0x9100:
 * |  0 priority (3 bits), drop eligible (1), VLAN id (12)  |  2 next EtherType (2)  |
 * </pre>
 */
final class EtherType {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86DD;
  static final int TRANSPARENT_ETHERNET = 0x6558;
  static final int MPLS = 0x8847;

  /** Smaller values are the length of an IEEE 802.3 frame. */
  static final int MIN = 0x0600;

  private static final int MPLS_UPSTREAM = 0x8848;
  private static final int DOT1Q = 0x8100;
  private static final int DOT1AD = 0x88A8;
  private static final int QINQ_OLD = 0x9100;
  private static final int QINQ_OLDER = 0x9200;
  private static final int VN_TAG = 0x8926;
  private static final int E_TAG = 0x893F;
  private static final int BACKBONE_SERVICE_TAG = 0x88E7;
  private static final int PPPOE_SESSION = 0x8864;

  private EtherType() {}

  /** Whether {@code type} leads to IP; used to tell an Ethernet frame from anything else. */
  static boolean leadsToIp(int type) {
    return type == IPV4 || type == IPV6 || isVlan(type) || type == MPLS || type == PPPOE_SESSION;
  }

  static Outcome decode(Cursor c, int type, int at) {
    while (isVlan(type)) {
      if (!c.has(at, 4)) {
        return c.lacking(at, 4);
      }
      if (c.segment.vlan < 0) {
        c.segment.vlan = Bytes.u16be(c.data, at) & 0xFFF;
      }
      type = Bytes.u16be(c.data, at + 2);
      at += 4;
    }
    if (type == IPV4) {
      return Ipv4.decode(c, at);
    }
    if (type == IPV6) {
      return Ipv6.decode(c, at);
    }
    if (!c.deeper()) {
      return c.tooDeep();
    }
    if (type < MIN) {
      return Llc.decode(c, at);
    }
    switch (type) {
      case MPLS:
      case MPLS_UPSTREAM:
        return Mpls.decode(c, at);
      case PPPOE_SESSION:
        return Ppp.decodeSession(c, at);
      case TRANSPARENT_ETHERNET:
        return Ethernet.decode(c, at);
      case BACKBONE_SERVICE_TAG: // IEEE 802.1ah: four bytes of service tag, then the customer's frame
        return Ethernet.decode(c, at + 4);
      case E_TAG: // IEEE 802.1BR: six bytes of tag control information, then the next EtherType
        return c.has(at, 8) ? decode(c, Bytes.u16be(c.data, at + 6), at + 8) : c.lacking(at, 8);
      case VN_TAG:
        return c.has(at, 6) ? decode(c, Bytes.u16be(c.data, at + 4), at + 6) : c.lacking(at, 6);
      default:
        String name = name(type);
        return name == null ? c.skipEtherType(type) : c.skip(name);
    }
  }

  private static boolean isVlan(int type) {
    return type == DOT1Q || type == DOT1AD || type == QINQ_OLD || type == QINQ_OLDER;
  }

  private static String name(int type) {
    switch (type) {
      case 0x0806:
        return "ARP";
      case 0x8035:
        return "RARP";
      case 0x0842:
        return "Wake-on-LAN";
      case 0x2000:
        return "CDP";
      case 0x8137:
        return "IPX";
      case 0x8808:
        return "Ethernet flow control";
      case 0x8809:
        return "LACP";
      case 0x8863:
        return "PPPoE discovery";
      case 0x888E:
        return "EAPOL";
      case 0x8892:
        return "PROFINET";
      case 0x88A4:
        return "EtherCAT";
      case 0x88CC:
        return "LLDP";
      case 0x88E5:
        return "MACsec";
      case 0x88F7:
        return "PTP";
      case 0x8902:
        return "CFM";
      case 0x8906:
        return "FCoE";
      case 0x8915:
        return "RoCE";
      case 0x894F:
        return "NSH";
      case 0x9000:
        return "Ethernet loopback test";
      default:
        return null;
    }
  }
}
