package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Little-endian bytes of a capture file, buffered and counted. What is handed on at a time is whole records, so that a
 * file that cannot take more ends with one.
 */
final class CaptureOutput implements Closeable {
  private static final int WINDOW = 64 << 10;

  private final OutputStream out;
  private ByteBuffer window = allocate(WINDOW);
  private long size;

  /**
   * @param out closed with this
   */
  CaptureOutput(OutputStream out) {
    this.out = out;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins a record of {@code length} bytes, which must follow. */
  CaptureOutput record(int length) throws IOException {
    if (window.remaining() < length) {
      flush();
      window = length <= window.capacity() ? window : allocate(length);
    }
    size += length;
    return this;
  }

  CaptureOutput i16(int value) {
    window.putShort((short) value);
    return this;
  }

  CaptureOutput i32(int value) {
    window.putInt(value);
    return this;
  }

  CaptureOutput i64(long value) {
    window.putLong(value);
    return this;
  }

  CaptureOutput bytes(byte[] bytes, int offset, int length) {
    window.put(bytes, offset, length);
    return this;
  }

  long size() {
    return size;
  }

  void flush() throws IOException {
    out.write(window.array(), 0, window.position());
    window.clear();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
