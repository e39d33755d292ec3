package io.finrst.analysis;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.util.List;

/** Tells the time every tenth of a second, as sources do whose packets arrive while one waits. */
final class Ticking implements PacketSource {
  private static final long TICK_NS = 100_000_000L;
  private final PacketSource packets;
  private final Packet ahead = new Packet();
  private boolean hasAhead;
  private long nowNs = Long.MIN_VALUE;
  private long leftNs;

  Ticking(PacketSource packets, int secondsAfter) {
    this.packets = packets;
    leftNs = secondsAfter * 1_000_000_000L;
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    if (!hasAhead) {
      hasAhead = packets.next(ahead);
      if (hasAhead && nowNs == Long.MIN_VALUE) {
        nowNs = ahead.timeNs;
      }
    }
    boolean tick = hasAhead ? ahead.timeNs - nowNs > TICK_NS : leftNs > 0;
    if (tick) {
      nowNs += TICK_NS;
      leftNs -= hasAhead ? 0 : TICK_NS;
      packet.linkType = Packet.CLOCK;
      packet.timeNs = nowNs;
      return true;
    }
    if (!hasAhead) {
      return false;
    }
    hasAhead = false;
    nowNs = ahead.timeNs;
    Packet copy = ahead.copy();
    packet.data = copy.data;
    packet.offset = 0;
    packet.capturedLength = copy.capturedLength;
    packet.wireLength = copy.wireLength;
    packet.timeNs = copy.timeNs;
    packet.fractionDigits = copy.fractionDigits;
    packet.frame = copy.frame;
    packet.linkType = copy.linkType;
    return true;
  }

  @Override
  public List<CaptureInfo> captures() {
    return packets.captures();
  }

  @Override
  public void close() throws IOException {
    packets.close();
  }
}
