package io.finrst.script;

import java.nio.ByteBuffer;

/** Link-layer headers: putting them on, and finding where they end. */
final class LinkHeader {
  /** LINKTYPE_ value. */
  static final int ETHERNET = 1;

  private static final int VLAN = 0x8100;
  private static final long TARGET_MAC = 0x0200_0000_00FFL;

  private LinkHeader() {}

  /** An Ethernet frame from {@code sourceMac}, tagged when {@code vlan} is not negative. */
  static byte[] ethernet(byte[] packet, long sourceMac, int vlan) {
    ByteBuffer frame = ByteBuffer.allocate(18 + packet.length);
    putMac(frame, TARGET_MAC);
    putMac(frame, sourceMac);
    if (vlan >= 0) {
      frame.putShort((short) VLAN).putShort((short) vlan);
    }
    frame.putShort((short) (packet[0] >>> 4 == 6 ? 0x86DD : 0x0800)).put(packet);
    byte[] bytes = new byte[frame.position()];
    frame.get(0, bytes);
    return bytes;
  }

  private static void putMac(ByteBuffer out, long mac) {
    out.putShort((short) (mac >>> 32)).putInt((int) mac);
  }

  /** The Ethernet frame {@code frame} with one more VLAN tag. */
  static byte[] tag(byte[] frame, int vlan) {
    ByteBuffer tagged = ByteBuffer.allocate(frame.length + 4);
    tagged.put(frame, 0, 12).putShort((short) VLAN).putShort((short) vlan).put(frame, 12, frame.length - 12);
    return tagged.array();
  }

  /** Index of the IP header in {@code frame}; -1 when the link type is not handled here or it holds no IP. */
  static int ipOffset(Frame frame) {
    return ipOffset(frame.linkType(), frame.bytes());
  }

  /** The same of the bytes of a frame. */
  static int ipOffset(int linkType, byte[] bytes) {
    int type;
    int at;
    switch (linkType) {
      case ETHERNET -> {
        at = 12;
        while (word(bytes, at) == VLAN) {
          at += 4;
        }
        type = word(bytes, at);
        at += 2;
      }
      case 101 -> {
        return 0;
      }
      case 113 -> {
        type = word(bytes, 14);
        at = 16;
      }
      case 276 -> {
        type = word(bytes, 0);
        at = 20;
      }
      default -> {
        return -1;
      }
    }
    return type == 0x0800 || type == 0x86DD ? at : -1;
  }

  private static int word(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : -1;
  }
}
