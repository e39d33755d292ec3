package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static io.finrst.wire.PacketBytes.u16;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLayerTest {
  private static final byte[] IP = ipv4(6, tcp());
  private static final byte[] IP6 = ipv6(6, tcp());
  private static final byte[] SNAP_IP = join(hex("aaaa03 000000 0800"), IP);

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final Segment segment = new Segment();

  /** Every way of carrying the same IPv4 packet must give the same segment. */
  private void holdsTheSegment(int linkType, byte[]... parts) {
    assertThat(decoder.decode(packet(linkType, join(parts)), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.dstPort).isEqualTo(443);
    assertThat(segment.payloadLength).isEqualTo(5);
    assertThat(segment.payloadCaptured).isEqualTo(5);
    assertThat(segment.cut).isFalse();
    assertThat(segment.tunnel).isEqualTo(Tunnel.NONE);
  }

  private void isSkipped(Outcome outcome, String as, int linkType, byte[]... parts) {
    assertThat(decoder.decode(packet(linkType, join(parts)), segment)).isEqualTo(outcome);
    assertThat(decoder.skippedAs()).isEqualTo(as);
  }

  @Test
  void ethernetCarriesIpv4AndIpv6() {
    holdsTheSegment(1, ethernet(0x0800, IP));
    assertThat(segment.ipVersion).isEqualTo(4);
    assertThat(segment.linkSource).isEqualTo(0x02000000000BL);
    assertThat(segment.vlan).isEqualTo(-1);
    holdsTheSegment(1, ethernet(0x86DD, IP6));
    assertThat(segment.ipVersion).isEqualTo(6);
  }

  @Test
  void vlanTagsArePeeledAtAnyDepthAndTheOutermostIsKept() {
    byte[] inner = join(u16(0x0064), u16(0x0800), IP);
    holdsTheSegment(1, ethernet(0x8100, inner));
    assertThat(segment.vlan).isEqualTo(100);
    holdsTheSegment(1, ethernet(0x88A8, join(u16(0x6FFE), u16(0x8100), inner)));
    assertThat(segment.vlan).isEqualTo(0xFFE);
    byte[] tags = inner;
    for (int i = 0; i < 40; i++) {
      tags = join(u16(7), u16(i % 2 == 0 ? 0x8100 : 0x9100), tags);
    }
    holdsTheSegment(1, ethernet(0x9100, tags));
    assertThat(segment.vlan).isEqualTo(7);
  }

  @Test
  void mplsLabelsLeadToIpOrToAPseudowire() {
    byte[] twoLabels = hex("00010040 00011140");
    holdsTheSegment(1, ethernet(0x8847, join(twoLabels, IP)));
    holdsTheSegment(1, ethernet(0x8848, join(hex("00011140"), IP6)));
    holdsTheSegment(1, ethernet(0x8847, join(twoLabels, hex("00000001"), ethernet(0x0800, IP))));
    holdsTheSegment(1, ethernet(0x8847, join(twoLabels, ethernet(0x86DD, IP6))));
    byte[] macStartingWithFour = ethernet(0x0800, IP);
    macStartingWithFour[0] = 0x45;
    holdsTheSegment(1, ethernet(0x8847, join(twoLabels, macStartingWithFour)));
    isSkipped(Outcome.NOT_TCP, "MPLS, not IP", 1, ethernet(0x8847, join(twoLabels, hex("10000000 00000000"))));
  }

  @Test
  void pppoeSessionsCarryIp() {
    holdsTheSegment(1, ethernet(0x8864, join(hex("1100 0001"), u16(IP.length + 2), hex("0021"), IP)));
    holdsTheSegment(1, ethernet(0x8864, join(hex("1100 0001"), u16(IP6.length + 2), hex("0057"), IP6)));
    holdsTheSegment(51, join(hex("1100 0001"), u16(IP.length + 2), hex("0021"), IP));
    isSkipped(Outcome.NOT_TCP, "PPP control", 1, ethernet(0x8864, hex("1100 0001 000a c021 0901 0008 00000000")));
    isSkipped(Outcome.NOT_TCP, "PPPoE discovery", 1, ethernet(0x8863, hex("1109 0000 0000")));
  }

  @Test
  void ieee8023FramesCarryIpInSnap() {
    holdsTheSegment(1, ethernet(SNAP_IP.length, SNAP_IP));
    holdsTheSegment(1, ethernet(IP.length + 3, join(hex("060603"), IP)));
    holdsTheSegment(1, ethernet(100, join(hex("aaaa03 0000f8 8100 0005 0800"), IP)));
    assertThat(segment.vlan).isEqualTo(5);
    isSkipped(Outcome.NOT_TCP, "STP", 1, ethernet(38, hex("424203 0000 00")));
    isSkipped(Outcome.NOT_TCP, "OSI (IS-IS)", 1, ethernet(38, hex("fefe03 83")));
  }

  @Test
  void backboneAndVnTagsArePeeled() {
    holdsTheSegment(1, ethernet(0x88E7, join(hex("00001234"), ethernet(0x0800, IP))));
    holdsTheSegment(1, ethernet(0x8926, join(hex("00001234 0800"), IP)));
  }

  @Test
  void linuxCookedHeadersOfBothVersions() {
    holdsTheSegment(113, hex("0000 0001 0006 02000000000c0000 0800"), IP);
    assertThat(segment.linkSource).isEqualTo(0x02000000000CL);
    holdsTheSegment(113, hex("0000 0304 0000 0000000000000000 86dd"), IP6);
    assertThat(segment.linkSource).isZero();
    holdsTheSegment(113, hex("0000 0001 0006 02000000000c0000 8100 0005 0800"), IP);
    assertThat(segment.vlan).isEqualTo(5);
    holdsTheSegment(276, hex("0800 0000 00000002 0001 00 06 02000000000d0000"), IP);
    assertThat(segment.linkSource).isEqualTo(0x02000000000DL);
    holdsTheSegment(276, hex("88a8 0000 00000002 0001 00 06 02000000000d0000 0006 86dd"), IP6);
    holdsTheSegment(276, hex("0004 0000 00000002 0001 00 06 02000000000d0000"), SNAP_IP);
    isSkipped(Outcome.NOT_TCP, "netlink", 113, hex("0004 0338 0000 0000000000000000 0000 00000000"));
    isSkipped(Outcome.NOT_TCP, "ARP", 276, hex("0806 0000 00000002 0001 00 06 02000000000d0000 0001"));
  }

  @ParameterizedTest
  @CsvSource({
    "02000000,4", "00000002,4", "1e000000,6", "0000001e,6", "0a000000,6", "17000000,6", "00000018,6", "1c000000,6"
  })
  void loopbackFamiliesOfEverySystemInEitherByteOrder(String family, int version) {
    for (int linkType : new int[] {0, 108}) {
      holdsTheSegment(linkType, hex(family), version == 4 ? IP : IP6);
      assertThat(segment.ipVersion).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 12, 14})
  void rawIpIsToldByItsVersion(int linkType) {
    holdsTheSegment(linkType, IP);
    holdsTheSegment(linkType, IP6);
    isSkipped(Outcome.MALFORMED, "malformed header", linkType, new byte[60]);
  }

  @Test
  void linkTypesOfOneIpVersion() {
    holdsTheSegment(228, IP);
    holdsTheSegment(229, IP6);
    isSkipped(Outcome.MALFORMED, "malformed header", 228, IP6);
  }

  @Test
  void pppWithAndWithoutFramingAndCiscoHdlc() {
    for (int linkType : new int[] {9, 50}) {
      holdsTheSegment(linkType, hex("ff03 0021"), IP);
      holdsTheSegment(linkType, hex("0057"), IP6);
      holdsTheSegment(linkType, hex("21"), IP);
      holdsTheSegment(linkType, hex("0f00 0800"), IP);
    }
    holdsTheSegment(9, hex("ff03 0281 00011140"), IP);
    holdsTheSegment(204, hex("01 ff03 0021"), IP);
    holdsTheSegment(104, hex("8f00 86dd"), IP6);
    isSkipped(Outcome.NOT_TCP, "PPP with compressed TCP headers", 9, hex("002d 0000"));
  }

  @Test
  void wifiDataFramesOfEveryHeaderLength() {
    String addresses = "020000000001 020000000002 020000000003";
    holdsTheSegment(105, hex("0801 0000" + addresses + "1000"), SNAP_IP);
    assertThat(segment.linkSource).isEqualTo(0x020000000002L);
    holdsTheSegment(105, hex("0802 0000" + addresses + "1000"), SNAP_IP);
    assertThat(segment.linkSource).isEqualTo(0x020000000003L);
    holdsTheSegment(105, hex("8801 0000" + addresses + "1000 0000"), SNAP_IP);
    holdsTheSegment(105, hex("8881 0000" + addresses + "1000 0000 00000000"), SNAP_IP);
    holdsTheSegment(105, hex("8803 0000" + addresses + "1000 020000000004 0000"), SNAP_IP);
    assertThat(segment.linkSource).isEqualTo(0x020000000004L);
  }

  @Test
  void wifiFramesWithoutReadableDataAreNamed() {
    String rest = "0000 020000000001 020000000002 020000000003 1000 0000";
    isSkipped(Outcome.NOT_TCP, "802.11 management frame", 105, hex("8000" + rest));
    isSkipped(Outcome.NOT_TCP, "802.11 control frame", 105, hex("d400" + rest));
    isSkipped(Outcome.NOT_TCP, "802.11 frame without data", 105, hex("4801" + rest));
    isSkipped(Outcome.NOT_TCP, "encrypted 802.11", 105, hex("8841" + rest));
    isSkipped(Outcome.NOT_TCP, "802.11 frame aggregate", 105, hex("8801" + rest.replace("1000 0000", "1000 8000")));
    isSkipped(Outcome.NOT_TCP, "later 802.11 fragment", 105, hex("0801" + rest.replace("1000 0000", "1100")), SNAP_IP);
  }

  @Test
  void wifiCaptureHeadersAreSkipped() {
    byte[] frame = join(hex("0801 0000 020000000001 020000000002 020000000003 1000"), SNAP_IP);
    holdsTheSegment(127, hex("0000 0800 00000000"), frame);
    byte[] qosPadded = join(hex("8801 0000 020000000001 020000000002 020000000003 1000 0000 0000"), SNAP_IP);
    holdsTheSegment(127, hex("0000 0900 02000000 20"), qosPadded);
    // a second word of field bits, then the time at the next multiple of eight bytes
    holdsTheSegment(127, hex("0000 1900 03000080 00000000 00000000 1122334455667788 20"), qosPadded);
    holdsTheSegment(119, hex("44000000 90000000"), new byte[136], frame);
    holdsTheSegment(119, hex("00000044 00000090"), new byte[136], frame);
    holdsTheSegment(119, hex("80211001 00000040"), new byte[56], frame);
    holdsTheSegment(163, hex("80211001 00000040"), new byte[56], frame);
  }

  @Test
  void wrappersNameTheLinkTypeInside() {
    holdsTheSegment(192, hex("00000800 01000000"), ethernet(0x0800, IP));
    holdsTheSegment(258, hex("0c000000 01000000 0c000000"), IP);
    isSkipped(Outcome.UNKNOWN_LINK, "link type 147", 192, hex("00000800 93000000"), IP);
  }

  @Test
  void whatIsNotFollowedIsNamed() {
    isSkipped(Outcome.UNKNOWN_LINK, "link type 147", 147, IP);
    isSkipped(Outcome.NOT_TCP, "ARP", 1, ethernet(0x0806, new byte[28]));
    isSkipped(Outcome.NOT_TCP, "LLDP", 1, ethernet(0x88CC, new byte[28]));
    isSkipped(Outcome.NOT_TCP, "EtherType 0x88b5", 1, ethernet(0x88B5, new byte[28]));
    isSkipped(Outcome.NOT_TCP, "UDP", 1, ethernet(0x0800, ipv4(17, PacketBytes.udp(53, new byte[20]))));
    isSkipped(Outcome.NOT_TCP, "SCTP", 1, ethernet(0x0800, ipv4(132, new byte[20])));
    isSkipped(Outcome.NOT_TCP, "IP protocol 253", 1, ethernet(0x0800, ipv4(253, new byte[20])));
    isSkipped(Outcome.NOT_TCP, "ICMP", 1, ethernet(0x0800, ipv4(1, new byte[20])));
    isSkipped(Outcome.NOT_TCP, "IPv6 ICMP", 1, ethernet(0x86DD, ipv6(58, hex("80000000 00000000"))));
  }

  @Test
  void theSameReasonIsTheSameString() {
    isSkipped(Outcome.UNKNOWN_LINK, "link type 147", 147, IP);
    String first = decoder.skippedAs();
    isSkipped(Outcome.UNKNOWN_LINK, "link type 148", 148, IP);
    isSkipped(Outcome.UNKNOWN_LINK, "link type 147", 147, IP);
    assertThat(decoder.skippedAs()).isSameAs(first);
  }

  @Test
  void nothingOfThePacketBeforeIsLeft() {
    holdsTheSegment(1, ethernet(0x8100, join(u16(5), u16(0x0800), IP)));
    holdsTheSegment(101, IP);
    assertThat(segment.vlan).isEqualTo(-1);
    assertThat(segment.linkSource).isZero();
    assertThat(decoder.skippedAs()).isEmpty();
  }

  @Test
  void nflogHoldsIpAmongItsValuesInEitherByteOrder() {
    holdsTheSegment(239, hex("02000000 0800 0100 08000100 0500 0a00 00000000"), hex("3100 0900"), IP);
    holdsTheSegment(239, hex("0a000000 0008 0001 86dd0100"), u16(IP6.length + 4), hex("0009"), IP6);
    isSkipped(Outcome.NOT_TCP, "NFLOG of an unknown version", 239, hex("02010000 0800 0100 08000100"));
    isSkipped(Outcome.MALFORMED, "malformed header", 239, hex("02000000 0000 0100 08000100"));
  }

  @Test
  void fddiCarriesLlc() {
    holdsTheSegment(10, hex("50 02000000000a 02000000000b"), SNAP_IP);
    assertThat(segment.linkSource).isEqualTo(0x02000000000BL);
    isSkipped(Outcome.NOT_TCP, "FDDI frame without LLC", 10, hex("41 02000000000a 02000000000b"), SNAP_IP);
  }

  @Test
  void ipOverInfiniBandIsFoundBehindTheAddresses() {
    holdsTheSegment(242, new byte[40], hex("0800 0000"), IP);
    holdsTheSegment(242, new byte[40], hex("86dd 0000"), IP6);
  }

  @Test
  void bridgePortExtendersPutTheirTagBeforeTheType() {
    holdsTheSegment(1, ethernet(0x893F, join(hex("e00000010000 0800"), IP)));
  }
}
