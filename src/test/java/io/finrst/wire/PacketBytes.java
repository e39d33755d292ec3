package io.finrst.wire;

import io.finrst.capture.Packet;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Builds packets header by header, innermost first: {@code ethernet(0x0800, ipv4(6, tcp()))}. */
final class PacketBytes {
  static final int CLIENT = 0x0A000005;
  static final int SERVER = 0x0A000009;
  static final String CLIENT6 = "20010db8000000000000000000000005";
  static final String SERVER6 = "20010db8000000000000000000000009";

  private PacketBytes() {}

  static byte[] hex(String text) {
    String digits = text.replaceAll("[^0-9a-fA-F]", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  static byte[] u32(int value) {
    return join(u16(value >>> 16), u16(value));
  }

  static byte[] payload(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    return bytes;
  }

  static byte[] put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
    return bytes;
  }

  /** Port 40002 to 443, seq 0x11223344, ack 0x55667788, PSH and ACK, window 502. */
  static byte[] tcp(String options, int payloadLength) {
    return tcp(40002, 443, Segment.PSH | Segment.ACK, options, payloadLength);
  }

  static byte[] tcp(int from, int to, int flags, String options, int payloadLength) {
    byte[] optionBytes = hex(options);
    int words = 5 + (optionBytes.length + 3) / 4;
    byte[] padding = new byte[words * 4 - 20 - optionBytes.length];
    byte[] numbers = join(u16(from), u16(to), u32(0x11223344), u32(0x55667788));
    byte[] rest = join(u16(words << 12 | flags), u16(502), u32(0));
    return join(numbers, rest, optionBytes, padding, payload(payloadLength));
  }

  /** What the tests wrap: 20 bytes of header and "abcde". */
  static byte[] tcp() {
    return tcp("", 5);
  }

  static byte[] udp(int to, byte[] inner) {
    return join(u16(51000), u16(to), u16(8 + inner.length), u16(0), inner);
  }

  /** From 10.0.0.5 to 10.0.0.9, TTL 64, id 0x1234, with right checksums of IPv4 and TCP. */
  static byte[] ipv4(int protocol, byte[] inner) {
    return ipv4(protocol, "", 0x4000, inner);
  }

  static byte[] ipv4(int protocol, String options, int fragment, byte[] inner) {
    return ipv4(CLIENT, SERVER, protocol, options, fragment, inner);
  }

  static byte[] ipv4(int from, int to, int protocol, String options, int fragment, byte[] inner) {
    byte[] optionBytes = hex(options);
    int headerLength = 20 + optionBytes.length;
    byte[] head =
        join(
            new byte[] {(byte) (0x40 | headerLength / 4), 0x10},
            u16(headerLength + inner.length),
            u16(0x1234),
            u16(fragment),
            new byte[] {64, (byte) protocol},
            u16(0),
            u32(from),
            u32(to),
            optionBytes);
    put16(head, 10, Checksum.of(head, 0, headerLength, 0));
    return join(head, protocol == 6 ? withTcpChecksum(inner, join(u32(from), u32(to))) : inner);
  }

  /** From 2001:db8::5 to 2001:db8::9, hop limit 64, traffic class 0x10, flow label 0xabcde. */
  static byte[] ipv6(int next, byte[] inner) {
    byte[] addresses = hex(CLIENT6 + SERVER6);
    byte[] head = join(hex("610abcde"), u16(inner.length), new byte[] {(byte) next, 64}, addresses);
    return join(head, next == 6 ? withTcpChecksum(inner, addresses) : inner);
  }

  private static byte[] withTcpChecksum(byte[] tcp, byte[] addresses) {
    if (tcp.length < 20) {
      return tcp;
    }
    byte[] summed = join(addresses, u32(tcp.length), u32(6), tcp);
    int at = summed.length - tcp.length + 16;
    put16(summed, at, 0);
    return put16(tcp.clone(), 16, Checksum.of(summed, 0, summed.length, 0));
  }

  static byte[] ethernet(int type, byte[] inner) {
    return join(hex("02000000000a 02000000000b"), u16(type), inner);
  }

  /** Ethernet, IPv4, TCP. */
  static byte[] frame() {
    return ethernet(0x0800, ipv4(6, tcp()));
  }

  /** The whole of {@code bytes}, captured at an odd place of a larger array whose other bytes are 0xFF. */
  static Packet packet(int linkType, byte[] bytes) {
    return packet(linkType, bytes, bytes.length);
  }

  static Packet packet(int linkType, byte[] bytes, int capturedLength) {
    Packet packet = new Packet();
    packet.offset = 7;
    packet.data = new byte[bytes.length + 64];
    Arrays.fill(packet.data, (byte) 0xFF);
    System.arraycopy(bytes, 0, packet.data, packet.offset, capturedLength);
    packet.capturedLength = capturedLength;
    packet.wireLength = bytes.length;
    packet.linkType = linkType;
    packet.frame = 1;
    return packet;
  }
}
