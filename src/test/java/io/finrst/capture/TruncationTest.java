package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A capture cut at any byte gives its whole records, and then the offset of the one that was cut. */
class TruncationTest {

  /** Ends of the parts that may be the last one, and how many packets have been read by then. */
  private record Boundary(int end, int packets) {}

  @Test
  void pcapCutAnywhere() throws IOException {
    PcapBytes file = PcapBytes.usual();
    List<Boundary> boundaries = new ArrayList<>();
    boundaries.add(new Boundary(file.length(), 0));
    for (int i = 1; i <= 3; i++) {
      file.packet(i, 0, data(i, 20 * i));
      boundaries.add(new Boundary(file.length(), i));
    }

    expectWholeRecords(file.bytes(), boundaries);
  }

  @Test
  void pcapngCutAnywhere() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    List<Boundary> boundaries = new ArrayList<>();
    boundaries.add(new Boundary(file.length(), 0));
    boundaries.add(new Boundary(file.networkInterface(1, 0, file.option(9, new byte[] {9})).length(), 0));
    boundaries.add(new Boundary(file.enhanced(0, 1, data(1, 21)).length(), 1));
    boundaries.add(new Boundary(file.block(0xbad, data(2, 40)).length(), 1));
    boundaries.add(new Boundary(file.simple(22, data(3, 22)).length(), 2));
    boundaries.add(new Boundary(file.statistics(0, file.option(5, 1L)).length(), 2));
    boundaries.add(new Boundary(file.section(ByteOrder.BIG_ENDIAN).length(), 2));
    boundaries.add(new Boundary(file.networkInterface(1, 0).length(), 2));
    boundaries.add(new Boundary(file.obsolete(0, 1, data(1, 23)).length(), 3));

    expectWholeRecords(file.bytes(), boundaries);
  }

  private static void expectWholeRecords(byte[] whole, List<Boundary> boundaries) throws IOException {
    for (int length = 1; length <= whole.length; length++) {
      int cut = length;
      Boundary last =
          boundaries.stream().filter(b -> b.end <= cut).reduce((a, b) -> b).orElse(new Boundary(0, 0));
      Reading reading = Reading.of(Arrays.copyOf(whole, length));

      assertThat(reading.packets()).as("packets when cut at %d", cut).hasSize(last.packets);
      if (last.end == cut) {
        assertThat(reading.damage()).as("damage when cut at %d", cut).isEmpty();
      } else {
        assertThat(reading.damage()).as("damage when cut at %d", cut).hasSize(1);
        assertThat(reading.damage().get(0).offset()).as("offset when cut at %d", cut).isEqualTo(last.end);
        assertThat(reading.captures().get(0).damage()).isNotNull();
      }
    }
  }

  @Test
  void messageSaysHowMuchOfTheRecordIsThere() throws IOException {
    byte[] file = PcapBytes.usual().packet(1, 0, data(1, 60)).bytes();

    assertThat(Reading.of(Arrays.copyOf(file, 64)).messages())
        .containsExactly("-: truncated record (40 of 76 bytes) at byte 24");
    assertThat(Reading.of(Arrays.copyOf(file, 30)).messages())
        .containsExactly("-: truncated record header (6 of 16 bytes) at byte 24");
    assertThat(Reading.of(Arrays.copyOf(file, 10)).messages())
        .containsExactly("-: truncated pcap header (10 of 24 bytes) at byte 0");
  }
}
