package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * The first header of a packet, chosen by the LINKTYPE_ value of the capture file
 * (https://www.tcpdump.org/linktypes.html). A live capture's DLT_ values are taken too where they differ.
 */
final class LinkLayer {
  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int PPP = 9;
  private static final int FDDI = 10;
  private static final int DLT_RAW = 12;
  private static final int DLT_RAW_OPENBSD = 14;
  private static final int PPP_HDLC = 50;
  private static final int PPP_ETHER = 51;
  private static final int RAW = 101;
  private static final int C_HDLC = 104;
  private static final int IEEE802_11 = 105;
  private static final int LOOP = 108;
  private static final int LINUX_SLL = 113;
  private static final int IEEE802_11_PRISM = 119;
  private static final int IEEE802_11_RADIOTAP = 127;
  private static final int IEEE802_11_AVS = 163;
  private static final int PPI = 192;
  private static final int PPP_WITH_DIR = 204;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int NFLOG = 239;
  private static final int IPOIB = 242;
  private static final int PKTAP = 258;
  private static final int LINUX_SLL2 = 276;

  private static final int FDDI_BYTES = 13;
  private static final int FDDI_FORMAT = 0xF0;
  private static final int FDDI_LLC = 0x50;
  private static final int INFINIBAND_TYPE = 40;
  private static final int INFINIBAND_BYTES = 44;

  private LinkLayer() {}

  static Outcome decode(Cursor c, int linkType, int at) {
    if (linkType == ETHERNET) {
      return Ethernet.decode(c, at);
    }
    switch (linkType) {
      case LINUX_SLL:
        return LinuxCooked.decodeVersion1(c, at);
      case LINUX_SLL2:
        return LinuxCooked.decodeVersion2(c, at);
      case NULL:
      case LOOP:
        return Loopback.decode(c, at);
      case RAW:
      case DLT_RAW:
      case DLT_RAW_OPENBSD:
        return decodeIp(c, at);
      case IPV4:
        return Ipv4.decode(c, at);
      case IPV6:
        return Ipv6.decode(c, at);
      case PPP:
      case PPP_HDLC:
        return Ppp.decodeFramed(c, at);
      case PPP_WITH_DIR: // one byte before: sent or received
        return Ppp.decodeFramed(c, at + 1);
      case PPP_ETHER:
        return Ppp.decodeSession(c, at);
      case C_HDLC:
        return Ppp.decodeCiscoHdlc(c, at);
      case IEEE802_11:
        return Wifi.decode(c, at, false);
      case IEEE802_11_RADIOTAP:
        return WifiCapture.decodeRadiotap(c, at);
      case IEEE802_11_PRISM:
        return WifiCapture.decodePrism(c, at);
      case IEEE802_11_AVS:
        return WifiCapture.decodeAvs(c, at);
      case FDDI:
        return decodeFddi(c, at);
      case NFLOG:
        return Nflog.decode(c, at);
      case IPOIB:
        return decodeIpOverInfiniBand(c, at);
      case PPI:
        return decodeWrapped(c, at, 2, 4);
      case PKTAP:
        return decodeWrapped(c, at, 0, 8);
      default:
        return c.unknownLink(linkType);
    }
  }

  /** FDDI (ISO 9314-2): frame control (1), destination (6), source (6), LLC where the control says so. */
  private static Outcome decodeFddi(Cursor c, int at) {
    if (!c.has(at, FDDI_BYTES)) {
      return c.lacking(at, FDDI_BYTES);
    }
    if ((Bytes.u8(c.data, at) & FDDI_FORMAT) != FDDI_LLC) {
      return c.skip("FDDI frame without LLC");
    }
    c.segment.linkSource = Bytes.u48be(c.data, at + 7);
    return Llc.decode(c, at + FDDI_BYTES);
  }

  /** IP over InfiniBand as libpcap hands it over: both hardware addresses (20 each), EtherType (2), reserved (2). */
  private static Outcome decodeIpOverInfiniBand(Cursor c, int at) {
    return c.has(at, INFINIBAND_BYTES)
        ? EtherType.decode(c, Bytes.u16be(c.data, at + INFINIBAND_TYPE), at + INFINIBAND_BYTES)
        : c.lacking(at, INFINIBAND_BYTES);
  }

  /** IPv4 or IPv6 by the version in the first four bits. */
  static Outcome decodeIp(Cursor c, int at) {
    if (!c.has(at, 1)) {
      return c.lacking(at, 1);
    }
    int version = Bytes.u8(c.data, at) >>> 4;
    return version == 6 ? Ipv6.decode(c, at) : Ipv4.decode(c, at);
  }

  /**
   * PPI and Apple's PKTAP put a header of their own before a packet of another link type: little-endian 16 bits of
   * header length at {@code lengthAt} (the upper half of PKTAP's 32 bits is zero), 32 bits of link type at {@code
   * typeAt}.
   */
  private static Outcome decodeWrapped(Cursor c, int at, int lengthAt, int typeAt) {
    if (!c.has(at, typeAt + 4)) {
      return c.lacking(at, typeAt + 4);
    }
    int length = Bytes.u16le(c.data, at + lengthAt);
    int linkType = Bytes.i32le(c.data, at + typeAt);
    if (length < typeAt + 4 || linkType == PPI || linkType == PKTAP) {
      return Outcome.MALFORMED;
    }
    return decode(c, linkType, at + length);
  }
}
