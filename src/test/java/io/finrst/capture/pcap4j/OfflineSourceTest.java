package io.finrst.capture.pcap4j;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.PcapBytes;
import io.finrst.capture.PcapngBytes;
import io.finrst.capture.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libpcap as the oracle for finrst's own reader. */
@Tag("environment")
class OfflineSourceTest {
  @TempDir Path folder;

  @BeforeEach
  void needsLibpcap() {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
  }

  private static void expectSamePackets(String... names) throws IOException {
    Reading own = Reading.of(CaptureSet.open(List.of(names), InputStream.nullInputStream()));
    Reading theirs = Reading.of(new OfflineSource(List.of(names)));

    assertThat(own.packets()).isNotEmpty().isEqualTo(theirs.packets());
    assertThat(own.damage()).isEmpty();
    assertThat(theirs.damage()).isEmpty();
    assertThat(own.captures().get(0).linkTypes()).isEqualTo(theirs.captures().get(0).linkTypes());
    assertThat(own.captures().get(0).snaplen()).isEqualTo(theirs.captures().get(0).snaplen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nanoseconds-server-data-after-close.pcap",
        "snaplen-128-linger-zero.pcap",
        "cooked-v2-proxy-backend-reset.pcap"
      })
  void bothReadersAgreeOnRealCaptures(String name) throws IOException {
    expectSamePackets(Path.of("src/test/resources/captures/reader", name).toString());
  }

  @Test
  void bothReadersAgreeOnEveryPcapVariant() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      for (int magic : new int[] {PcapBytes.MICROSECONDS, PcapBytes.NANOSECONDS, PcapBytes.KUZNETZOV}) {
        PcapBytes file = new PcapBytes(order, magic, 101, 1500);
        // libpcap shows raw IP under another number
        file.packet(1_700_000_000L, 1001, data(1, 40)).record(1_700_000_001L, 0, 20, 1500, data(2, 20));
        expectSamePackets(write(magic + "." + order, file.bytes()));
      }
    }
  }

  @Test
  void bothReadersAgreeOnPcapng() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.BIG_ENDIAN);
    file.networkInterface(1, 1500, file.option(9, new byte[] {(byte) (0x80 | 20)}), file.option(14, 1_700_000_000L));
    file.enhanced(0, (5L << 20) + 777, data(1, 60)).block(0xbad, data(2, 8)).enhanced(0, 6L << 20, data(3, 61));
    String name = write("binary.pcapng", file.bytes());

    Reading own = Reading.of(CaptureSet.open(List.of(name), InputStream.nullInputStream()));
    Reading theirs = Reading.of(new OfflineSource(List.of(name)));

    assertThat(own.times()).isEqualTo(theirs.times());
    assertThat(own.bytes()).isEqualTo(theirs.bytes());

    file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 1500);
    expectSamePackets(write("micro.pcapng", file.enhanced(0, 1_700_000_000_000_001L, data(1, 60)).bytes()));
  }

  @Test
  void severalFilesAreNumberedThroughInTheOrderOfTime() throws IOException {
    String late = write("a", PcapBytes.usual().packet(2, 0, data(1, 60)).bytes());
    String early = write("b", PcapBytes.usual().packet(1, 0, data(2, 60)).bytes());

    Reading reading = Reading.of(new OfflineSource(List.of(late, early)));

    assertThat(reading.times()).containsExactly(1_000_000_000L, 2_000_000_000L);
    assertThat(reading.packets()).extracting(Reading.Seen::frame).containsExactly(1L, 2L);
  }

  @Test
  void cutFileGivesItsPacketsAndThenSaysSo() throws IOException {
    byte[] file = PcapBytes.usual().packet(1, 0, data(1, 60)).packet(2, 0, data(2, 60)).bytes();
    String name = write("cut.pcap", Arrays.copyOf(file, file.length - 7));
    String whole = write("whole.pcap", PcapBytes.usual().packet(3, 0, data(2, 60)).bytes());

    Reading reading = Reading.of(new OfflineSource(List.of(name, whole)));

    assertThat(reading.times()).containsExactly(1_000_000_000L, 3_000_000_000L);
    assertThat(reading.messages())
        .containsExactly(name + ": truncated dump file; tried to read 60 captured bytes, only got 53");
    assertThat(reading.captures().get(0).damage()).startsWith("truncated dump file");
  }

  @Test
  void whatLibpcapCannotOpenIsOneLine() throws IOException {
    String text = write("text", new byte[] {'t', 'e', 'x', 't', '\n'});
    String missing = folder.resolve("missing").toString();

    assertThat(Reading.of(new OfflineSource(List.of(missing, text))).messages())
        .containsExactly(missing + ": No such file or directory", text + ": unknown file format");
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }
}
