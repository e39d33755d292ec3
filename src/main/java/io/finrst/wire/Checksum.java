package io.finrst.wire;

import io.finrst.capture.Bytes;

/** The Internet checksum, RFC 1071. */
final class Checksum {
  private Checksum() {}

  /**
   * Complement of the sum over {@code length} bytes, 16 bits; 0 when the bytes hold a right checksum.
   *
   * @param sum what was summed before, such as a pseudo header
   */
  static int of(byte[] data, int at, int length, long sum) {
    int end = at + length;
    for (; at <= end - 4; at += 4) {
      sum += Bytes.u32be(data, at);
    }
    if (at <= end - 2) {
      sum += Bytes.u16be(data, at);
      at += 2;
    }
    if (at < end) {
      sum += Bytes.u8(data, at) << 8;
    }
    return ~fold(sum) & 0xFFFF;
  }

  /** Sum of the pseudo header of RFC 9293 section 3.1 (IPv4) or RFC 8200 section 8.1 (IPv6). */
  static long pseudoHeader(Segment s, int protocol, int length) {
    long addresses = (long) fold(s.srcHi) + fold(s.srcLo) + fold(s.dstHi) + fold(s.dstLo);
    return addresses + protocol + (length >>> 16) + (length & 0xFFFF);
  }

  /** Any number of 16-bit words, added up with the carries brought round. */
  private static int fold(long sum) {
    sum = (sum >>> 32) + (sum & 0xFFFFFFFFL);
    sum = (sum >>> 16) + (sum & 0xFFFF);
    sum = (sum >>> 16) + (sum & 0xFFFF);
    return (int) ((sum >>> 16) + (sum & 0xFFFF));
  }
}
