package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.frame;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.put16;
import static io.finrst.wire.PacketBytes.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {
  private static final int RAW = 101;

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final SegmentDecoder verifying = new SegmentDecoder(true, true);
  private final Segment segment = new Segment();

  private Outcome decode(byte[] bytes) {
    return decoder.decode(packet(RAW, bytes), segment);
  }

  @Test
  void ipv4FieldsAreThoseOfTheHeader() {
    assertThat(decode(ipv4(6, tcp()))).isEqualTo(Outcome.TCP);
    assertThat(new Address(4, segment.srcHi, segment.srcLo)).hasToString("10.0.0.5");
    assertThat(new Address(4, segment.dstHi, segment.dstLo)).hasToString("10.0.0.9");
    assertThat(segment.ttl).isEqualTo(64);
    assertThat(segment.tos).isEqualTo(0x10);
    assertThat(segment.ipId).isEqualTo(0x1234);
    assertThat(segment.dontFragment).isTrue();
    assertThat(segment.fragmented).isFalse();
    assertThat(segment.flowLabel).isZero();
  }

  @Test
  void addressesWithTheHighestBitStayPositiveIn32Bits() {
    assertThat(decode(ipv4(0xFFFFFFFE, 0x80000001, 6, "", 0, tcp()))).isEqualTo(Outcome.TCP);
    assertThat(segment.srcLo).isEqualTo(0xFFFFFFFEL);
    assertThat(segment.dstLo).isEqualTo(0x80000001L);
  }

  @Test
  void ipv6FieldsAreThoseOfTheHeader() {
    assertThat(decode(ipv6(6, tcp()))).isEqualTo(Outcome.TCP);
    assertThat(new Address(6, segment.srcHi, segment.srcLo)).hasToString("2001:db8::5");
    assertThat(new Address(6, segment.dstHi, segment.dstLo)).hasToString("2001:db8::9");
    assertThat(segment.ttl).isEqualTo(64);
    assertThat(segment.tos).isEqualTo(0x10);
    assertThat(segment.flowLabel).isEqualTo(0xABCDE);
    assertThat(segment.ipId).isZero();
    assertThat(segment.dontFragment).isFalse();
  }

  @Test
  void ipv4OptionsAreSkipped() {
    assertThat(decode(ipv4(6, "9404000001010100", 0, tcp()))).isEqualTo(Outcome.TCP);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.payloadLength).isEqualTo(5);
  }

  @Test
  void ethernetPaddingIsNotPayload() {
    byte[] padded = join(ethernet(0x0800, ipv4(6, tcp("", 0))), new byte[6]);
    assertThat(decoder.decode(packet(1, padded), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isZero();
    assertThat(segment.payloadCaptured).isZero();
    assertThat(segment.cut).isFalse();
  }

  @Test
  void lengthZeroMeansAllThereIsOnTheWire() {
    byte[] offloaded = put16(ipv4(6, tcp("", 900)), 2, 0);
    assertThat(decode(offloaded)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(900);
    assertThat(decoder.decode(packet(RAW, offloaded, 100), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(900);
    assertThat(segment.payloadCaptured).isEqualTo(60);
    byte[] jumbo = put16(ipv6(0, join(hex("0600 c204 00000395"), tcp("", 900))), 4, 0);
    assertThat(decode(jumbo)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(900);
  }

  @Test
  void theIpLengthCountsEvenWhenTheCaptureHidesThatItCutThePacket() {
    byte[] sliced = put16(ipv4(6, tcp("", 88)), 2, 1500);
    assertThat(decode(sliced)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(1460);
    assertThat(segment.payloadCaptured).isEqualTo(88);
    assertThat(segment.cut).isTrue();
  }

  @Test
  void lengthsThatContradictThemselvesAreMalformed() {
    assertThat(decode(put16(ipv4(6, tcp()), 2, 19))).isEqualTo(Outcome.MALFORMED);
    assertThat(decode(put16(ipv4(6, tcp()), 2, 39))).isEqualTo(Outcome.MALFORMED);
    byte[] shortHeader = ipv4(6, tcp());
    shortHeader[0] = 0x44;
    assertThat(decode(shortHeader)).isEqualTo(Outcome.MALFORMED);
    byte[] versionFive = frame();
    versionFive[14] = 0x55;
    assertThat(decoder.decode(packet(1, versionFive), segment)).isEqualTo(Outcome.MALFORMED);
    assertThat(decode(put16(ipv6(6, tcp()), 4, 19))).isEqualTo(Outcome.MALFORMED);
  }

  /** nmap -f puts 8 bytes into a fragment, --mtu 24 as many as make a header without options. */
  @Test
  void aHeaderSplitOverFragmentsIsDecodedWhereItsFlagsAreInTheFirst() {
    byte[] syn = join(hex("9c40 0050 00000001 00000000 6002 0400 0000 0000"), hex("0204 05b4"));
    assertThat(decode(ipv4(6, "", 0x2000, Arrays.copyOf(syn, 20)))).isEqualTo(Outcome.TCP);
    assertThat(segment.flags).isEqualTo(Segment.SYN);
    assertThat(segment.payloadLength).isZero();
    assertThat(segment.optionsCut).isTrue();
    assertThat(decode(ipv4(6, "", 0x2000, Arrays.copyOf(syn, 16)))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("TCP header split over IP fragments");
    assertThat(decode(ipv4(6, "", 0, Arrays.copyOf(syn, 20)))).isEqualTo(Outcome.MALFORMED);
  }

  @Test
  void theFirstFragmentIsDecodedAndLaterOnesAreNamed() {
    assertThat(decode(ipv4(6, "", 0x2000, tcp()))).isEqualTo(Outcome.TCP);
    assertThat(segment.fragmented).isTrue();
    assertThat(segment.payloadLength).isEqualTo(5);
    assertThat(decode(ipv4(6, "", 0x2001, tcp()))).isEqualTo(Outcome.FRAGMENT);
    assertThat(decode(ipv4(6, "", 0x0001, tcp()))).isEqualTo(Outcome.FRAGMENT);
    assertThat(decoder.skippedAs()).isEqualTo("later IP fragment");
    assertThat(decode(ipv6(44, join(hex("0600 0001 12345678"), tcp())))).isEqualTo(Outcome.TCP);
    assertThat(segment.fragmented).isTrue();
    assertThat(decode(ipv6(44, join(hex("0600 0000 12345678"), tcp())))).isEqualTo(Outcome.TCP);
    assertThat(segment.fragmented).isFalse();
    assertThat(decode(ipv6(44, join(hex("0600 0009 12345678"), tcp())))).isEqualTo(Outcome.FRAGMENT);
  }

  @Test
  void everyIpv6ExtensionHeaderIsWalked() {
    byte[] chain =
        join(
            hex("2b00 010400000000"), // hop-by-hop, then routing
            hex("3c02 0401 00000000 20010db8000000000000000000000007"), // then destination options
            hex("8700 010400000000"), // then mobility
            hex("3300 010400000000"), // then authentication, whose length counts otherwise
            hex("0604 0000 00000001 00000001"), // then TCP
            new byte[12],
            tcp());
    assertThat(decode(ipv6(0, chain))).isEqualTo(Outcome.TCP);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.payloadLength).isEqualTo(5);
  }

  @Test
  void anEndlessExtensionChainIsMalformed() {
    byte[] chain = tcp();
    for (int i = 0; i < 100; i++) {
      chain = join(hex("3c00 010400000000"), chain);
    }
    assertThat(decode(ipv6(60, chain))).isEqualTo(Outcome.MALFORMED);
  }

  @Test
  void anAuthenticationHeaderOverIpv4IsWalked() {
    assertThat(decode(ipv4(51, join(hex("0604 0000 00000001 00000001"), new byte[12], tcp())))).isEqualTo(Outcome.TCP);
    assertThat(segment.dstPort).isEqualTo(443);
  }

  @Test
  void checksumsAreOnlyLookedAtWhenAsked() {
    byte[] badHeader = put16(ipv4(6, tcp()), 4, 0x9999);
    byte[] badPayload = ipv4(6, tcp());
    badPayload[badPayload.length - 1] ^= 1;
    assertThat(decode(badHeader)).isEqualTo(Outcome.TCP);
    assertThat(decode(badPayload)).isEqualTo(Outcome.TCP);
    assertThat(verifying.decode(packet(RAW, badHeader), segment)).isEqualTo(Outcome.BAD_CHECKSUM);
    assertThat(verifying.decode(packet(RAW, badPayload), segment)).isEqualTo(Outcome.BAD_CHECKSUM);
    assertThat(verifying.skippedAs()).isEqualTo("bad checksum");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 1447, 1448})
  void rightChecksumsPassAtEveryLength(int payloadLength) {
    assertThat(verifying.decode(packet(RAW, ipv4(6, tcp("", payloadLength))), segment)).isEqualTo(Outcome.TCP);
    assertThat(verifying.decode(packet(RAW, ipv6(6, tcp("", payloadLength))), segment)).isEqualTo(Outcome.TCP);
  }

  @Test
  void checksumsThatCannotBeVerifiedDoNotCount() {
    byte[] badPayload = ipv4(6, tcp());
    badPayload[badPayload.length - 1] ^= 1;
    assertThat(verifying.decode(packet(RAW, badPayload, badPayload.length - 1), segment)).isEqualTo(Outcome.TCP);
    byte[] firstFragment = ipv4(6, "", 0x2000, tcp());
    firstFragment[firstFragment.length - 1] ^= 1;
    assertThat(verifying.decode(packet(RAW, firstFragment), segment)).isEqualTo(Outcome.TCP);
    byte[] routed = ipv6(43, join(hex("0602 0401 00000000 20010db8000000000000000000000007"), tcp()));
    assertThat(verifying.decode(packet(RAW, routed), segment)).isEqualTo(Outcome.TCP);
  }
}
