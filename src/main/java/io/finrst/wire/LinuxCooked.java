package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * The header libpcap puts in place of the link layer when it captures on Linux's "any" device.
 *
 * <pre>
 * Version 1 (LINKTYPE_LINUX_SLL):
 * |  0 packet type (2) |  2 ARPHRD_ type (2) |  4 address length (2) |  6 address (8) | 14 protocol (2) | 16
 * Version 2 (LINKTYPE_LINUX_SLL2):
 * |  0 protocol (2) |  2 reserved (2) |  4 interface index (4) |  8 ARPHRD_ type (2) | 10 packet type (1)
 * | 11 address length (1) | 12 address (8) | 20
 * </pre>
 */
final class LinuxCooked {
  private static final int BYTES_1 = 16;
  private static final int BYTES_2 = 20;

  /** Protocol of an 802.2 frame, ETH_P_802_2 of linux/if_ether.h. */
  private static final int PROTOCOL_LLC = 4;

  private static final int ARPHRD_IEEE80211 = 801;
  private static final int ARPHRD_IEEE80211_RADIOTAP = 803;
  private static final int ARPHRD_NETLINK = 824;
  private static final int MAC_BYTES = 6;

  private LinuxCooked() {}

  static Outcome decodeVersion1(Cursor c, int at) {
    if (!c.has(at, BYTES_1)) {
      return c.lacking(at, BYTES_1);
    }
    byte[] data = c.data;
    if (Bytes.u16be(data, at + 4) == MAC_BYTES) {
      c.segment.linkSource = Bytes.u48be(data, at + 6);
    }
    return decodePayload(c, Bytes.u16be(data, at + 2), Bytes.u16be(data, at + 14), at + BYTES_1);
  }

  static Outcome decodeVersion2(Cursor c, int at) {
    if (!c.has(at, BYTES_2)) {
      return c.lacking(at, BYTES_2);
    }
    byte[] data = c.data;
    if (Bytes.u8(data, at + 11) == MAC_BYTES) {
      c.segment.linkSource = Bytes.u48be(data, at + 12);
    }
    return decodePayload(c, Bytes.u16be(data, at + 8), Bytes.u16be(data, at), at + BYTES_2);
  }

  private static Outcome decodePayload(Cursor c, int hardware, int protocol, int at) {
    if (hardware == ARPHRD_NETLINK) { // the protocol is a netlink family
      return c.skip("netlink");
    }
    if (hardware == ARPHRD_IEEE80211) {
      return Wifi.decode(c, at, false);
    }
    if (hardware == ARPHRD_IEEE80211_RADIOTAP) {
      return WifiCapture.decodeRadiotap(c, at);
    }
    if (protocol >= EtherType.MIN) {
      return EtherType.decode(c, protocol, at);
    }
    return protocol == PROTOCOL_LLC ? Llc.decode(c, at) : c.skip("Linux cooked, not IP");
  }
}
