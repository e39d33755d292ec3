package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what our own reader, and so tshark, reads back. */
class RecordingTest {
  private static final int SNAPLEN = 256;
  private static final long START_NS = 1_795_206_723_337_039_001L; // 2026-11-20T20:32:03Z

  @TempDir private Path folder;

  private static Packet packet(int number, int linkType, int interfaceId) {
    Packet packet = new Packet();
    packet.data = PcapBytes.data(number, 40 + number);
    packet.capturedLength = 40 + number;
    packet.wireLength = 1500;
    packet.timeNs = START_NS + number * 1_000_000_000L;
    packet.linkType = linkType;
    packet.interfaceId = interfaceId;
    return packet;
  }

  private List<Packet> read(Path... files) throws IOException {
    List<Packet> all = new ArrayList<>();
    try (PacketSource source =
        CaptureSet.open(Stream.of(files).map(Path::toString).toList(), InputStream.nullInputStream())) {
      Packet packet = new Packet();
      while (source.next(packet)) {
        all.add(packet.copy());
      }
    }
    return all;
  }

  private static void assertSame(Packet actual, Packet written) {
    assertThat(actual.data).isEqualTo(written.copy().data);
    assertThat(actual.wireLength).isEqualTo(written.wireLength);
    assertThat(actual.timeNs).isEqualTo(written.timeNs);
    assertThat(actual.linkType).isEqualTo(written.linkType);
    assertThat(actual.fractionDigits).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pcap", "a.PCAP", "a.cap", "a.pcapng", "a"})
  void packetsComeBackToTheNanosecond(String name) throws IOException {
    Path file = folder.resolve(name);
    try (RingFile ring = new RingFile(file.toString(), SNAPLEN, RingFile.Limits.NONE)) {
      ring.write(packet(1, 1, 0));
      ring.write(packet(2, 1, 0));
      ring.write(packet(3, 1, 0));
      ring.flush();
      assertThat(Files.size(file)).isEqualTo(ring.size());
    }
    List<Packet> back = read(file);
    assertThat(back).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertSame(back.get(i), packet(i + 1, 1, 0));
    }
  }

  @Test
  void interfacesOfDifferentLinkTypesFitIntoPcapngAndAreRefusedByPcap() throws IOException {
    Path file = folder.resolve("two.pcapng");
    try (RingFile ring = new RingFile(file.toString(), SNAPLEN, RingFile.Limits.NONE)) {
      ring.write(packet(1, 1, 0));
      ring.write(packet(2, 276, 1));
      ring.write(packet(3, 1, 0));
    }
    assertThat(read(file)).extracting(packet -> packet.linkType).containsExactly(1, 276, 1);

    String classic = folder.resolve("two.pcap").toString();
    try (RingFile ring = new RingFile(classic, SNAPLEN, RingFile.Limits.NONE)) {
      ring.write(packet(1, 1, 0));
      assertThatThrownBy(() -> ring.write(packet(2, 276, 1)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(classic + ": ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.pcap", "none.pcapng"})
  void recordingWithoutPacketsIsACaptureWithoutPackets(String name) throws IOException {
    Path file = folder.resolve(name);
    new RingFile(file.toString(), SNAPLEN, RingFile.Limits.NONE).close();
    assertThat(read(file)).isEmpty();
  }

  @Test
  void ringKeepsTheNewestFilesNamedByNumberAndTime() throws IOException {
    String name = folder.resolve("ring.pcapng").toString();
    try (RingFile ring = new RingFile(name, SNAPLEN, new RingFile.Limits(0, 2, 2))) {
      for (int i = 0; i < 7; i++) {
        ring.write(packet(i, 1, 0));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("ring_00003_20261120203207.pcapng", "ring_00004_20261120203209.pcapng");
    }
    assertThat(read(folder)).extracting(packet -> packet.capturedLength).containsExactly(44, 45, 46);
  }

  @Test
  void fileOfASeriesEndsWithItsSize() throws IOException {
    String name = folder.resolve("big").toString();
    try (RingFile ring = new RingFile(name, SNAPLEN, new RingFile.Limits(200, 0, 0))) {
      for (int i = 0; i < 4; i++) {
        ring.write(packet(i, 1, 0));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    assertThat(read(folder)).hasSize(4);
  }

  @Test
  void aPatternNamesTheFilesOfASeriesByTheirTime() throws IOException {
    String name = folder.resolve("ring-%H%M.pcap").toString();
    try (RingFile ring = new RingFile(name, SNAPLEN, new RingFile.Limits(0, 2, 0))) {
      for (int i = 0; i < 7; i++) {
        ring.write(packet(i, 1, 0));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .as("within a minute the number tells them apart")
          .containsExactly("ring-2032.pcap", "ring-2032_00002.pcap", "ring-2032_00003.pcap", "ring-2032_00004.pcap");
    }
    assertThat(read(folder)).hasSize(7);
  }

  @Test
  void keeperWritesOnlyWhatIsSavedFromItsFirstPacketOn() throws IOException {
    Path file = folder.resolve("kept.pcapng");
    try (PacketKeeper keeper = new PacketKeeper(new RingFile(file.toString(), SNAPLEN, RingFile.Limits.NONE))) {
      keeper.add(0, packet(1, 1, 0));
      keeper.add(1, packet(2, 1, 0));
      keeper.add(0, packet(3, 1, 0));
      keeper.save(0);
      keeper.add(1, packet(4, 1, 0));
      keeper.add(0, packet(5, 1, 0));
      assertThat(keeper.cut()).isZero();
    }
    assertThat(read(file)).extracting(packet -> packet.capturedLength).containsExactly(41, 43, 45);
  }

  @Test
  void keeperForgetsTheLongestSilentConnectionAndSaysSo() throws IOException {
    Path file = folder.resolve("kept.pcapng");
    try (PacketKeeper keeper =
        new PacketKeeper(new RingFile(file.toString(), SNAPLEN, RingFile.Limits.NONE), 500)) {
      for (int i = 0; i < 5; i++) {
        keeper.add(i, packet(i, 1, 0));
      }
      keeper.save(0);
      keeper.save(4);
      assertThat(keeper.cut()).isEqualTo(1);
    }
    assertThat(read(file)).extracting(packet -> packet.capturedLength).containsExactly(44);
  }
}
