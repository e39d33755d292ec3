package io.finrst.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Remembers on disk which connection each packet belongs to, four bytes a packet: written in one reading of captures, read
 * in the next. A packet of 2^32 - 1 connections and more would be told wrongly.
 */
public final class FrameStreams implements PacketTaker {
  private static final int WINDOW = 64 << 10;

  private final FileChannel file;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long frame; // written or read last
  private boolean reading;
  private IOException failure; // after which nothing more is remembered

  /**
   * @param spool has the file
   */
  public FrameStreams(Spool spool) throws IOException {
    file = spool.file();
  }

  /** Fails later, when somebody asks. */
  @Override
  public void add(long stream, Packet packet) {
    if (failure != null) {
      return;
    }
    try {
      while (++frame < packet.frame) {
        put(0);
      }
      put((int) (stream + 1));
    } catch (IOException e) {
      failure = e;
    }
  }

  private void put(int value) throws IOException {
    if (!window.hasRemaining()) {
      write();
    }
    window.putInt(value);
  }

  private void write() throws IOException {
    window.flip();
    while (window.hasRemaining()) {
      file.write(window);
    }
    window.clear();
  }

  /** The connection of a frame, -1 for none; frames must be asked for in order. Nothing may be added any more. */
  long of(long asked) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (!reading) {
      write();
      file.position(0);
      window.limit(0);
      frame = 0;
      reading = true;
    }
    long stream = -1;
    while (frame < asked) {
      if (window.remaining() < Integer.BYTES && !read()) {
        return -1; // no later packet belongs to any
      }
      stream = (window.getInt() & 0xffffffffL) - 1;
      frame++;
    }
    return stream;
  }

  private boolean read() throws IOException {
    window.compact();
    while (window.position() < Integer.BYTES) {
      if (file.read(window) < 0) {
        window.flip();
        return false;
      }
    }
    window.flip();
    return true;
  }
}
