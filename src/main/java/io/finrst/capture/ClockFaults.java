package io.finrst.capture;

/**
 * What is wrong with the times of a capture's packets.
 *
 * @param impossible packets whose time none can have (see {@link PacketTime}); each counts as captured with the one
 *     before it, the first ones in 1970
 * @param backward packets that are earlier than the one before them
 * @param farthestBackNs how much earlier one of these is at most, ns; 0 without any
 */
public record ClockFaults(long impossible, long backward, long farthestBackNs) {
  /** Every packet has a time and none is earlier than the one before it. */
  public static final ClockFaults NONE = new ClockFaults(0, 0, 0);

  /** Whether the clock was set back, or packets stand in a wrong order: more than queues can do. */
  public boolean isSetBack() {
    return farthestBackNs >= PacketTime.SET_BACK_NS;
  }
}
