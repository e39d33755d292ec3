package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.finrst.property.Draw;
import io.finrst.property.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, reading ends, and nothing but a {@link CaptureException} of one line comes out. */
class HostileInputTest {
  private record Change(int at, byte value) {}

  @Test
  void changedBytesNeverDoWorseThanACaptureException() throws IOException {
    List<byte[]> captures = captures();
    Property.holds(
        3_000,
        draw ->
            assertHarmless(
                captures.get(draw.between(0, captures.size() - 1)), draw.list(1, 6, () -> change(draw))));
  }

  private static void assertHarmless(byte[] capture, List<Change> changes) throws IOException {
    byte[] changed = capture.clone();
    for (Change change : changes) {
      changed[change.at % changed.length] = change.value;
    }

    Reading reading = Reading.of(changed);

    assertThat(reading.damage().size()).isLessThanOrEqualTo(1);
    assertThat(reading.messages()).allMatch(message -> message.startsWith("-: ") && message.lines().count() == 1);
    assertThat(reading.packets()).allMatch(packet -> packet.timeNs() >= 0 && packet.wireLength() >= 0);
    assertThat(reading.captures().get(0).packets()).isEqualTo(reading.packets().size());
  }

  private static List<byte[]> captures() throws IOException {
    PcapBytes pcap = new PcapBytes(ByteOrder.BIG_ENDIAN, PcapBytes.NANOSECONDS, 1, 65535);
    pcap.packet(1, 2, data(1, 60)).packet(3, 4, data(2, 70));
    PcapngBytes pcapng = PcapngBytes.usual();
    pcapng.networkInterface(1, 64, pcapng.option(9, new byte[] {9}), pcapng.option(14, 5L));
    pcapng.enhanced(1, 1, data(1, 60)).simple(70, data(2, 70)).obsolete(0, 1, data(3, 20)).block(99, data(4, 12));
    pcapng.statistics(0, pcapng.option(5, 1L), pcapng.option(7, 1L));
    pcapng.section(ByteOrder.BIG_ENDIAN).networkInterface(113, 0).enhanced(0, 1, data(1, 50));
    return List.of(
        pcap.bytes(), pcapng.bytes(), gzip(pcapng.bytes()), Zstd.compress(pcapng.bytes()), gzip(pcap.bytes()));
  }

  private static Change change(Draw draw) {
    int at = draw.between(0, 1_000);
    int value = draw.anyBoolean() ? draw.of(0, 1, 4, 16, 0x7f, 0x80, 0xff) : draw.between(0, 0xff);
    return new Change(at, (byte) value);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    return CompressionTest.gzip(bytes, 0, bytes.length);
  }

  @Test
  void arbitraryBytesAreNoCapture() {
    Property.holds(draw -> assertThat(Reading.of(draw.bytes(1, 200)).packets()).isEmpty());
  }

  @Test
  void windowNeverGrowsBeyondItsBoundHoweverMuchArrives() throws IOException {
    try (ReadBuffer buffer = new ReadBuffer(new Endless(), 1000)) {
      assertThat(buffer.has(ReadBuffer.LARGEST)).isTrue();
      assertThat(buffer.bytes.length).isEqualTo(ReadBuffer.LARGEST);
      assertThat(buffer.skip(100L << 20)).isTrue();
      assertThat(buffer.offset()).isEqualTo(100L << 20);
      assertThat(buffer.has(ReadBuffer.LARGEST)).isTrue();
      assertThat(buffer.bytes.length).isEqualTo(ReadBuffer.LARGEST);
    }
  }

  @Test
  void windowGrowsNoFurtherThanBytesArrive() throws IOException {
    PcapBytes file = new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1, 16 << 20);
    byte[] claimed = file.record(1, 0, 16 << 20, 60, new byte[5000]).bytes();
    try (ReadBuffer buffer = new ReadBuffer(new ByteArrayInputStream(claimed), 1000)) {
      assertThat(buffer.has(16 << 20)).isFalse();
      assertThat(buffer.bytes.length).isLessThanOrEqualTo(16_000);
    }
  }

  @Test
  void countlessInterfacesAreRefused() throws IOException {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 65536; i++) {
      file.networkInterface(1, 0);
    }
    int offset = file.length();
    file.networkInterface(1, 0);

    assertThat(Reading.of(file.bytes()).messages())
        .containsExactly("-: more than 65536 interfaces in a section at byte " + offset);
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return length;
    }
  }
}
