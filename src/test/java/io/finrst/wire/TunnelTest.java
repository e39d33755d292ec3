package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.frame;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static io.finrst.wire.PacketBytes.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {
  private static final int RAW = 101;
  private static final byte[] INNER = ipv4(0x0A010001, 0x0A010002, 6, "", 0, tcp());
  private static final byte[] INNER6 = ipv6(6, tcp());

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final SegmentDecoder outside = new SegmentDecoder(false, false);
  private final Segment segment = new Segment();

  /** The inner segment is found, or not looked for and the tunnel named. */
  private void isFollowed(Tunnel tunnel, int id, String name, byte[] packet) {
    assertThat(decoder.decode(packet(RAW, packet), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.tunnel).isEqualTo(tunnel);
    assertThat(segment.tunnelId).isEqualTo(id);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.payloadLength).isEqualTo(5);
    assertThat(segment.payloadCaptured).isEqualTo(5);
    assertThat(segment.srcLo).isNotEqualTo(PacketBytes.CLIENT);
    assertThat(outside.decode(packet(RAW, packet), segment)).isEqualTo(Outcome.NOT_TCP);
    assertThat(outside.skippedAs()).isEqualTo(name);
  }

  private void isOrdinaryUdp(int port, byte[] payload) {
    assertThat(decoder.decode(packet(RAW, ipv4(17, udp(port, payload))), segment)).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("UDP");
  }

  @Test
  void ipInIpOfEitherVersionInEither() {
    isFollowed(Tunnel.IP_IN_IP, 0, "IP-in-IP tunnel", ipv4(4, INNER));
    isFollowed(Tunnel.IP_IN_IP, 0, "IP-in-IP tunnel", ipv4(41, INNER6));
    isFollowed(Tunnel.IP_IN_IP, 0, "IP-in-IP tunnel", ipv6(4, INNER));
    isFollowed(Tunnel.IP_IN_IP, 0, "IP-in-IP tunnel", ipv6(41, INNER6));
  }

  @Test
  void greWithEveryOptionalField() {
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 0800"), INNER)));
    isFollowed(Tunnel.GRE, 0x7788, "GRE tunnel", ipv4(47, join(hex("2000 86dd 00007788"), INNER6)));
    isFollowed(
        Tunnel.GRE, 5, "GRE tunnel", ipv6(47, join(hex("b000 0800 12340000 00000005 00000001"), INNER)));
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 6558"), ethernet(0x0800, INNER))));
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 8847 00011140"), INNER)));
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 883e 00000000"), INNER)));
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 883e"), INNER)));
  }

  @Test
  void accessPointsSend80211InGre() {
    byte[] wifi = join(hex("0801 0000 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800"), INNER);
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 8200"), wifi)));
    isFollowed(Tunnel.GRE, 0, "GRE tunnel", ipv4(47, join(hex("0000 9000"), wifi)));
  }

  @Test
  void greRunsOverUdp() {
    isFollowed(Tunnel.GRE, 0x7788, "GRE tunnel", ipv4(17, udp(4754, join(hex("2000 0800 00007788"), INNER))));
    isOrdinaryUdp(4754, hex("7000 0800"));
  }

  @Test
  void capwapCarriesEthernetOr80211WithItsControlBytesEitherWay() {
    String name = "CAPWAP tunnel";
    byte[] rest = join(hex("0000 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800"), INNER);
    byte[] frame = ethernet(0x0800, INNER);
    isFollowed(Tunnel.CAPWAP, 0, name, ipv4(17, udp(5247, join(hex("00100000 00000000"), frame))));
    isFollowed(Tunnel.CAPWAP, 0, name, ipv4(17, udp(5247, join(hex("00100300 00000000 0801"), rest))));
    isFollowed(Tunnel.CAPWAP, 0, name, ipv4(17, udp(5247, join(hex("00100300 00000000 0108"), rest))));
    isOrdinaryUdp(5247, join(hex("01000000"), frame)); // DTLS
    isOrdinaryUdp(5247, join(hex("00080000 00000000"), frame)); // shorter than its own header
    isOrdinaryUdp(5247, hex("00100000"));
  }

  @Test
  void ayiyaCarriesIpv6() {
    String name = "AYIYA tunnel";
    isFollowed(Tunnel.AYIYA, 0, name, ipv4(17, udp(5072, join(hex("4352 5129 00000000"), new byte[36], INNER6))));
    isOrdinaryUdp(5072, join(hex("4352 5029 00000000"), new byte[36], INNER6)); // forwards nothing
    isOrdinaryUdp(5072, join(hex("8352 5129 00000000"), new byte[36], INNER6));
  }

  @Test
  void pptpCarriesPppInGre() {
    isFollowed(
        Tunnel.GRE, 9, "GRE tunnel", ipv4(47, join(hex("3081 880b 00310009 00000001 00000002 ff03 0021"), INNER)));
    byte[] acknowledgmentOnly = ipv4(47, hex("2081 880b 00000009 00000002"));
    assertThat(decoder.decode(packet(RAW, acknowledgmentOnly), segment)).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("GRE, not IP");
  }

  @Test
  void erspanOfAllThreeTypes() {
    byte[] mirrored = ethernet(0x0800, INNER);
    isFollowed(Tunnel.ERSPAN, 0, "ERSPAN tunnel", ipv4(47, join(hex("0000 88be"), mirrored)));
    isFollowed(
        Tunnel.ERSPAN, 0x64, "ERSPAN tunnel", ipv4(47, join(hex("1000 88be 00000001 10050064 00000000"), mirrored)));
    isFollowed(
        Tunnel.ERSPAN, 0x64, "ERSPAN tunnel",
        ipv4(47, join(hex("1000 22eb 00000001 20050064 00000000 00000000"), mirrored)));
    isFollowed(
        Tunnel.ERSPAN, 0x64, "ERSPAN tunnel",
        ipv4(47, join(hex("1000 22eb 00000001 20050064 00000000 00000001 0000000000000000"), mirrored)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4789, 8472})
  void vxlanOnBothPorts(int port) {
    byte[] vxlan = join(hex("08000000 00abcd00"), ethernet(0x0800, INNER));
    isFollowed(Tunnel.VXLAN, 0xABCD, "VXLAN tunnel", ipv4(17, udp(port, vxlan)));
    isFollowed(Tunnel.VXLAN, 0xABCD, "VXLAN tunnel", ipv6(17, udp(port, vxlan)));
  }

  @Test
  void vxlanGpeSaysWhatIsInside() {
    String name = "VXLAN tunnel";
    isFollowed(Tunnel.VXLAN, 7, name, ipv4(17, udp(4790, join(hex("0c000001 00000700"), INNER))));
    isFollowed(Tunnel.VXLAN, 7, name, ipv4(17, udp(4790, join(hex("0c000002 00000700"), INNER6))));
    isFollowed(Tunnel.VXLAN, 7, name, ipv4(17, udp(4790, join(hex("0c000003 00000700"), ethernet(0x0800, INNER)))));
    isFollowed(Tunnel.VXLAN, 7, name, ipv4(17, udp(4790, join(hex("0c000005 00000700 00011140"), INNER))));
  }

  @Test
  void geneveWithOptions() {
    byte[] inner = ethernet(0x86DD, INNER6);
    isFollowed(Tunnel.GENEVE, 0x123456, "Geneve tunnel", ipv4(17, udp(6081, join(hex("0000 6558 12345600"), inner))));
    isFollowed(
        Tunnel.GENEVE, 1, "Geneve tunnel",
        ipv4(17, udp(6081, join(hex("0280 0800 00000100 0102800100000000"), INNER))));
  }

  @Test
  void gtpWithSequenceAndExtensions() {
    isFollowed(Tunnel.GTP_U, 0x99, "GTP-U tunnel", ipv4(17, udp(2152, join(hex("30ff 002d 00000099"), INNER))));
    isFollowed(
        Tunnel.GTP_U, 0x80000001, "GTP-U tunnel",
        ipv4(17, udp(2152, join(hex("32ff 0031 80000001 0001 00 00"), INNER))));
    isFollowed(
        Tunnel.GTP_U, 1, "GTP-U tunnel",
        ipv4(17, udp(2152, join(hex("34ff 0039 00000001 0000 00 85  01100985 01000000"), INNER6))));
  }

  @Test
  void teredoWithBothIndications() {
    isFollowed(Tunnel.TEREDO, 0, "Teredo tunnel", ipv4(17, udp(3544, INNER6)));
    isFollowed(
        Tunnel.TEREDO, 0, "Teredo tunnel",
        ipv4(17, udp(3544, join(hex("0001 0102 aa bbbb 1122334455667788 00 0000 1234 01020304"), INNER6))));
  }

  @Test
  void theTunnelPortMayBeTheSource() {
    byte[] fromServer = udp(51000, INNER6);
    PacketBytes.put16(fromServer, 0, 3544);
    isFollowed(Tunnel.TEREDO, 0, "Teredo tunnel", ipv4(17, fromServer));
  }

  @ParameterizedTest
  @ValueSource(ints = {4789, 8472, 4790, 6081, 2152, 3544})
  void ordinaryUdpOnTunnelPortsStaysUdp(int port) {
    isOrdinaryUdp(port, new byte[0]);
    isOrdinaryUdp(port, new byte[200]);
    isOrdinaryUdp(port, PacketBytes.payload(200));
    isOrdinaryUdp(port, INNER);
    isOrdinaryUdp(port, hex("ffffffff ffffffff ffffffff ffffffff"));
  }

  @Test
  void theInnermostTunnelIsNamedAndTheOuterLinkKept() {
    byte[] vxlan = ipv4(17, udp(4789, join(hex("08000000 00000500"), ethernet(0x8100, join(hex("0064 0800"), INNER)))));
    byte[] whole = ethernet(0x0800, ipv4(47, join(hex("2000 0800 00000007"), vxlan)));
    whole[11] = 0x77;
    assertThat(decoder.decode(packet(1, whole), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.tunnel).isEqualTo(Tunnel.VXLAN);
    assertThat(segment.tunnelId).isEqualTo(5);
    assertThat(segment.linkSource).isEqualTo(0x020000000077L);
    assertThat(segment.vlan).isEqualTo(100);
    assertThat(decoder.decode(packet(1, frame()), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.tunnel).isEqualTo(Tunnel.NONE);
    assertThat(segment.tunnelId).isZero();
  }

  @Test
  void eightTunnelsAreFollowedAndAThousandAreNot() {
    byte[] nested = INNER;
    for (int i = 0; i < 8; i++) {
      nested = ipv4(4, nested);
    }
    assertThat(decoder.decode(packet(RAW, nested), segment)).isEqualTo(Outcome.TCP);
    for (int i = 0; i < 1000; i++) {
      nested = ipv4(4, nested);
    }
    assertThat(decoder.decode(packet(RAW, nested), segment)).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("too many nested headers");
  }

  @Test
  void anErrorInsideATunnelIsFound() {
    byte[] error = ipv4(0x0A010009, 0x0A010001, 1, "", 0, join(hex("0303000000000000"), INNER));
    assertThat(decoder.decode(packet(RAW, ipv4(47, join(hex("0000 0800"), error))), segment))
        .isEqualTo(Outcome.ICMP_ERROR);
    assertThat(segment.icmpSenderLo).isEqualTo(0x0A010009L);
    assertThat(segment.srcLo).isEqualTo(0x0A010001L);
    assertThat(segment.tunnel).isEqualTo(Tunnel.GRE);
  }

  @Test
  void theFirstFragmentOfATunnelGivesTheInnerSegmentCut() {
    byte[] inner = ipv4(0x0A010001, 0x0A010002, 6, "", 0, tcp("", 1400));
    byte[] firstHalf = Arrays.copyOf(udp(4789, join(hex("08000000 00000500"), ethernet(0x0800, inner))), 800);
    assertThat(decoder.decode(packet(RAW, ipv4(17, "", 0x2000, firstHalf)), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(1400);
    assertThat(segment.payloadCaptured).isLessThan(800);
    assertThat(segment.cut).isTrue();
  }
}
