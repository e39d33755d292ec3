package io.finrst.script;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.util.List;

/** Another source, which also tells the time every so often, as sources do whose packets arrive while one waits. */
public final class Ticking implements PacketSource {
  private static final long NS_PER_S = 1_000_000_000L;

  private final PacketSource packets;
  private final long tickNs;
  private Packet ahead;
  private boolean begun;
  private long nowNs;
  private long leftNs;

  /** Tells it every {@code tickNs}, also for so many seconds after the last packet. */
  public Ticking(PacketSource packets, long tickNs, int secondsAfter) {
    this.packets = packets;
    this.tickNs = tickNs;
    leftNs = secondsAfter * NS_PER_S;
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    if (ahead == null) {
      Packet lent = new Packet();
      ahead = packets.next(lent) ? lent.copy() : null;
      if (ahead != null && !begun) {
        begun = true;
        nowNs = ahead.timeNs;
      }
    }
    if (ahead != null ? ahead.timeNs - nowNs > tickNs : leftNs > 0) {
      nowNs += tickNs;
      leftNs -= ahead != null ? 0 : tickNs;
      packet.linkType = Packet.CLOCK;
      packet.timeNs = nowNs;
      return true;
    }
    if (ahead == null) {
      return false;
    }
    nowNs = Math.max(nowNs, ahead.timeNs);
    packet.data = ahead.data;
    packet.offset = 0;
    packet.capturedLength = ahead.capturedLength;
    packet.wireLength = ahead.wireLength;
    packet.timeNs = ahead.timeNs;
    packet.fractionDigits = ahead.fractionDigits;
    packet.frame = ahead.frame;
    packet.interfaceId = ahead.interfaceId;
    packet.linkType = ahead.linkType;
    ahead = null;
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
