package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {
  private static final byte[] PLAIN = plain();

  /** Bytes that do not compress, so that a cut hits packets and not only the tables in front of them. */
  private static byte[] plain() {
    PcapBytes file = PcapBytes.usual();
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] noise = new byte[1000];
      random.nextBytes(noise);
      file.packet(i, 0, noise);
    }
    return file.bytes();
  }

  static byte[] gzip(byte[] bytes, int from, int to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes, from, to - from);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] zstd(int from, int to) {
    return Zstd.compress(Arrays.copyOfRange(PLAIN, from, to));
  }

  @Test
  void gzipOfSeveralMembersGivesTheSamePackets() throws IOException {
    byte[] empty = gzip(PLAIN, 0, 0);
    byte[] file = join(empty, gzip(PLAIN, 0, 777), empty, gzip(PLAIN, 777, PLAIN.length), new byte[512]);

    expectSamePackets(file, "pcap+gzip");
  }

  @Test
  void gzipHeaderMayHoldNameCommentExtraAndChecksum() throws IOException {
    byte[] member = gzip(PLAIN, 0, PLAIN.length);
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 1};

    expectSamePackets(join(header, Arrays.copyOfRange(member, 10, member.length)), "pcap+gzip");
  }

  @Test
  void zstdOfSeveralFramesGivesTheSamePackets() throws IOException {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};

    expectSamePackets(join(skippable, zstd(0, 777), skippable, zstd(777, PLAIN.length)), "pcap+zstd");
  }

  private static void expectSamePackets(byte[] file, String format) throws IOException {
    Reading reading = Reading.of(file);

    assertThat(reading.damage()).isEmpty();
    assertThat(reading.packets()).isEqualTo(Reading.of(PLAIN).packets());
    assertThat(reading.captures().get(0).format()).isEqualTo(format);
  }

  @Test
  void pcapngIsFoundInsideCompression() throws IOException {
    byte[] plain = PcapngBytes.usual().enhanced(0, 1, data(1, 60)).bytes();

    assertThat(Reading.of(gzip(plain, 0, plain.length)).captures().get(0).format()).isEqualTo("pcapng+gzip");
    assertThat(Reading.of(Zstd.compress(plain)).captures().get(0).format()).isEqualTo("pcapng+zstd");
  }

  @Test
  void cutGzipDeliversAllThatCanBeDecodedAndThenSaysSo() throws IOException {
    byte[] file = gzip(PLAIN, 0, PLAIN.length);

    Reading reading = Reading.of(Arrays.copyOf(file, file.length / 2));

    assertThat(reading.packets().size()).isBetween(195, 200);
    assertThat(reading.messages()).singleElement().asString().startsWith("-: gzip data ends early at byte ");
    long offset = reading.damage().get(0).offset();
    assertThat(offset).isBetween(24 + 1016L * reading.packets().size(), 24 + 1016L * (reading.packets().size() + 1));
  }

  @Test
  void cutZstdDeliversItsWholeBlocksAndThenSaysSo() throws IOException {
    byte[] file = Zstd.compress(PLAIN);

    Reading reading = Reading.of(Arrays.copyOf(file, file.length - 10));

    assertThat(reading.packets().size()).isBetween(386, 399);
    assertThat(reading.messages()).singleElement().asString().startsWith("-: zstd data is damaged or ends early");
  }

  @Test
  void damagedGzipDeliversWhatComesBeforeTheDamage() throws IOException {
    byte[] first = gzip(PLAIN, 0, 24 + 1016 * 100);
    byte[] second = gzip(PLAIN, 24 + 1016 * 100, PLAIN.length);
    second[10] = 7;

    Reading reading = Reading.of(join(first, second));

    assertThat(reading.packets()).hasSize(100);
    assertThat(reading.messages()).containsExactly("-: gzip data is damaged at byte " + (24 + 1016 * 100));
  }

  @Test
  void wrongGzipChecksumIsReportedAfterThePackets() throws IOException {
    byte[] file = gzip(PLAIN, 0, PLAIN.length);
    file[file.length - 8] ^= 1;

    Reading reading = Reading.of(file);

    assertThat(reading.packets()).hasSize(400);
    assertThat(reading.messages()).containsExactly("-: gzip checksum is wrong at byte " + PLAIN.length);
  }

  @Test
  void somethingElseBehindTheLastGzipMemberIsReported() throws IOException {
    Reading reading = Reading.of(join(gzip(PLAIN, 0, PLAIN.length), new byte[] {0, 'x'}));

    assertThat(reading.packets()).hasSize(400);
    assertThat(reading.messages())
        .containsExactly("-: gzip data is followed by something else at byte " + PLAIN.length);
  }

  @Test
  void compressedTextIsNoCapture() throws IOException {
    byte[] text = "hello, world".getBytes(StandardCharsets.US_ASCII);

    assertThat(Reading.of(gzip(text, 0, text.length)).messages())
        .containsExactly("-: not a capture: gzip of something that begins with 68 65 6c 6c, this is text at byte 0");
    assertThat(Reading.of(gzip(text, 0, 0)).messages()).containsExactly("-: not a capture: gzip of nothing at byte 0");
  }
}
