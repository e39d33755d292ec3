package io.finrst.compare;

import io.finrst.SegmentTap;
import io.finrst.capture.Packet;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import java.util.HashMap;
import java.util.Map;

/** The trails of the connections that one capture shows now. */
final class Trails implements SegmentTap {
  private final Map<Long, Trail> byStream = new HashMap<>();
  private final Memory memory;
  private long latestStream = -1;
  private Trail latest;

  Trails(Memory memory) {
    this.memory = memory;
  }

  @Override
  public void take(long stream, Segment s, Packet p) {
    if (stream != latestStream) {
      latest = find(stream, s, p);
      latestStream = stream;
    }
    if (latest != null) {
      long before = latest.bytes();
      latest.add(s, p);
      memory.take(latest.bytes() - before);
    }
  }

  private Trail find(long stream, Segment s, Packet p) {
    Trail trail = byStream.get(stream);
    if (trail == null && !byStream.containsKey(stream)) {
      trail = memory.hasRoom() ? new Trail(s, p) : null;
      byStream.put(stream, trail);
      memory.take(trail == null ? 0 : trail.bytes());
    }
    return trail;
  }

  /** Takes out the trail of a connection that has ended; null where memory did not allow one. */
  Trail end(long stream, Endpoint client) {
    if (stream == latestStream) {
      latestStream = -1;
      latest = null;
    }
    Trail trail = byStream.remove(stream);
    if (trail != null) {
      long before = trail.bytes();
      trail.end(client);
      memory.take(trail.bytes() - before);
    }
    return trail;
  }
}
