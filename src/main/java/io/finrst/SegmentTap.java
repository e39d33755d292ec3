package io.finrst;

import io.finrst.capture.Packet;
import io.finrst.wire.Segment;

/** Sees every segment that an {@link Analysis} follows, on the analysing thread. */
@FunctionalInterface
public interface SegmentTap {

  /**
   * One segment, after the analysis has taken it.
   *
   * @param stream number of its connection, see {@link io.finrst.record.Identity#tcpStream}
   * @param segment lent, valid only during the call
   * @param packet lent, valid only during the call
   */
  void take(long stream, Segment segment, Packet packet);
}
