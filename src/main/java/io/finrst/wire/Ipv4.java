package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * IPv4, RFC 791 section 3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |version|  IHL  |type of service|          total length         |
 * +-------+-------+---------------+-----+-------------------------+
 * |         identification        |flags|     fragment offset     |
 * +---------------+---------------+-----+-------------------------+
 * |  time to live |    protocol   |        header checksum        |
 * +---------------+---------------+-------------------------------+
 * |                         source address                        |
 * +---------------------------------------------------------------+
 * |                       destination address                     |
 * +---------------------------------------------------------------+
 * |                    options, 0 to 40 bytes                     |
 * </pre>
 */
final class Ipv4 {
  static final int MIN_HEADER_BYTES = 20;

  static final int TOTAL_LENGTH = 2;
  static final int FRAGMENT = 6;
  static final int PROTOCOL = 9;
  static final int SOURCE = 12;
  static final int DESTINATION = 16;
  static final int FRAGMENT_OFFSET_MASK = 0x1FFF;

  private static final int TYPE_OF_SERVICE = 1;
  private static final int IDENTIFICATION = 4;
  private static final int TIME_TO_LIVE = 8;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;

  private Ipv4() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, MIN_HEADER_BYTES)) {
      return c.lacking(at, MIN_HEADER_BYTES);
    }
    byte[] data = c.data;
    int first = data[at];
    int headerLength = (first & 15) << 2;
    if (first >>> 4 != 4 || headerLength < MIN_HEADER_BYTES) {
      return Outcome.MALFORMED;
    }
    int totalLength = Bytes.u16be(data, at + TOTAL_LENGTH);
    if (totalLength >= headerLength) {
      c.limit(at, totalLength);
    } else if (totalLength != 0) {
      return Outcome.MALFORMED;
    } // else captured before segmentation offload filled it in: all there is on the wire
    if (c.verifyChecksums && c.has(at, headerLength) && Checksum.of(data, at, headerLength, 0) != 0) {
      return Outcome.BAD_CHECKSUM;
    }
    int fragment = Bytes.u16be(data, at + FRAGMENT);
    if ((fragment & FRAGMENT_OFFSET_MASK) != 0) {
      return Outcome.FRAGMENT;
    }
    Segment s = c.segment;
    s.ipVersion = 4;
    s.srcHi = 0;
    s.dstHi = 0;
    s.srcLo = Bytes.u32be(data, at + SOURCE);
    s.dstLo = Bytes.u32be(data, at + DESTINATION);
    s.tos = Bytes.u8(data, at + TYPE_OF_SERVICE);
    s.ipId = Bytes.u16be(data, at + IDENTIFICATION);
    s.ttl = Bytes.u8(data, at + TIME_TO_LIVE);
    s.dontFragment = (fragment & DONT_FRAGMENT) != 0;
    s.fragmented = (fragment & MORE_FRAGMENTS) != 0;
    s.flowLabel = 0;
    c.routed = false;
    int protocol = data[at + PROTOCOL];
    if (protocol == IpProtocol.TCP) {
      return Tcp.decode(c, at + headerLength);
    }
    return IpProtocol.decode(c, protocol & 0xFF, at + headerLength);
  }
}
