package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Packets in capture order, from a file, a pipe, a set of files or an interface. Not thread-safe. */
public interface PacketSource extends Closeable {

  /**
   * Fills {@code packet} with the next packet.
   *
   * @return false when the input has ended
   * @throws CaptureException when the input is damaged here. What was readable before has been delivered. The next call
   *     goes on with whatever can still be read (the next file of a set) or returns false.
   */
  boolean next(Packet packet) throws IOException;

  /** Where its frames come from, known as far as it has been read. */
  default FrameOrigins origins() {
    return FrameOrigins.UNKNOWN;
  }

  /** What has been read so far, one entry a file, in the order of reading. */
  List<CaptureInfo> captures();
}
