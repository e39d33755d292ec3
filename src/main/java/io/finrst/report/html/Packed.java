package io.finrst.report.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes for a script to unpack: gzip in Base64, whose letters mean nothing to HTML. A tenth of the size, and nobody who
 * does not look at them pays for more than skipping them.
 */
final class Packed {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;

  Packed() {
    try {
      gzip = new GZIPOutputStream(bytes, 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of memory, which has none
    }
  }

  Packed add(byte[] some) {
    try {
      gzip.write(some, 0, some.length);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was added. */
  String text() {
    try {
      gzip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
