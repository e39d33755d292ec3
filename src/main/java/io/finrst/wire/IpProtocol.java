package io.finrst.wire;

import io.finrst.capture.Bytes;

/** What the protocol field of IPv4, or the last next-header field of IPv6, announces. */
final class IpProtocol {
  static final int TCP = 6;
  static final int AUTHENTICATION = 51;

  private static final int ICMP = 1;
  private static final int IPV4 = 4;
  private static final int UDP = 17;
  private static final int IPV6 = 41;
  private static final int GRE = 47;
  private static final int ICMPV6 = 58;

  private IpProtocol() {}

  static Outcome decode(Cursor c, int protocol, int at) {
    switch (protocol) {
      case TCP:
        return Tcp.decode(c, at);
      case UDP:
        return Udp.decode(c, at);
      case ICMP:
        return c.segment.ipVersion == 4 ? Icmp.decode(c, at) : c.skip("ICMP");
      case ICMPV6:
        return c.segment.ipVersion == 6 ? Icmp.decodeVersion6(c, at) : c.skip("IPv6 ICMP");
      case IPV4:
        return c.enter(Tunnel.IP_IN_IP, 0) ? Ipv4.decode(c, at) : Outcome.NOT_TCP;
      case IPV6:
        return c.enter(Tunnel.IP_IN_IP, 0) ? Ipv6.decode(c, at) : Outcome.NOT_TCP;
      case GRE:
        return Gre.decode(c, at);
      case AUTHENTICATION: // over IPv4; IPv6 has walked past it
        return decodeAuthenticated(c, at);
      default:
        String name = name(protocol);
        return name == null ? c.skipIpProtocol(protocol) : c.skip(name);
    }
  }

  /** Length of an Authentication Header, RFC 4302 section 2: its length field counts words of 4 bytes, less two. */
  static int authenticationBytes(byte[] data, int at) {
    return Bytes.u8(data, at + 1) + 2 << 2;
  }

  private static Outcome decodeAuthenticated(Cursor c, int at) {
    if (!c.has(at, 8)) {
      return c.lacking(at, 8);
    }
    if (!c.deeper()) {
      return c.tooDeep();
    }
    return decode(c, Bytes.u8(c.data, at), at + authenticationBytes(c.data, at));
  }

  private static String name(int protocol) {
    switch (protocol) {
      case 2:
        return "IGMP";
      case 33:
        return "DCCP";
      case 46:
        return "RSVP";
      case 50:
        return "ESP";
      case 59:
        return "IPv6 without payload";
      case 88:
        return "EIGRP";
      case 89:
        return "OSPF";
      case 103:
        return "PIM";
      case 108:
        return "IPComp";
      case 112:
        return "VRRP";
      case 115:
        return "L2TP";
      case 132:
        return "SCTP";
      case 136:
        return "UDP-Lite";
      case 137:
        return "MPLS in IP";
      default:
        return null;
    }
  }
}
