package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.launcher.Launch.Result;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floods end with a report in whatever heap there is: who has been silent the longest is dropped, counted, and said. */
class MemoryIT {
  private static final String HEAP = "-Xmx24m";
  private static final int RAW = 101;
  private static final int SYN = 2;
  private static final int RST = 4;

  @TempDir Path folder;

  /** Packets of many connections, each from an address of its own. */
  private static final class Flood implements AutoCloseable {
    private final DataOutputStream out;
    private int packets;

    Flood(Path file) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      int[] header = {0xa1b2c3d4, 0x00020004, 0, 0, 65_535, RAW};
      for (int word : header) {
        out.writeInt(word);
      }
    }

    void packet(int client, int flags, int seq, byte[] payload) throws IOException {
      int length = 40 + payload.length;
      int[] words = {
        1_700_000_000 + packets / 100_000, packets % 100_000 * 10, length, length,
        0x45000000 | length, packets++ << 16, 0x40060000, 0x0a000000 | client, 0xc0000201,
        40_000 << 16 | 443, seq, 0, 0x50000400 | flags << 16, 0
      };
      for (int word : words) {
        out.writeInt(word);
      }
      out.write(payload);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static Result analyse(Path file, String... options) throws Exception {
    Object[] arguments = new Object[options.length + 1];
    System.arraycopy(options, 0, arguments, 0, options.length);
    arguments[options.length] = file;
    return Launch.of(FINRST, arguments).with("FINRST_JAVA_OPTS", HEAP).run();
  }

  @Test
  void synsFromEverywhere() throws Exception {
    Path file = folder.resolve("syns.pcap");
    try (Flood flood = new Flood(file)) {
      for (int client = 0; client < 400_000; client++) {
        flood.packet(client, SYN, client, new byte[0]);
      }
    }
    for (String option : new String[] {"--top=1", "--top=0", "--group-by=client"}) {
      Result result = analyse(file, option);
      assertThat(result.err()).isEmpty();
      assertThat(result.exit()).isZero();
      assertThat(result.out()).contains("400,000 TCP connections in 400,000 packets").contains("dropped while open");
    }
  }

  @Test
  void resetsWithWords() throws Exception {
    Path file = folder.resolve("resets.pcap");
    byte[] words = "the access to this page has been denied by the policy of your office".getBytes(StandardCharsets.US_ASCII);
    try (Flood flood = new Flood(file)) {
      for (int client = 0; client < 3_000; client++) {
        flood.packet(client, SYN, client, new byte[0]);
        for (int i = 0; i < 60; i++) {
          flood.packet(client, RST, client + 100_000 * (i + 1), words);
        }
      }
    }
    Result result = analyse(file, "--top=1");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("3,000 TCP connections in 183,000 packets");
  }
}
