package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * IPv6, RFC 8200 section 3, and its extension headers, section 4.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+---------------+---------------------------------------+
 * |version| traffic class |              flow label               |
 * +-------+---------------+-------+---------------+---------------+
 * |         payload length        |  next header  |   hop limit   |
 * +-------------------------------+---------------+---------------+
 * |                    source address (16 bytes)                  |
 * +---------------------------------------------------------------+
 * |                  destination address (16 bytes)               |
 * +---------------------------------------------------------------+
 *
 * extension: |  0 next header (1)  |  1 length (1), in 8 bytes beyond the first 8  |  2 ...
 * fragment:  |  0 next header (1)  |  1 reserved (1)  |  2 offset (13 bits), reserved (2), more (1)  |  4 id (4)  |
 * </pre>
 */
final class Ipv6 {
  static final int HEADER_BYTES = 40;

  static final int PAYLOAD_LENGTH = 4;
  static final int NEXT_HEADER = 6;
  static final int SOURCE = 8;
  static final int DESTINATION = 24;

  private static final int HOP_LIMIT = 7;

  /** More extension headers than any sender has a use for; the bound of a hostile chain. */
  private static final int MAX_EXTENSIONS = 16;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private static final int SEGMENTS_LEFT = 3;

  /** Answers of {@link #skipExtensions} that are not an index. */
  static final int CUT = -1;

  static final int LATER_FRAGMENT = -2;
  static final int CHAIN_TOO_LONG = -3;

  private Ipv6() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, HEADER_BYTES)) {
      return c.lacking(at, HEADER_BYTES);
    }
    byte[] data = c.data;
    int first = Bytes.i32be(data, at);
    if (first >>> 28 != 6) {
      return Outcome.MALFORMED;
    }
    int payloadLength = Bytes.u16be(data, at + PAYLOAD_LENGTH);
    if (payloadLength != 0) { // else a jumbogram, RFC 2675, or segmentation offload: all there is on the wire
      c.limit(at, HEADER_BYTES + payloadLength);
    }
    Segment s = c.segment;
    s.ipVersion = 6;
    s.srcHi = Bytes.i64be(data, at + SOURCE);
    s.srcLo = Bytes.i64be(data, at + SOURCE + 8);
    s.dstHi = Bytes.i64be(data, at + DESTINATION);
    s.dstLo = Bytes.i64be(data, at + DESTINATION + 8);
    s.tos = first >>> 20 & 0xFF;
    s.flowLabel = first & 0xFFFFF;
    s.ttl = Bytes.u8(data, at + HOP_LIMIT);
    s.ipId = 0;
    s.dontFragment = false;
    s.fragmented = false;
    c.routed = false;
    int next = data[at + NEXT_HEADER];
    if (next == IpProtocol.TCP) {
      return Tcp.decode(c, at + HEADER_BYTES);
    }
    int payloadAt = skipExtensions(c, next & 0xFF, at + HEADER_BYTES);
    switch (payloadAt) {
      case CUT:
        return c.end > c.captured ? Outcome.TRUNCATED : Outcome.MALFORMED;
      case LATER_FRAGMENT:
        return Outcome.FRAGMENT;
      case CHAIN_TOO_LONG:
        return Outcome.MALFORMED;
      default:
        return IpProtocol.decode(c, c.protocol, payloadAt);
    }
  }

  /**
   * Walks the extension headers from {@code at}, the first of which is a {@code next}. Leaves the protocol it arrives
   * at in {@link Cursor#protocol} and returns the index of that protocol's header, which may lie beyond what was
   * captured; or one of the negative answers.
   */
  static int skipExtensions(Cursor c, int next, int at) {
    byte[] data = c.data;
    for (int i = 0; i <= MAX_EXTENSIONS; i++) {
      int length;
      switch (next) {
        case HOP_BY_HOP:
        case ROUTING:
        case DESTINATION_OPTIONS:
        case MOBILITY:
        case HOST_IDENTITY:
        case SHIM6:
          if (!c.has(at, 8)) {
            return CUT;
          }
          c.routed |= next == ROUTING && data[at + SEGMENTS_LEFT] != 0;
          length = Bytes.u8(data, at + 1) + 1 << 3;
          break;
        case IpProtocol.AUTHENTICATION:
          if (!c.has(at, 8)) {
            return CUT;
          }
          length = IpProtocol.authenticationBytes(data, at);
          break;
        case FRAGMENT:
          if (!c.has(at, 8)) {
            return CUT;
          }
          int offset = Bytes.u16be(data, at + 2);
          if (offset >>> 3 != 0) {
            return LATER_FRAGMENT;
          }
          c.segment.fragmented = (offset & 1) != 0;
          length = 8;
          break;
        default:
          c.protocol = next;
          return at;
      }
      next = Bytes.u8(data, at);
      at += length;
    }
    return CHAIN_TOO_LONG;
  }
}
