package io.finrst.capture;

import java.io.Closeable;

/** One capture of a {@link CaptureSequence}. It opens nothing before the first packet is asked for. */
public interface SingleCapture extends Closeable {

  /**
   * Fills {@code packet} with the next packet; its frame is the number within this capture. Valid until the next call.
   *
   * @return false when the capture has ended
   * @throws CaptureException when the capture cannot be read any further; it is not asked again
   */
  boolean next(Packet packet) throws CaptureException;

  /** What has been read so far; its first frame is the number within this capture. */
  CaptureInfo info();

  /** Never fails: nothing was written, so nothing can be lost. */
  @Override
  void close();
}
