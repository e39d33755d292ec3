package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be read only once is delivered packet by packet, while the writer is still at it. */
@Timeout(60)
class PipeTest {
  private final Packet packet = new Packet();
  private final Drip pipe = new Drip();

  @Test
  void packetOfPcapIsDeliveredBeforeTheNextByteIsWritten() throws IOException {
    PcapBytes file = PcapBytes.usual().packet(1, 0, data(1, 60));
    int first = file.length();
    byte[] all = file.packet(2, 0, data(2, 1400)).bytes();

    expectEarly(all, first);
  }

  @Test
  void packetOfPcapngIsDeliveredBeforeTheNextByteIsWritten() throws IOException {
    PcapngBytes file = PcapngBytes.usual().block(0xbad, new byte[40]).enhanced(0, 1, data(1, 60));
    int first = file.length();
    byte[] all = file.simple(1400, data(2, 1400)).bytes();

    expectEarly(all, first);
  }

  private void expectEarly(byte[] all, int first) throws IOException {
    try (PacketSource source = CaptureSet.open(List.of("-"), pipe)) {
      pipe.arrives(Arrays.copyOfRange(all, 0, 3));
      pipe.arrives(Arrays.copyOfRange(all, 3, first));
      assertThat(source.next(packet)).isTrue();
      assertThat(packet.capturedLength).isEqualTo(60);

      for (int i = first; i < all.length; i++) {
        pipe.arrives(new byte[] {all[i]});
      }
      assertThat(source.next(packet)).isTrue();
      assertThat(packet.capturedLength).isEqualTo(1400);
      assertThat(packet.frame).isEqualTo(2);

      pipe.ends();
      assertThat(source.next(packet)).isFalse();
    }
  }

  @Test
  void flushedGzipIsDeliveredBeforeTheNextByteIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    expectEarlyFrom(new GZIPOutputStream(out, true), out);
  }

  @Test
  void flushedZstdIsDeliveredBeforeTheNextByteIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    expectEarlyFrom(new ZstdOutputStreamNoFinalizer(out), out);
  }

  private void expectEarlyFrom(OutputStream compressor, ByteArrayOutputStream out) throws IOException {
    PcapBytes file = PcapBytes.usual().packet(1, 0, data(1, 60));
    int first = file.length();
    byte[] all = file.packet(2, 0, data(2, 1400)).bytes();
    try (compressor;
        PacketSource source = CaptureSet.open(List.of("-"), pipe)) {
      compressor.write(all, 0, first);
      compressor.flush();
      pipe.arrives(out.toByteArray());
      out.reset();
      assertThat(source.next(packet)).isTrue();

      compressor.write(all, first, all.length - first);
      compressor.flush();
      pipe.arrives(out.toByteArray());
      out.reset();
      assertThat(source.next(packet)).isTrue();
      assertThat(packet.capturedLength).isEqualTo(1400);

      compressor.close();
      pipe.arrives(out.toByteArray());
      pipe.ends();
      assertThat(source.next(packet)).isFalse();
    }
  }

  @Test
  void pauseBetweenTwoGzipMembersIsNotTheEnd() throws IOException {
    byte[] all = PcapBytes.usual().packet(1, 0, data(1, 60)).packet(2, 0, data(2, 60)).bytes();
    try (PacketSource source = CaptureSet.open(List.of("-"), pipe)) {
      pipe.arrives(CompressionTest.gzip(all, 0, 100));
      assertThat(source.next(packet)).isTrue();
      pipe.arrives(CompressionTest.gzip(all, 100, all.length));
      assertThat(source.next(packet)).isTrue();
    }
  }

  @Test
  void fifoIsOpenedOnceAndDeliversWhileItsWriterWaits(@TempDir Path folder) throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(mkfifo(fifo), "mkfifo is not available");
    byte[] all = PcapBytes.usual().packet(1, 0, data(1, 60)).packet(2, 0, data(2, 60)).bytes();
    int first = 24 + 16 + 60;
    CountDownLatch delivered = new CountDownLatch(1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> writer =
          executor.submit(
              () -> {
                try (OutputStream out = new FileOutputStream(fifo.toFile())) {
                  out.write(all, 0, first);
                  boolean early = delivered.await(30, TimeUnit.SECONDS);
                  out.write(all, first, all.length - first);
                  return early;
                }
              });
      CaptureSet source = CaptureSet.open(List.of(fifo.toString()), InputStream.nullInputStream());
      assertThat(source.bytesTotal()).isEqualTo(-1);
      assertThat(source.next(packet)).isTrue();
      delivered.countDown();
      assertThat(source.next(packet)).isTrue();
      assertThat(source.next(packet)).isFalse();
      source.close();
      assertThat(writer.get()).isTrue();
    } finally {
      executor.shutdownNow();
    }
  }

  private static boolean mkfifo(Path path) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
