package io.finrst.wire;

import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpTest {
  private static final int RAW = 101;
  private static final int ROUTER = 0xC0A80001;

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final Segment segment = new Segment();

  private Outcome decode(byte[] ip) {
    return decoder.decode(packet(RAW, ip), segment);
  }

  private static byte[] error(int type, int code, byte[] quote) {
    return join(new byte[] {(byte) type, (byte) code}, new byte[6], quote);
  }

  private static byte[] fromRouter(int type, int code, byte[] quote) {
    return ipv4(ROUTER, PacketBytes.CLIENT, 1, "", 0, error(type, code, quote));
  }

  private static byte[] head(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 11, 12})
  void anErrorDescribesTheQuotedSegmentAsItWasSent(int type) {
    assertThat(decode(fromRouter(type, 1, ipv4(6, tcp())))).isEqualTo(Outcome.ICMP_ERROR);
    assertThat(segment.ipVersion).isEqualTo(4);
    assertThat(segment.srcLo).isEqualTo(PacketBytes.CLIENT);
    assertThat(segment.dstLo).isEqualTo(PacketBytes.SERVER);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.dstPort).isEqualTo(443);
    assertThat(segment.seq).isEqualTo(0x11223344);
    assertThat(segment.icmpType).isEqualTo(type);
    assertThat(segment.icmpCode).isEqualTo(1);
    assertThat(segment.icmpSenderLo).isEqualTo(0xC0A80001L);
    assertThat(decoder.skippedAs()).isEmpty();
  }

  @Test
  void eightBytesOfTheQuotedHeaderAreEnough() {
    assertThat(decode(fromRouter(3, 3, head(ipv4(6, "01010101", 0, tcp()), 32)))).isEqualTo(Outcome.ICMP_ERROR);
    assertThat(segment.seq).isEqualTo(0x11223344);
    assertThat(decode(fromRouter(3, 3, head(ipv4(6, tcp()), 27)))).isEqualTo(Outcome.MALFORMED);
    byte[] whole = fromRouter(3, 3, ipv4(6, tcp()));
    assertThat(decoder.decode(packet(RAW, whole, 28 + 27), segment)).isEqualTo(Outcome.TRUNCATED);
    assertThat(decoder.decode(packet(RAW, whole, 28 + 28), segment)).isEqualTo(Outcome.ICMP_ERROR);
  }

  @Test
  void messagesThatAreNoErrorAboutTcpAreNamed() {
    assertThat(decode(fromRouter(8, 0, ipv4(6, tcp())))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decode(fromRouter(5, 0, ipv4(6, tcp())))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decode(fromRouter(3, 3, ipv4(17, tcp())))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decode(fromRouter(3, 4, ipv4(6, "", 0x0005, tcp())))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("ICMP");
    assertThat(decode(ipv6(58, error(128, 0, new byte[40])))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decode(ipv6(58, error(1, 4, ipv6(17, tcp()))))).isEqualTo(Outcome.NOT_TCP);
    assertThat(decoder.skippedAs()).isEqualTo("IPv6 ICMP");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ipv6ErrorsQuoteBehindExtensionHeaders(int type) {
    byte[] quote = ipv6(60, join(hex("0600 010400000000"), tcp()));
    assertThat(decode(ipv6(58, error(type, 4, head(quote, 56))))).isEqualTo(Outcome.ICMP_ERROR);
    assertThat(segment.ipVersion).isEqualTo(6);
    assertThat(new Address(6, segment.srcHi, segment.srcLo)).hasToString("2001:db8::5");
    assertThat(new Address(6, segment.dstHi, segment.dstLo)).hasToString("2001:db8::9");
    assertThat(new Address(6, segment.icmpSenderHi, segment.icmpSenderLo)).hasToString("2001:db8::5");
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.icmpType).isEqualTo(type);
    assertThat(segment.icmpCode).isEqualTo(4);
  }
}
