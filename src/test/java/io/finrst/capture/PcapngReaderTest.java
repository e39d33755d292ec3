package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static io.finrst.capture.Reading.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngReaderTest {
  private static final byte[] DATA = data(1, 61);
  private static final long MICROS = 1_700_000_000_123_456L;
  private static final long NANOS = MICROS * 1000;

  @Test
  void everySectionHasItsOwnByteOrderAndInterfaces() throws IOException {
    PcapngBytes file = new PcapngBytes();
    file.section(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 0).networkInterface(113, 96);
    file.enhanced(1, MICROS, DATA).enhanced(0, MICROS + 1, DATA);
    file.section(ByteOrder.BIG_ENDIAN, 100).networkInterface(276, 0, file.option(9, new byte[] {9}));
    file.enhanced(0, NANOS, DATA);

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.packets())
        .containsExactly(
            new Reading.Seen(1, NANOS, 6, 113, 1, 61, hex(DATA)),
            new Reading.Seen(2, NANOS + 1000, 6, 1, 0, 61, hex(DATA)),
            new Reading.Seen(3, NANOS, 9, 276, 0, 61, hex(DATA)));
    assertThat(reading.damage()).isEmpty();
    assertThat(reading.captures())
        .containsExactly(
            new CaptureInfo("-", "pcapng", List.of(1, 113, 276), 3, 1, NANOS, NANOS + 1000, 0, -1,
                new ClockFaults(0, 1, 1000), null));
  }

  @Test
  void resolutionAndOffsetOfTheInterfaceAreApplied() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.BIG_ENDIAN);
    byte[] endOfOptions = file.option(0, new byte[0]);
    file.networkInterface(1, 0, file.option(9, new byte[] {3}), file.option(14, 1_700_000_000L), endOfOptions);
    file.networkInterface(1, 0, file.option(2, data(1, 5)), file.option(9, new byte[] {(byte) (0x80 | 32)}));
    file.enhanced(0, 1_250, DATA).enhanced(1, (1_700_000_001L << 32) + (1L << 30), DATA);

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.times()).containsExactly(1_700_000_001_250_000_000L, 1_700_000_001_250_000_000L);
    assertThat(reading.packets()).extracting(Reading.Seen::fractionDigits).containsExactly(3, 9);
  }

  @Test
  void simplePacketTakesTheTimeOfThePacketBeforeIt() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 20);
    file.simple(61, data(2, 20)).enhanced(0, MICROS, DATA).simple(18, data(3, 18));

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.packets())
        .containsExactly(
            new Reading.Seen(1, 0, 6, 1, 0, 61, hex(data(2, 20))),
            new Reading.Seen(2, NANOS, 6, 1, 0, 61, hex(DATA)),
            new Reading.Seen(3, NANOS, 6, 1, 0, 18, hex(data(3, 18))));
    assertThat(reading.captures().get(0).snaplen()).isEqualTo(20);
  }

  @Test
  void obsoletePacketBlockIsReadAsAnEnhancedOne() throws IOException {
    Reading reading = Reading.of(PcapngBytes.usual().obsolete(0, MICROS, DATA).bytes());

    assertThat(reading.packets()).containsExactly(new Reading.Seen(1, NANOS, 6, 1, 0, 61, hex(DATA)));
  }

  @Test
  void lastStatisticsOfEachInterfaceSayWhatTheCaptureDropped() throws IOException {
    PcapngBytes file = PcapngBytes.usual().networkInterface(1, 0);
    file.statistics(0, file.option(5, 10L), file.option(7, 1L));
    file.statistics(0, file.option(4, 999L), file.option(5, 20L), file.option(7, 2L));
    file.statistics(1, file.option(7, 300L));
    file.section(ByteOrder.BIG_ENDIAN).networkInterface(1, 0);
    file.statistics(0, file.option(5, 4000L));

    assertThat(Reading.of(file.bytes()).captures().get(0).droppedByCapture()).isEqualTo(4322);
  }

  @Test
  void statisticsWithoutCountersLeaveTheLossUnsaid() throws IOException {
    Reading reading = Reading.of(PcapngBytes.usual().statistics(0).bytes());

    assertThat(reading.captures().get(0).droppedByCapture()).isEqualTo(-1);
  }

  @Test
  void unknownAndCustomBlocksArePassedOver() throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    file.block(0xbad, data(4, 100)).block(0x0000000a, new byte[20 << 20]).block(0x40000bad, new byte[0]);
    file.enhanced(0, MICROS, DATA, file.option(1, data(1, 9)));

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.bytes()).containsExactly(hex(DATA));
    assertThat(reading.damage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 11, 13, 34})
  void impossibleBlockLengthEndsTheFile(int length) throws IOException {
    PcapngBytes file = PcapngBytes.usual().enhanced(0, MICROS, DATA);
    int offset = file.length();
    file.raw(new byte[] {(byte) 0x77, 0, 0, 0, (byte) length, 0, 0, 0, 0, 0, 0, 0}).raw(new byte[40]);

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.bytes()).containsExactly(hex(DATA));
    assertThat(reading.messages()).containsExactly("-: impossible block length " + length + " at byte " + offset);
  }

  @Test
  void absurdBlockLengthIsRefusedBeforeAnyMemoryIsTaken() throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    int offset = file.length();
    file.raw(new byte[] {6, 0, 0, 0, (byte) 0xf0, (byte) 0xff, (byte) 0xff, (byte) 0xff}).raw(new byte[40]);

    assertThat(Reading.of(file.bytes()).messages())
        .containsExactly("-: absurd block length 4294967280 at byte " + offset);
  }

  @Test
  void unlikeLengthsAtBothEndsOfABlockAreDamage() throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    int offset = file.length();
    byte[] bytes = file.block(0xbad, new byte[4]).bytes();
    bytes[bytes.length - 4] = 20;

    assertThat(Reading.of(bytes).messages())
        .containsExactly("-: block length 16 is repeated as 20 at byte " + offset);
  }

  @Test
  void undescribedInterfaceIsDamage() throws IOException {
    PcapngBytes file = PcapngBytes.usual().enhanced(0, MICROS, DATA);
    int offset = file.length();

    Reading reading = Reading.of(file.enhanced(1, MICROS, DATA).bytes());

    assertThat(reading.packets()).hasSize(1);
    assertThat(reading.messages())
        .containsExactly("-: interface 1 is not described, the section has 1 at byte " + offset);
  }

  @Test
  void packetLongerThanItsBlockIsDamage() throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    int offset = file.length();
    byte[] bytes = file.enhanced(0, MICROS, DATA).bytes();
    bytes[offset + 20] = 65;

    assertThat(Reading.of(bytes).messages())
        .containsExactly("-: packet length 65 does not fit its block of 96 bytes at byte " + offset);
  }

  @Test
  void optionThatRunsOutOfItsBlockIsDamage() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    int offset = file.length();
    file.networkInterface(1, 0, new byte[] {2, 0, 60, 0});

    assertThat(Reading.of(file.bytes()).messages())
        .containsExactly("-: option 2 reaches beyond its block at byte " + offset);
  }

  @Test
  void unknownVersionIsRefused() throws IOException {
    byte[] file = PcapngBytes.usual().bytes();
    file[12] = 3;

    assertThat(Reading.of(file).messages()).containsExactly("-: pcapng version 3.0 is not known at byte 12");
  }
}
