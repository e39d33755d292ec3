package io.finrst.capture;

import java.io.IOException;
import java.io.InputStream;

/**
 * One of two readings of a capture.
 *
 * @param spool keeps what can be read only once
 * @param again whether this is the second one
 * @param taker told of the blocks that are no packets
 */
record Twice(Spool spool, boolean again, BlockTaker taker) {
  /** What is read of {@code capture}, which can be read only once. */
  InputStream input(OpenCapture capture) throws IOException {
    return again ? spool.again() : spool.keeping(capture.original());
  }
}
