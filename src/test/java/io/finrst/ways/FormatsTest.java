package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.live.ArrivingSource;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats, compression, pipes and sets of files: the same JSON byte for byte, if the times are equally precise. */
@Tag("slow")
class FormatsTest {
  private static final int MANY_PACKETS = 1_000;

  @TempDir private Path folder;

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  private static List<CaptureFormat> formats(boolean nanoseconds) {
    return Stream.of(CaptureFormat.values()).filter(format -> format.name().contains("NS") == nanoseconds).toList();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everyFormatTellsTheSame(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    boolean nanoseconds = isInNanoseconds(capture);
    Told original = Told.of(capture);

    for (CaptureFormat format : formats(nanoseconds)) {
      assertThat(Told.of(piped(frames.bytes(format)))).as("%s", format).isEqualTo(original);
    }
    List<CaptureFormat> others = formats(!nanoseconds);
    Told other = Told.of(frames.write(folder.resolve("other"), others.get(0)));
    for (CaptureFormat format : others) {
      assertThat(Told.of(frames.write(folder.resolve("other"), format))).as("%s", format).isEqualTo(other);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void packetsFromMemoryTellTheSameAsAFileWithNanoseconds(Path capture) throws IOException {
    Frames frames = Frames.read(capture);

    assertThat(Told.of(frames.source())).isEqualTo(Told.of(piped(frames.bytes(CaptureFormat.PCAPNG_NS_LE))));
  }

  private static boolean isInNanoseconds(Path capture) throws IOException {
    try (PacketSource source = Frames.open(capture)) {
      Packet packet = new Packet();
      return source.next(packet) && packet.fractionDigits == 9;
    }
  }

  private static PacketSource piped(byte[] bytes) {
    return CaptureSet.open(List.of("-"), new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void compressionChangesNothing(Path capture) throws IOException {
    byte[] plain = Frames.read(capture).bytes(CaptureFormat.PCAP_NS_LE);
    Told told = Told.of(piped(plain));

    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    assertThat(Told.of(piped(zipped.toByteArray()))).isEqualTo(told);
    assertThat(Told.of(piped(Zstd.compress(plain)))).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void pipeThatDeliversBitByBitWhileOneWaitsTellsTheSame(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    byte[] bytes = frames.bytes(CaptureFormat.PCAP_NS_LE);
    List<InputStream> bits = new ArrayList<>();
    int bit = Math.max(7, bytes.length / MANY_PACKETS);
    for (int at = 0; at < bytes.length; at += bit) {
      bits.add(new ByteArrayInputStream(bytes, at, Math.min(bit, bytes.length - at)));
    }
    InputStream pipe = new SequenceInputStream(Collections.enumeration(bits));
    PacketSource arriving = new ArrivingSource(CaptureSet.open(List.of("-"), pipe));

    assertThat(Told.of(arriving)).isEqualTo(Told.of(piped(bytes)));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void rotatedSetTellsTheSameAsOneFile(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Told told = Told.of(piped(frames.bytes(CaptureFormat.PCAP_NS_LE)));

    for (int parts = 2; parts <= Math.min(7, frames.count()); parts += 5) {
      String[] files =
          frames.writeSet(folder, parts, CaptureFormat.PCAP_NS_LE).stream().map(Path::toString).toArray(String[]::new);
      assertThat(Told.of(CaptureSet.open(List.of(files), InputStream.nullInputStream()))).isEqualTo(told);
    }
  }
}
