package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacketTimeTest {
  private static final byte[] DATA = PcapBytes.data(1, 61);
  private static final long MICROS = 1_700_000_000_000_000L;

  private static Reading pcapng(long... micros) throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    for (long each : micros) {
      file.enhanced(0, each, DATA);
    }
    return Reading.of(file.bytes());
  }

  @Test
  void everyTimeOfClassicPcapIsPossibleAndAThirdOfACenturyMore() {
    assertThat(PacketTime.isPossible(0)).isTrue();
    assertThat(PacketTime.isPossible(-1)).isFalse();
    assertThat(PacketTime.isPossible(PacketTime.LATEST_NS)).isTrue();
    assertThat(PacketTime.isPossible(PacketTime.LATEST_NS + 1)).isFalse();
    assertThat(PacketTime.of(0xffffffffL, 0xffffffffL * 1000)).isPositive();
    assertThat(Instant.ofEpochSecond(0, PacketTime.LATEST_NS)).hasToString("2116-02-20T23:53:38.427387903Z");
  }

  @Test
  void whatIsNoTimeIsToldFromAllThatAre() {
    assertThat(PacketTime.of(0, 0)).isZero();
    assertThat(PacketTime.of(-1, 999_999_999)).isEqualTo(PacketTime.NONE);
    assertThat(PacketTime.of(4_611_686_018L, 427_387_903)).isEqualTo(PacketTime.LATEST_NS);
    assertThat(PacketTime.of(4_611_686_018L, 427_387_904)).isEqualTo(PacketTime.NONE);
    assertThat(PacketTime.of(Long.MAX_VALUE, 0)).isEqualTo(PacketTime.NONE);
    assertThat(PacketTime.of(Long.MIN_VALUE, 0)).isEqualTo(PacketTime.NONE);
  }

  @Test
  void packetWithoutAPossibleTimeCountsAsCapturedWithTheOneBeforeIt() throws IOException {
    Reading reading = pcapng(MICROS, 9_223_372_036_854_776L, MICROS + 5, -1, MICROS + 6);

    assertThat(reading.times()).containsExactly(
        MICROS * 1000, MICROS * 1000, (MICROS + 5) * 1000, (MICROS + 5) * 1000, (MICROS + 6) * 1000);
    assertThat(reading.captures().get(0).clockFaults()).isEqualTo(new ClockFaults(2, 0, 0));
    assertThat(reading.captures().get(0).lastTimeNs()).isEqualTo((MICROS + 6) * 1000);
  }

  @Test
  void timesBefore1970AreImpossibleToo() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    file.networkInterface(1, 0, file.option(14, -10L));
    file.enhanced(0, 9_999_999, DATA).enhanced(0, 10_000_001, DATA);

    Reading reading = Reading.of(file.bytes());

    assertThat(reading.times()).containsExactly(0L, 1_000L);
    assertThat(reading.captures().get(0).clockFaults()).isEqualTo(new ClockFaults(1, 0, 0));
  }

  @Test
  void packetsThatAreEarlierThanTheOneBeforeThemAreCounted() throws IOException {
    Reading reading = pcapng(MICROS, MICROS, MICROS - 1, MICROS + 2_000_000, MICROS + 1_000_000);

    ClockFaults faults = reading.captures().get(0).clockFaults();
    assertThat(faults).isEqualTo(new ClockFaults(0, 2, PacketTime.SET_BACK_NS));
    assertThat(faults.isSetBack()).isTrue();
    assertThat(new ClockFaults(0, 2, PacketTime.SET_BACK_NS - 1).isSetBack()).isFalse();
  }
}
