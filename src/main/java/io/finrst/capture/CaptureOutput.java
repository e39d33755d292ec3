package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian bytes of a capture file, buffered and counted. */
final class CaptureOutput implements Closeable {
  private static final int WINDOW = 64 << 10;

  private final OutputStream out;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long size;

  /**
   * @param out closed with this
   */
  CaptureOutput(OutputStream out) {
    this.out = out;
  }

  CaptureOutput i16(int value) throws IOException {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  CaptureOutput i32(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  CaptureOutput i64(long value) throws IOException {
    room(Long.BYTES).putLong(value);
    return this;
  }

  CaptureOutput bytes(byte[] bytes, int offset, int length) throws IOException {
    if (length <= window.remaining()) {
      window.put(bytes, offset, length);
    } else {
      flush();
      out.write(bytes, offset, length);
    }
    size += length;
    return this;
  }

  private ByteBuffer room(int length) throws IOException {
    if (window.remaining() < length) {
      flush();
    }
    size += length;
    return window;
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
