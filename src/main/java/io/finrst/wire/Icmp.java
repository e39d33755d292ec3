package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) errors about a TCP segment. Both quote the packet that caused them from its IP
 * header on; of TCP only the first 8 bytes, ports and sequence number, are sure to be there.
 *
 * <pre>
 * |  0 type (1)  |  1 code (1)  |  2 checksum (2)  |  4 depends on the type (4)  |  8 quoted packet
 * </pre>
 */
final class Icmp {
  private static final int QUOTE = 8;
  private static final int QUOTED_TCP_BYTES = 8;

  private static final int DESTINATION_UNREACHABLE = 3;
  private static final int SOURCE_QUENCH = 4;
  private static final int TIME_EXCEEDED = 11;
  private static final int PARAMETER_PROBLEM = 12;

  private static final int V6_DESTINATION_UNREACHABLE = 1;
  private static final int V6_PARAMETER_PROBLEM = 4;

  private Icmp() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, 1)) {
      return c.lacking(at, 1);
    }
    byte[] data = c.data;
    int type = Bytes.u8(data, at);
    boolean undelivered = type == DESTINATION_UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    if (!undelivered && type != SOURCE_QUENCH) {
      return c.skip("ICMP");
    }
    int ip = at + QUOTE;
    if (!c.has(ip, Ipv4.MIN_HEADER_BYTES)) {
      return c.lacking(ip, Ipv4.MIN_HEADER_BYTES);
    }
    int first = data[ip];
    int headerLength = (first & 15) << 2;
    if (first >>> 4 != 4 || headerLength < Ipv4.MIN_HEADER_BYTES) {
      return Outcome.MALFORMED;
    }
    boolean laterFragment = (Bytes.u16be(data, ip + Ipv4.FRAGMENT) & Ipv4.FRAGMENT_OFFSET_MASK) != 0;
    if (data[ip + Ipv4.PROTOCOL] != IpProtocol.TCP || laterFragment) {
      return c.skip("ICMP");
    }
    long source = Bytes.u32be(data, ip + Ipv4.SOURCE);
    long destination = Bytes.u32be(data, ip + Ipv4.DESTINATION);
    return decodeQuote(c, at, ip + headerLength, 0, source, 0, destination);
  }

  static Outcome decodeVersion6(Cursor c, int at) {
    if (!c.has(at, 1)) {
      return c.lacking(at, 1);
    }
    byte[] data = c.data;
    int type = Bytes.u8(data, at);
    if (type < V6_DESTINATION_UNREACHABLE || type > V6_PARAMETER_PROBLEM) {
      return c.skip("IPv6 ICMP");
    }
    int ip = at + QUOTE;
    if (!c.has(ip, Ipv6.HEADER_BYTES)) {
      return c.lacking(ip, Ipv6.HEADER_BYTES);
    }
    if (Bytes.u8(data, ip) >>> 4 != 6) {
      return Outcome.MALFORMED;
    }
    int tcp = Ipv6.skipExtensions(c, Bytes.u8(data, ip + Ipv6.NEXT_HEADER), ip + Ipv6.HEADER_BYTES);
    if (tcp < 0 || c.protocol != IpProtocol.TCP) {
      return c.skip("IPv6 ICMP");
    }
    int source = ip + Ipv6.SOURCE;
    int destination = ip + Ipv6.DESTINATION;
    return decodeQuote(c, at, tcp, Bytes.i64be(data, source), Bytes.i64be(data, source + 8),
        Bytes.i64be(data, destination), Bytes.i64be(data, destination + 8));
  }

  private static Outcome decodeQuote(
      Cursor c, int at, int tcp, long srcHi, long srcLo, long dstHi, long dstLo) {
    if (!c.has(tcp, QUOTED_TCP_BYTES)) {
      return c.lacking(tcp, QUOTED_TCP_BYTES);
    }
    byte[] data = c.data;
    Segment s = c.segment;
    s.icmpType = Bytes.u8(data, at);
    s.icmpCode = Bytes.u8(data, at + 1);
    s.icmpSenderHi = s.srcHi;
    s.icmpSenderLo = s.srcLo;
    s.srcHi = srcHi;
    s.srcLo = srcLo;
    s.dstHi = dstHi;
    s.dstLo = dstLo;
    s.srcPort = Bytes.u16be(data, tcp + Tcp.SOURCE_PORT);
    s.dstPort = Bytes.u16be(data, tcp + Tcp.DESTINATION_PORT);
    s.seq = Bytes.i32be(data, tcp + Tcp.SEQUENCE);
    s.quotedInFull = c.has(tcp, Tcp.MIN_HEADER_BYTES);
    return Outcome.ICMP_ERROR;
  }
}
