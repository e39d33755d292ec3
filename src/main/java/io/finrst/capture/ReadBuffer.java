package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window that slides over a stream: records lie in {@link #bytes} from {@link #at} on, and move only when one of them
 * straddles a refill.
 *
 * <p>Each read asks for all the room there is and takes what comes, so a file is read in large pieces and a pipe
 * delivers a record as soon as its last byte has arrived. The array grows only while bytes really arrive, and never
 * beyond {@link #LARGEST}, whatever a length field claims.
 */
final class ReadBuffer implements Closeable {
  /** Longest packet believed, in bytes; a length beyond it is damage. */
  static final int LARGEST_RECORD = 16 << 20;

  /** Most bytes asked for at a time: a packet and whatever its format wraps around it. */
  static final int LARGEST = LARGEST_RECORD + (64 << 10);

  private final InputStream stream;
  private boolean ended;

  /** Offset in the stream of {@code bytes[0]}. */
  private long base;

  /** The window; replaced when it grows. */
  byte[] bytes;

  /** Index of the first byte not yet consumed. Callers advance it. */
  int at;

  private int limit;

  ReadBuffer(InputStream stream, int size) {
    this.stream = stream;
    this.bytes = new byte[size];
  }

  /** Offset in the stream of the first byte not yet consumed. */
  long offset() {
    return base + at;
  }

  /** Offset in the stream just behind the last byte that arrived. */
  long end() {
    return base + limit;
  }

  /** Bytes that have arrived and are not consumed. */
  int available() {
    return limit - at;
  }

  /**
   * Sees to it that {@code count} bytes, at most {@link #LARGEST}, lie in {@link #bytes} from {@link #at} on.
   *
   * @return false when the stream ends before; what there was is then {@link #available()}
   */
  boolean has(int count) throws IOException {
    return limit - at >= count || fill(count);
  }

  /**
   * Consumes {@code count} bytes without keeping them.
   *
   * @return false when the stream ends before
   */
  boolean skip(long count) throws IOException {
    long left = count;
    while (left > limit - at) {
      left -= limit - at;
      at = limit;
      if (!fill(1)) {
        return false;
      }
    }
    at += (int) left;
    return true;
  }

  private boolean fill(int count) throws IOException {
    if (ended) {
      return false;
    }
    slide();
    while (limit < count) {
      if (limit == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, LARGEST));
      }
      int got = stream.read(bytes, limit, bytes.length - limit);
      if (got < 0) {
        ended = true;
        return false;
      }
      limit += got;
    }
    return true;
  }

  private void slide() {
    System.arraycopy(bytes, at, bytes, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
