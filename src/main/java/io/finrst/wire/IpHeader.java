package io.finrst.wire;

import io.finrst.capture.Bytes;

/** Tells an IP packet from other bytes where nothing announces it: under MPLS labels and in UDP tunnels. */
final class IpHeader {
  private IpHeader() {}

  /**
   * Whether an IPv4 or IPv6 header may start here: version, header length and a total length that fits what is around.
   */
  static boolean isPlausible(Cursor c, int at) {
    if (!c.has(at, 6)) {
      return false;
    }
    int first = Bytes.u8(c.data, at);
    // what a first fragment carries is longer than the fragment
    int room = c.segment.fragmented ? Integer.MAX_VALUE : c.end - at;
    if (first >>> 4 == 4) {
      int headerLength = (first & 15) << 2;
      int length = Bytes.u16be(c.data, at + 2);
      return headerLength >= Ipv4.MIN_HEADER_BYTES && length >= headerLength && length <= room;
    }
    return first >>> 4 == 6 && Ipv6.HEADER_BYTES + Bytes.u16be(c.data, at + 4) <= room;
  }
}
