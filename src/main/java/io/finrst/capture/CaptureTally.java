package io.finrst.capture;

import java.util.Collection;
import java.util.List;

/** Counts the packets of one capture for its {@link CaptureInfo}. Not thread-safe. */
public final class CaptureTally {
  private long packets;
  private long firstTimeNs;
  private long lastTimeNs;
  private long previousNs;
  private long impossible;
  private long backward;
  private long farthestBackNs;
  private String damage;

  /**
   * Numbers a packet of this capture and notes its time. One whose time no packet can have gets that of the packet
   * before it, {@link PacketTime#EARLIEST_NS} without one.
   */
  public void count(Packet packet) {
    if (packet.timeNs < previousNs || !PacketTime.isPossible(packet.timeNs)) {
      mistimed(packet);
    }
    long timeNs = packet.timeNs;
    previousNs = timeNs;
    packet.frame = ++packets;
    if (packets == 1) {
      firstTimeNs = timeNs;
      lastTimeNs = timeNs;
    } else if (timeNs > lastTimeNs) {
      lastTimeNs = timeNs;
    } else if (timeNs < firstTimeNs) {
      firstTimeNs = timeNs;
    }
  }

  private void mistimed(Packet packet) {
    if (PacketTime.isPossible(packet.timeNs)) {
      backward++;
      farthestBackNs = Math.max(farthestBackNs, previousNs - packet.timeNs);
    } else {
      impossible++;
      packet.timeNs = previousNs;
    }
  }

  /** Notes why reading stopped early; returns the same exception, to be thrown. */
  public CaptureException damaged(CaptureException e) {
    damage = e.offset() < 0 ? e.reason() : e.reason() + " at byte " + e.offset();
    return e;
  }

  /** What is known by now; for the parameters see {@link CaptureInfo}. */
  public CaptureInfo info(
      String name, String format, Collection<Integer> linkTypes, int snaplen, long droppedByCapture) {
    return new CaptureInfo(
        name,
        format,
        List.copyOf(linkTypes),
        packets,
        packets == 0 ? 0 : 1,
        firstTimeNs,
        lastTimeNs,
        snaplen,
        droppedByCapture,
        new ClockFaults(impossible, backward, farthestBackNs),
        damage);
  }
}
