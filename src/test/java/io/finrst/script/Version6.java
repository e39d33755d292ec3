package io.finrst.script;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * IPv4 packets as a translator would send them by IPv6 (RFC 7915): the same TCP, the IPv4 addresses at the end of
 * addresses of one prefix, the time to live as hop limit. The IP identification and the header's options are lost. Codes
 * of ICMP errors become those that a firewall names alike in both families (nftables' {@code icmpx}), since RFC 7915
 * makes one of "host unreachable" and "network unreachable".
 */
final class Version6 {
  private static final byte[] PREFIX = {0x20, 0x01, 0x0D, (byte) 0xB8, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;
  private static final int HEADER = 40;
  private static final int ICMP_HEADER = 8;

  private Version6() {}

  /** The packet by IPv6; as it is when it holds no IPv4, or a fragment. */
  static Frame of(Frame frame) {
    int ip = LinkHeader.ipOffset(frame);
    byte[] old = frame.bytes();
    if (ip < 0 || old.length < ip + 20 || old[ip] >>> 4 != 4 || (ByteBuffer.wrap(old).getShort(ip + 6) & 0x3FFF) != 0) {
      return frame;
    }
    byte[] packet = packet(Arrays.copyOfRange(old, ip, old.length), frame.wireLength() - ip);
    byte[] link = Arrays.copyOf(old, ip);
    int typeAt = frame.linkType() == 276 ? 0 : ip - 2;
    if (ip > 0) {
      link[typeAt] = (byte) 0x86;
      link[typeAt + 1] = (byte) 0xDD;
    }
    byte[] bytes = Arrays.copyOf(link, ip + packet.length);
    System.arraycopy(packet, 0, bytes, ip, packet.length);
    return new FrameEditor().checked(frame.with(bytes));
  }

  /**
   * The IPv6 packet for an IPv4 one.
   *
   * @param onWire bytes that it had on the wire; its header says 0 where the interface was to cut it up
   */
  private static byte[] packet(byte[] bytes, int onWire) {
    ByteBuffer old = ByteBuffer.wrap(bytes);
    int headerLength = 4 * (bytes[0] & 15);
    int total = old.getShort(2) == 0 ? onWire : old.getShort(2) & 0xFFFF;
    byte[] content = Arrays.copyOfRange(bytes, headerLength, Math.min(bytes.length, total));
    int length = total - headerLength;
    int protocol = bytes[9] & 0xFF;
    if (protocol == ICMP) {
      int before = content.length;
      content = icmp(content);
      length += content.length - before;
      protocol = ICMP_V6;
    }
    ByteBuffer packet = ByteBuffer.allocate(HEADER + content.length);
    packet.putInt(6 << 28 | (bytes[1] & 0xFF) << 20).putShort((short) length).put((byte) protocol).put(bytes[8]);
    packet.put(PREFIX).put(bytes, 12, 4).put(PREFIX).put(bytes, 16, 4).put(content);
    return packet.array();
  }

  private static byte[] icmp(byte[] old) {
    if (old.length < ICMP_HEADER + 20 || old[0] != 3 && old[0] != 11) {
      return old;
    }
    byte[] quoted = Arrays.copyOfRange(old, ICMP_HEADER, old.length);
    byte[] quote = packet(quoted, quoted.length);
    ByteBuffer icmp = ByteBuffer.allocate(ICMP_HEADER + quote.length);
    icmp.put(old, 0, ICMP_HEADER).put(quote);
    int code = old[1];
    if (old[0] == 11) {
      icmp.put(0, (byte) 3);
    } else if (code == 4) {
      icmp.put(0, (byte) 2).put(1, (byte) 0);
    } else {
      icmp.put(0, (byte) 1).put(1, (byte) codeOfUnreachable(code));
    }
    return icmp.array();
  }

  private static int codeOfUnreachable(int code) {
    return switch (code) {
      case 1 -> 3; // host
      case 3 -> 4; // port
      case 9, 10, 13 -> 1; // administratively prohibited
      default -> 0;
    };
  }
}
