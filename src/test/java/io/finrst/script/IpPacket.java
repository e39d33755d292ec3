package io.finrst.script;

import java.nio.ByteBuffer;

/** Builds IPv4 and IPv6 packets around TCP and ICMP, with correct checksums. The fields are those of the headers. */
final class IpPacket {
  private static final int TCP = 6;
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;

  byte[] source;
  byte[] target;
  int ttl = 64;
  int tos;
  int ipId;
  int flowLabel;

  int sourcePort;
  int targetPort;
  int seq;
  int ack;
  int flags;
  int window;
  byte[] options = new byte[0];
  byte[] payload = new byte[0];

  /** One between two IPv4 addresses. */
  static IpPacket between(int source, int target) {
    IpPacket packet = new IpPacket();
    packet.source = ByteBuffer.allocate(4).putInt(source).array();
    packet.target = ByteBuffer.allocate(4).putInt(target).array();
    return packet;
  }

  /** The packet with a TCP segment in it. */
  byte[] tcp() {
    ByteBuffer tcp = ByteBuffer.allocate(20 + options.length + payload.length);
    tcp.putShort((short) sourcePort).putShort((short) targetPort).putInt(seq).putInt(ack);
    tcp.putShort((short) ((20 + options.length) / 4 << 12 | flags)).putShort((short) window).putInt(0);
    tcp.put(options).put(payload);
    tcp.putShort(16, (short) Checksum.fold(Checksum.sum(tcp.array(), 0, tcp.capacity()) + pseudo(TCP, tcp.capacity())));
    return ip(TCP, tcp.array());
  }

  /** The packet with an ICMP error that quotes {@code quoted}: header and 8 bytes (RFC 792), whole for IPv6. */
  byte[] icmpError(int type, int code, byte[] quoted) {
    boolean v6 = source.length == 16;
    int length = v6 ? quoted.length : Math.min(quoted.length, 28);
    ByteBuffer icmp = ByteBuffer.allocate(8 + length);
    icmp.put((byte) type).put((byte) code).putShort((short) 0).putInt(0).put(quoted, 0, length);
    long sum = Checksum.sum(icmp.array(), 0, icmp.capacity()) + (v6 ? pseudo(ICMP_V6, icmp.capacity()) : 0);
    icmp.putShort(2, (short) Checksum.fold(sum));
    return ip(v6 ? ICMP_V6 : ICMP, icmp.array());
  }

  private long pseudo(int protocol, int length) {
    return protocol + length + Checksum.sum(source, 0, source.length) + Checksum.sum(target, 0, target.length);
  }

  /** The packet with this content. */
  byte[] ip(int protocol, byte[] content) {
    if (source.length == 16) {
      ByteBuffer ip = ByteBuffer.allocate(40 + content.length);
      ip.putInt(6 << 28 | tos << 20 | flowLabel).putShort((short) content.length);
      ip.put((byte) protocol).put((byte) ttl).put(source).put(target).put(content);
      return ip.array();
    }
    ByteBuffer ip = ByteBuffer.allocate(20 + content.length);
    ip.put((byte) 0x45).put((byte) tos).putShort((short) ip.capacity()).putShort((short) ipId).putShort((short) 0x4000);
    ip.put((byte) ttl).put((byte) protocol).putShort((short) 0).put(source).put(target);
    ip.putShort(10, (short) Checksum.fold(Checksum.sum(ip.array(), 0, 20)));
    ip.put(content);
    return ip.array();
  }
}
