package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static io.finrst.capture.Reading.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PcapReaderTest {
  private static final byte[] FIRST = data(1, 60);
  private static final byte[] SECOND = data(2, 1514);

  static Stream<Arguments> variants() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(
            order ->
                Stream.of(
                    Arguments.of(order, PcapBytes.MICROSECONDS, 1000, 6, "pcap"),
                    Arguments.of(order, PcapBytes.NANOSECONDS, 1, 9, "pcap (ns)"),
                    Arguments.of(order, PcapBytes.KUZNETZOV, 1000, 6, "pcap")));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantGivesTheSamePackets(ByteOrder order, int magic, int unitNs, int digits, String format)
      throws IOException {
    byte[] file =
        new PcapBytes(order, magic, 276, 2048)
            .packet(1_700_000_000L, 123_456, FIRST)
            .packet(4_294_967_295L, 999_999, SECOND)
            .bytes();

    Reading reading = Reading.of(file);

    assertThat(reading.packets())
        .containsExactly(
            new Reading.Seen(1, 1_700_000_000_000_000_000L + 123_456L * unitNs, digits, 276, 0, 60, hex(FIRST)),
            new Reading.Seen(2, 4_294_967_295_000_000_000L + 999_999L * unitNs, digits, 276, 0, 1514, hex(SECOND)));
    assertThat(reading.damage()).isEmpty();
    assertThat(reading.captures())
        .containsExactly(
            new CaptureInfo(
                "-",
                format,
                List.of(276),
                2,
                1,
                reading.times().get(0),
                reading.times().get(1),
                2048,
                -1,
                ClockFaults.NONE,
                null));
  }

  @Test
  void headerAloneIsAnEmptyCaptureAndNoDamage() throws IOException {
    Reading reading = Reading.of(PcapBytes.usual().bytes());

    assertThat(reading.packets()).isEmpty();
    assertThat(reading.damage()).isEmpty();
    assertThat(reading.captures().get(0).packets()).isZero();
    assertThat(reading.captures().get(0).firstFrame()).isZero();
  }

  @Test
  void checksumLengthBesideTheLinkTypeIsIgnored() throws IOException {
    PcapBytes file = new PcapBytes(ByteOrder.BIG_ENDIAN, PcapBytes.MICROSECONDS, 0x54000001, 65535);

    Reading reading = Reading.of(file.packet(1, 0, FIRST).bytes());

    assertThat(reading.packets().get(0).linkType()).isEqualTo(1);
  }

  @Test
  void shortenedPacketKeepsItsLengthOnTheWire() throws IOException {
    Reading reading = Reading.of(PcapBytes.usual().record(1, 0, 60, 1514, FIRST).bytes());

    assertThat(reading.packets().get(0).wireLength()).isEqualTo(1514);
    assertThat(reading.packets().get(0).bytes()).isEqualTo(hex(FIRST));
  }

  @Test
  void packetLargerThanTheWindowIsReadWhole() throws IOException {
    byte[] huge = data(3, 1 << 20);
    PcapBytes file = new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1, 4 << 20);

    Reading reading = Reading.of(file.packet(1, 0, FIRST).packet(2, 0, huge).packet(3, 0, SECOND).bytes());

    assertThat(reading.bytes()).containsExactly(hex(FIRST), hex(huge), hex(SECOND));
  }

  @Test
  void absurdLengthIsNamedWithTheOffsetOfItsRecord() throws IOException {
    PcapBytes file = PcapBytes.usual().packet(1, 0, FIRST);
    int offset = file.length();

    Reading reading = Reading.of(file.record(2, 0, 0xfffffff0, 60, SECOND).bytes());

    assertThat(reading.bytes()).containsExactly(hex(FIRST));
    assertThat(reading.messages()).containsExactly("-: absurd packet length 4294967280 at byte " + offset);
  }

  @Test
  void snaplenThatSaysAllMemoryIsNotBelieved() throws IOException {
    PcapBytes file = new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1, Integer.MAX_VALUE - 1);

    Reading reading = Reading.of(file.record(2, 0, (16 << 20) + 1, 60, SECOND).bytes());

    assertThat(reading.messages()).containsExactly("-: absurd packet length 16777217 at byte 24");
  }

  @Test
  void unknownVersionIsRefused() throws IOException {
    byte[] file = PcapBytes.usual().bytes();
    file[4] = 9;

    assertThat(Reading.of(file).messages()).containsExactly("-: pcap version 9.4 is not known at byte 4");
  }
}
