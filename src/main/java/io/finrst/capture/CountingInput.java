package io.finrst.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read through it, as they are stored, for a progress bar. Another thread may ask. */
final class CountingInput extends FilterInputStream {
  private final boolean closes;
  private volatile long count;

  /** @param closes whether to close {@code in}, too */
  CountingInput(InputStream in, boolean closes) {
    super(in);
    this.closes = closes;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  // one thread writes, so the sum cannot be lost
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = in.read(target, offset, length);
    if (got > 0) {
      count += got;
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    if (closes) {
      in.close();
    }
  }
}
