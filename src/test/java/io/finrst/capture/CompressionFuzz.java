package io.finrst.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/** What stands before the readers: gzip and zstd, whose magic number is there whatever the bytes. */
class CompressionFuzz {
  private static final byte[][] MAGIC = {{0x1f, (byte) 0x8b, 8}, {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}};

  @FuzzTest(maxDuration = "3m")
  void read(byte[] compressed) throws IOException {
    if (compressed.length == 0) {
      return;
    }
    byte[] magic = MAGIC[compressed[0] & 1];
    byte[] whole = Arrays.copyOf(magic, magic.length + compressed.length - 1);
    System.arraycopy(compressed, 1, whole, magic.length, compressed.length - 1);
    ReaderFuzz.Hostile.read(whole);
  }
}
