package io.finrst.script;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Ways of carrying packets in which nothing of their connections changes. */
public enum Carried {
  /** Under one more VLAN tag (IEEE 802.1Q). */
  IN_VLAN(ethernet -> LinkHeader.tag(ethernet, 7)),

  /** Under two tags, as a provider carries a customer's. */
  IN_TWO_VLANS(ethernet -> LinkHeader.tag(LinkHeader.tag(ethernet, 8), 9)),

  /** Under two MPLS labels (RFC 3032). */
  UNDER_MPLS(Carried::labelled),

  /** In GRE between two routers (RFC 2784). */
  IN_GRE(Carried::inGre),

  /** In VXLAN, Ethernet header and all (RFC 7348). */
  IN_VXLAN(Carried::inVxlan);

  private static final int MPLS = 0x8847;
  private static final int GRE = 47;
  private static final int UDP = 17;
  private static final int VXLAN_PORT = 4789;
  private static final long ROUTERS_MAC = 0x0200_0000_00AAL;

  private final UnaryOperator<byte[]> way;

  Carried(UnaryOperator<byte[]> way) {
    this.way = way;
  }

  /** The packet in Ethernet, whatever link it was captured on; as it is where that link is not known here. */
  public Frame of(Frame frame) {
    int ip = LinkHeader.ipOffset(frame);
    if (ip < 0) {
      return frame;
    }
    byte[] bytes = frame.bytes();
    if (frame.linkType() != LinkHeader.ETHERNET) {
      bytes = LinkHeader.ethernet(Arrays.copyOfRange(bytes, ip, bytes.length), ROUTERS_MAC, -1);
    }
    byte[] carried = way.apply(bytes);
    int wireLength = frame.wireLength() + carried.length - frame.bytes().length;
    return new Frame(carried, wireLength, frame.timeNs(), LinkHeader.ETHERNET);
  }

  private static byte[] labelled(byte[] ethernet) {
    int ip = LinkHeader.ipOffset(LinkHeader.ETHERNET, ethernet);
    ByteBuffer labelled = ByteBuffer.allocate(ethernet.length + 8);
    labelled.put(ethernet, 0, ip - 2).putShort((short) MPLS).putInt(0x0001_0040).putInt(0x0001_1140);
    return labelled.put(ethernet, ip, ethernet.length - ip).array();
  }

  private static byte[] inGre(byte[] ethernet) {
    int type = LinkHeader.ipOffset(LinkHeader.ETHERNET, ethernet) - 2;
    ByteBuffer gre = ByteBuffer.allocate(2 + ethernet.length - type);
    gre.putShort((short) 0).put(ethernet, type, ethernet.length - type);
    return betweenRouters(GRE, gre);
  }

  private static byte[] inVxlan(byte[] ethernet) {
    ByteBuffer udp = ByteBuffer.allocate(16 + ethernet.length);
    udp.putShort((short) 50_000).putShort((short) VXLAN_PORT).putShort((short) udp.capacity()).putShort((short) 0);
    udp.putInt(0x0800_0000).putInt(5 << 8).put(ethernet);
    return betweenRouters(UDP, udp);
  }

  private static byte[] betweenRouters(int protocol, ByteBuffer content) {
    return LinkHeader.ethernet(IpPacket.between(0x0AFF_0001, 0x0AFF_0002).ip(protocol, content.array()), ROUTERS_MAC, -1);
  }
}
