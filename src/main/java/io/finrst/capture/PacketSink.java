package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;

/** A capture being written. Not thread-safe. */
public interface PacketSink extends Closeable {

  /**
   * Adds a copy of {@code packet}.
   *
   * @throws IOException when it cannot be written, or when the format has no place for it
   */
  void write(Packet packet) throws IOException;

  /** Hands everything written so far to the file. */
  void flush() throws IOException;

  /** Bytes written so far, those not yet handed to the file included. */
  long size();
}
