package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files show one place, and how packets say which place they were seen at. */
class SeriesTest {
  private static final int SECOND = 1_000_000; // in ticks of pcapng

  @TempDir private Path folder;

  private static String series(String name) {
    return FileNames.series(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ring_00001_20261120203207.pcapng, ring_00002_20261120203209.pcapng", // dumpcap, and finrst itself
    "dump.pcap, dump.pcap1", // tcpdump -C
    "dump.pcap9, dump.pcap10",
    "dump00, dump01", // tcpdump -C -W
    "eth0-2026-11-20T19.pcap, eth0-2026-11-20T20.pcap", // tcpdump -G
    "a1.pcap, a2.pcap.gz",
    "a1.pcap.zst, a2.pcap",
    "logs/a1.pcap, logs/a2.pcap",
    ".hidden1.pcap, .hidden2.pcap"
  })
  void filesOfARotatedSetAreOneSeries(String one, String other) {
    assertThat(series(one)).isEqualTo(series(other));
  }

  @ParameterizedTest
  @CsvSource({
    "left.pcap, right.pcap",
    "client1.pcap, server1.pcap",
    "logs1/a.pcap, logs2/a.pcap",
    "one/a1.pcap, two/a1.pcap",
    "a1.pcap, one/a1.pcap",
    "a.pcap, a-b.pcap",
    ".a.pcap, .b.pcap",
    "-, a.pcap"
  })
  void otherFilesAreNot(String one, String other) {
    assertThat(series(one)).isNotEqualTo(series(other));
  }

  @Test
  void seriesKeepsItsFolder() {
    assertThat(series("logs" + File.separator + "a12b3.pcap.gz")).isEqualTo("logs" + File.separator + "a#b#");
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private static byte[] pcap(int... seconds) {
    PcapBytes file = PcapBytes.usual();
    for (int second : seconds) {
      file.packet(second, 0, data(second, 60));
    }
    return file.bytes();
  }

  /** At each of these seconds a packet, by turns of interface 0 and 1. */
  private static byte[] pcapng(int... seconds) {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    file.networkInterface(1, 0).networkInterface(1, 0);
    for (int i = 0; i < seconds.length; i++) {
      file.enhanced(i % 2, (long) seconds[i] * SECOND, data(seconds[i], 60));
    }
    return file.bytes();
  }

  private static List<Integer> interfaces(CaptureSet set) throws IOException {
    return Reading.of(set).packets().stream().map(Reading.Seen::interfaceId).toList();
  }

  private static List<Integer> interfaces(String... names) throws IOException {
    return interfaces(CaptureSet.open(List.of(names), InputStream.nullInputStream()));
  }

  private static int at(int series, int interfaceId) {
    return series << Packet.SERIES_SHIFT | interfaceId;
  }

  @Test
  void singleFileAndPipeKeepTheNumbersOfTheirInterfaces() throws IOException {
    byte[] bytes = pcapng(10, 11, 12);

    assertThat(interfaces(write("a.pcapng", bytes))).containsExactly(0, 1, 0);
    assertThat(interfaces(CaptureSet.open(List.of("-"), new ByteArrayInputStream(bytes)))).containsExactly(0, 1, 0);
    assertThat(interfaces(write("a.pcap", pcap(10, 11)))).containsExactly(0, 0);
  }

  @Test
  void filesOfOneSeriesOneAfterTheOtherAreOnePlace() throws IOException {
    String first = write("ring_1.pcapng", pcapng(10, 11));
    String second = write("ring_2.pcapng", pcapng(20, 21));

    assertThat(interfaces(first, second)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void eachSeriesIsAPlaceOfItsOwnWithTheInterfacesInTheLowerHalf() throws IOException {
    String a = write("a.pcap", pcap(10, 11));
    String b = write("b.pcapng", pcapng(20, 21));
    String c = write("c.pcap", pcap(30, 31));
    String again = write("a1.pcap", pcap(40));
    String d = write("d.pcap", pcap(50, 51));

    assertThat(interfaces(a, b, c, again, d))
        .containsExactly(
            0, 0, at(1, 0), at(1, 1), at(2, 0), at(2, 0), at(3, 0), at(4, 0), at(4, 0));
  }

  @Test
  void mergedFilesKeepTheirPlacesPacketByPacket() throws IOException {
    String left = write("left-1.pcapng", pcapng(10, 12, 14, 20));
    String right = write("right-1.pcapng", pcapng(11, 13, 15));
    String leftAgain = write("left-2.pcap", pcap(16, 21));
    String rightAgain = write("right-2.pcap", pcap(17, 22));

    assertThat(interfaces(right, leftAgain, left, rightAgain))
        .containsExactly(
            0, at(1, 0), 1, at(1, 1), 0, at(1, 0), // seconds 10 to 15
            0, at(1, 0), 1, 0, at(1, 0)); // 16, 17, 20, 21, 22
  }

  @Test
  void recordingOfSeveralInterfacesAndSeriesNumbersThemAnew() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, 256)) {
      for (int interfaceId : new int[] {at(0, 1), at(1, 1), at(0, 0), at(1, 1), at(0, 1), at(2, 0)}) {
        Packet packet = new Packet();
        packet.data = data(interfaceId, 60);
        packet.capturedLength = 60;
        packet.wireLength = 60;
        packet.linkType = 1;
        packet.interfaceId = interfaceId;
        writer.write(packet);
      }
    }
    assertThat(interfaces(write("recorded.pcapng", out.toByteArray()))).containsExactly(0, 1, 2, 1, 0, 3);
  }

  @Test
  void whatWasMergedAndRecordedShowsTheSamePlacesApart() throws IOException {
    String left = write("left.pcapng", pcapng(10, 12, 14));
    String right = write("right.pcapng", pcapng(11, 13));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, 256);
        CaptureSet set = CaptureSet.open(List.of(left, right), InputStream.nullInputStream())) {
      Packet packet = new Packet();
      while (set.next(packet)) {
        writer.write(packet);
      }
    }
    // left 0, right 0, left 1, right 1, left 0
    assertThat(interfaces(write("recorded.pcapng", out.toByteArray()))).containsExactly(0, 1, 2, 3, 0);
  }
}
