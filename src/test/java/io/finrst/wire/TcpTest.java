package io.finrst.wire;

import static io.finrst.wire.PacketBytes.frame;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.Packet;
import org.junit.jupiter.api.Test;

class TcpTest {
  private static final int RAW = 101;

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final Segment segment = new Segment();

  private Segment decode(byte[] tcp) {
    assertThat(decoder.decode(packet(RAW, ipv4(6, tcp)), segment)).isEqualTo(Outcome.TCP);
    return segment;
  }

  @Test
  void everyHeaderFieldIsRead() {
    Packet packet = packet(1, frame());
    assertThat(decoder.decode(packet, segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.srcPort).isEqualTo(40002);
    assertThat(segment.dstPort).isEqualTo(443);
    assertThat(segment.seq).isEqualTo(0x11223344);
    assertThat(segment.ack).isEqualTo(0x55667788);
    assertThat(segment.flags).isEqualTo(Segment.PSH | Segment.ACK);
    assertThat(segment.window).isEqualTo(502);
    assertThat(segment.checksum).isNotZero();
    assertThat(segment.optionsLength).isZero();
    assertThat(segment.payloadOffset).isEqualTo(packet.offset + 54);
    assertThat(new String(packet.data, segment.payloadOffset, segment.payloadCaptured)).isEqualTo("abcde");
  }

  @Test
  void allEightFlagsAreKeptAndReservedBitsAreNot() {
    assertThat(decode(tcp(1, 65535, 0xFFF, "", 0)).flags).isEqualTo(0xFF);
    assertThat(segment.dstPort).isEqualTo(65535);
    assertThat(segment.optionsLength).isZero();
  }

  @Test
  void alignedTimestampsTakeTheShortWay() {
    decode(tcp("0101080a 80000001 00000002", 5));
    assertThat(segment.hasTimestamp).isTrue();
    assertThat(segment.tsVal).isEqualTo(0x80000001);
    assertThat(segment.tsEcr).isEqualTo(2);
    assertThat(segment.optionsLength).isEqualTo(12);
    assertThat(segment.windowScale).isEqualTo(-1);
    assertThat(segment.payloadLength).isEqualTo(5);
  }

  @Test
  void optionsOfASynAreRead() {
    decode(tcp(1, 2, Segment.SYN, "020405b4 0402 080a 00000007 00000000 01 030307", 0));
    assertThat(segment.mss).isEqualTo(1460);
    assertThat(segment.sackPermitted).isTrue();
    assertThat(segment.hasTimestamp).isTrue();
    assertThat(segment.tsVal).isEqualTo(7);
    assertThat(segment.windowScale).isEqualTo(7);
    assertThat(segment.optionsLength).isEqualTo(20);
  }

  @Test
  void nothingOfTheOptionsBeforeIsLeft() {
    optionsOfASynAreRead();
    decode(tcp("0101 050a 00000001 00000002", 0));
    decode(tcp("1e04 8001", 0));
    decode(tcp());
    assertThat(segment.mss).isZero();
    assertThat(segment.sackPermitted).isFalse();
    assertThat(segment.hasTimestamp).isFalse();
    assertThat(segment.hasSack).isFalse();
    assertThat(segment.windowScale).isEqualTo(-1);
    assertThat(segment.mptcpResetReason).isEqualTo(-1);
  }

  @Test
  void windowScaleIsCappedAt14() {
    assertThat(decode(tcp("03030f", 0)).windowScale).isEqualTo(14);
    assertThat(decode(tcp("0303ff", 0)).windowScale).isEqualTo(14);
    assertThat(decode(tcp("03030e", 0)).windowScale).isEqualTo(14);
    assertThat(decode(tcp("030300", 0)).windowScale).isZero();
  }

  @Test
  void theHighestSackEdgeIsKeptAcrossTheWrap() {
    decode(tcp("0101 051a ffffff00 ffffffff  00000010 00000020  fffffe00 fffffe10", 0));
    assertThat(segment.hasSack).isTrue();
    assertThat(segment.sackRight).isEqualTo(0x20);
  }

  @Test
  void theReasonOfAnMptcpResetIsRead() {
    assertThat(decode(tcp(1, 2, Segment.RST, "1e04 8103", 0)).mptcpResetReason).isEqualTo(3);
    assertThat(decode(tcp("1e04 2000", 0)).mptcpResetReason).isEqualTo(-1);
  }

  @Test
  void malformedOptionsEndTheReadingOnly() {
    decode(tcp("020405b4 0801 0303 07", 5));
    assertThat(segment.mss).isEqualTo(1460);
    assertThat(segment.windowScale).isEqualTo(-1);
    decode(tcp("020405b4 08ff 0303", 5));
    assertThat(segment.mss).isEqualTo(1460);
    decode(tcp("010101 02", 5));
    assertThat(segment.mss).isZero();
    decode(tcp("020605b40000 0303 07", 5)); // a length no segment size option has
    assertThat(segment.mss).isZero();
    assertThat(segment.windowScale).isEqualTo(7);
    assertThat(segment.payloadLength).isEqualTo(5);
    decode(tcp("00 020405b4 000000", 5));
    assertThat(segment.mss).isZero();
  }

  @Test
  void optionsCutBySnaplenStillGiveTheSegment() {
    byte[] whole = ipv4(6, tcp("020405b4 0402 080a 00000007 00000009 01 030307", 100));
    assertThat(decoder.decode(packet(RAW, whole, 20 + 20 + 4), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.mss).isEqualTo(1460);
    assertThat(segment.hasTimestamp).isFalse();
    assertThat(segment.optionsLength).isEqualTo(20);
    assertThat(segment.payloadLength).isEqualTo(100);
    assertThat(segment.payloadCaptured).isZero();
    assertThat(segment.payloadOffset).isEqualTo(7 + 44);
    assertThat(segment.cut).isTrue();
  }

  @Test
  void theFixedHeaderMustBeThere() {
    byte[] whole = ipv4(6, tcp());
    assertThat(decoder.decode(packet(RAW, whole, 39), segment)).isEqualTo(Outcome.TRUNCATED);
    assertThat(decoder.skippedAs()).isEqualTo("cut before the end of the TCP header");
    assertThat(decoder.decode(packet(RAW, whole, 40), segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(5);
    assertThat(segment.payloadCaptured).isZero();
  }

  @Test
  void aDataOffsetThatCannotBeIsMalformed() {
    byte[] tooSmall = tcp();
    tooSmall[12] = 0x40;
    assertThat(decoder.decode(packet(RAW, ipv4(6, tooSmall)), segment)).isEqualTo(Outcome.MALFORMED);
    byte[] beyondTheEnd = tcp();
    beyondTheEnd[12] = 0x70;
    assertThat(decoder.decode(packet(RAW, ipv6(6, beyondTheEnd)), segment)).isEqualTo(Outcome.MALFORMED);
  }

  @Test
  void sequenceLengthCountsSynAndFin() {
    assertThat(decode(tcp(1, 2, Segment.SYN, "", 0)).length()).isEqualTo(1);
    assertThat(decode(tcp(1, 2, Segment.FIN | Segment.ACK, "", 5)).length()).isEqualTo(6);
    assertThat(decode(tcp(1, 2, Segment.RST, "", 5)).length()).isEqualTo(5);
    assertThat(segment.has(Segment.RST)).isTrue();
    assertThat(segment.has(Segment.RST | Segment.ACK)).isFalse();
  }
}
