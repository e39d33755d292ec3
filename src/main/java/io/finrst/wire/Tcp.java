package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * TCP, RFC 9293 section 3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          source port          |       destination port        |
 * +-------------------------------+-------------------------------+
 * |                        sequence number                        |
 * +---------------------------------------------------------------+
 * |                     acknowledgment number                     |
 * +-------+-------+---------------+-------------------------------+
 * | offset|  rsvd | C E U A P R S F |           window            |
 * +-------+-------+---------------+-------------------------------+
 * |            checksum           |         urgent pointer        |
 * +-------------------------------+-------------------------------+
 * |                    options, 0 to 40 bytes                     |
 * </pre>
 */
final class Tcp {
  static final int MIN_HEADER_BYTES = 20;

  static final int SOURCE_PORT = 0;
  static final int DESTINATION_PORT = 2;
  static final int SEQUENCE = 4;

  private static final int ACKNOWLEDGMENT = 8;
  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;
  private static final int WINDOW = 14;
  private static final int CHECKSUM = 16;

  private Tcp() {}

  static Outcome decode(Cursor c, int at) {
    int captured = c.captured;
    if (captured - at < MIN_HEADER_BYTES) {
      boolean split = c.segment.fragmented && c.end - at < MIN_HEADER_BYTES;
      return split ? c.skip("TCP header split over IP fragments") : c.lacking(at, MIN_HEADER_BYTES);
    }
    byte[] data = c.data;
    int end = c.end;
    int headerLength = (data[at + DATA_OFFSET] & 0xF0) >>> 2;
    int payloadLength = end - at - headerLength;
    if (c.segment.fragmented && payloadLength < 0) {
      payloadLength = 0; // its options go on in the next fragment, as nmap --mtu 24 has it
    }
    if (headerLength < MIN_HEADER_BYTES || payloadLength < 0) {
      return Outcome.MALFORMED;
    }
    Segment s = c.segment;
    boolean cut = captured < end;
    if (c.verifyChecksums && !cut && !s.fragmented && !c.routed && !isIntact(data, at, end - at, s)) {
      return Outcome.BAD_CHECKSUM;
    }
    s.srcPort = Bytes.u16be(data, at + SOURCE_PORT);
    s.dstPort = Bytes.u16be(data, at + DESTINATION_PORT);
    s.seq = Bytes.i32be(data, at + SEQUENCE);
    s.ack = Bytes.i32be(data, at + ACKNOWLEDGMENT);
    s.flags = Bytes.u8(data, at + FLAGS);
    s.window = Bytes.u16be(data, at + WINDOW);
    s.checksum = Bytes.u16be(data, at + CHECKSUM);
    int payloadAt = at + headerLength;
    int payloadCaptured = captured - payloadAt;
    s.payloadLength = payloadLength;
    s.payloadOffset = payloadCaptured < 0 ? captured : payloadAt;
    s.payloadCaptured = payloadCaptured < 0 ? 0 : payloadCaptured;
    s.cut = cut;
    s.optionsCut = payloadCaptured < 0;
    s.optionsLength = headerLength - MIN_HEADER_BYTES;
    TcpOptions.decode(data, at + MIN_HEADER_BYTES, payloadCaptured < 0 ? captured : payloadAt, s);
    return Outcome.TCP;
  }

  private static boolean isIntact(byte[] data, int at, int length, Segment s) {
    return Checksum.of(data, at, length, Checksum.pseudoHeader(s, IpProtocol.TCP, length)) == 0;
  }
}
