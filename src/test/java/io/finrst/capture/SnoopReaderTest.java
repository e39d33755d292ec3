package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 1761. */
class SnoopReaderTest {
  @TempDir Path folder;

  private static byte[] header(int version, int dataLink) {
    byte[] name = Arrays.copyOf("snoop".getBytes(StandardCharsets.US_ASCII), 8);
    return ByteBuffer.allocate(16).put(name).putInt(version).putInt(dataLink).array();
  }

  /** Padded to a multiple of four, as snoop does. */
  private static byte[] record(Frame frame, int drops) {
    int length = 24 + (frame.bytes().length + 3 & ~3);
    long us = frame.timeNs() / 1000;
    ByteBuffer record = ByteBuffer.allocate(length);
    record.putInt(frame.wireLength()).putInt(frame.bytes().length).putInt(length).putInt(drops);
    return record.putInt((int) (us / 1_000_000)).putInt((int) (us % 1_000_000)).put(frame.bytes()).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  @Test
  void tellsTheSameAsPcap() throws IOException {
    Path sample = Path.of("samples/server-closes-with-unread-request.pcap");
    Frames frames = Frames.read(sample);
    byte[] file = header(2, 4);
    for (Frame frame : frames.list()) {
      file = join(file, record(frame, 0));
    }
    Found found = Found.inFiles(Files.write(folder.resolve("a.snoop"), file));

    assertThat(found.summary().captures().get(0).format()).isEqualTo("snoop");
    assertThat(found.summary().complete()).isTrue();
    assertThat(found.verdicts()).isEqualTo(Found.inFiles(sample).verdicts());
    assertThat(found.only().first().timeNs()).isEqualTo(Found.inFiles(sample).only().first().timeNs());
  }

  @Test
  void countsWhatSnoopDropped() throws IOException {
    Frame frame = new Frame(data(1, 61), 1500, 1_700_000_000_123_456_000L, 1);
    Reading reading = Reading.of(join(header(2, 8), record(frame, 0), record(frame, 17)));

    assertThat(reading.packets()).hasSize(2);
    assertThat(reading.times()).containsExactly(frame.timeNs(), frame.timeNs());
    assertThat(reading.captures().get(0).droppedByCapture()).isEqualTo(17);
    assertThat(reading.captures().get(0).linkTypes()).containsExactly(10);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, snoop version 3 is not known", "2, 2, snoop data link type 2 is not known"})
  void whatIsNotKnownIsNamed(int version, int dataLink, String reason) throws IOException {
    assertThat(Reading.of(header(version, dataLink)).damage()).asString().contains(reason);
  }

  @Test
  void aCutOrAbsurdRecordIsDamage() throws IOException {
    byte[] record = record(new Frame(data(1, 60), 60, 0, 1), 0);
    assertThat(Reading.of(join(header(2, 4), Arrays.copyOf(record, 40))).damage()).asString().contains("truncated record");
    assertThat(Reading.of(join(header(2, 4), Arrays.copyOf(record, 8))).damage()).asString().contains("record header");
    record[8] = 0x7F;
    assertThat(Reading.of(join(header(2, 4), record)).damage()).asString().contains("absurd packet length");
  }
}
