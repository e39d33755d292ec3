package io.finrst.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Any number of gzip members one after the other (RFC 1952), as rotation and parallel compressors write them.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream} it does not take a pause of the pipe between two members for the end
 * (JDK-7036144), and it hands out every byte that could be decoded before it throws.
 */
final class GzipInput extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] raw = new byte[64 << 10];
  private int at;
  private int limit;
  private boolean inMember;
  private boolean first = true;
  private boolean ended;
  private IOException failure;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (failure == null && !ended) {
      if (!inMember && !startMember()) {
        ended = true;
        return -1;
      }
      int got = inflate(target, offset, length);
      if (got > 0) {
        crc.update(target, offset, got);
        return got;
      }
    }
    if (ended) {
      return -1;
    }
    throw failure;
  }

  /** Decoded bytes, 0 when there are none yet; keeps a failure for the call after the last bytes. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    long before = inflater.getBytesWritten();
    try {
      int got = inflater.inflate(target, offset, length);
      if (got > 0) {
        return got;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        failure = new IOException("gzip data is damaged");
      } else if (inflater.needsInput()) {
        at = limit;
        need();
        inflater.setInput(raw, at, limit - at);
      }
      return 0;
    } catch (DataFormatException e) {
      failure = new IOException("gzip data is damaged", e);
      return (int) (inflater.getBytesWritten() - before);
    }
  }

  /** Reads a member's header; false at the end of the input. Zeros after the last member are padding, as for gzip. */
  private boolean startMember() throws IOException {
    if (!first) {
      while (hasMore() && raw[at] == 0) {
        at++;
      }
    }
    if (!hasMore()) {
      return false;
    }
    if (u8() != 0x1f || u8() != 0x8b) {
      throw new IOException("gzip data is followed by something else");
    }
    if (u8() != 8) {
      throw new IOException("gzip member with an unknown method");
    }
    int flags = u8();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(u8() | u8() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    first = false;
    inMember = true;
    crc.reset();
    inflater.reset();
    inflater.setInput(raw, at, limit - at);
    return true;
  }

  private void endMember() throws IOException {
    at = limit - inflater.getRemaining();
    inMember = false;
    long expected = u8() | u8() << 8 | u8() << 16 | (long) u8() << 24;
    skip(4);
    if (expected != crc.getValue()) {
      failure = new IOException("gzip checksum is wrong");
    }
  }

  private void skipText() throws IOException {
    while (u8() != 0) {
      // only its end is of interest
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u8();
    }
  }

  private int u8() throws IOException {
    need();
    return raw[at++] & 0xff;
  }

  private void need() throws IOException {
    if (!hasMore()) {
      throw new IOException("gzip data ends early");
    }
  }

  private boolean hasMore() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, in.read(raw, 0, raw.length));
    }
    return at < limit;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
