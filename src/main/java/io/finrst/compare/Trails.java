package io.finrst.compare;

import io.finrst.SegmentTap;
import io.finrst.capture.Packet;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;

/** The trails of the connections that one capture shows now. */
final class Trails implements SegmentTap {
  private final StreamTable table = new StreamTable();
  private final Memory memory;

  Trails(Memory memory) {
    this.memory = memory;
  }

  @Override
  public void take(long stream, Segment s, Packet p) {
    Trail trail = table.get(stream);
    if (trail == null) {
      if (!memory.hasRoom()) {
        return; // what has no beginning is not compared: it would look as if all before were lost
      }
      trail = new Trail(s, p);
      table.put(stream, trail);
      memory.take(trail.bytes());
    }
    int before = trail.words();
    trail.add(s, p);
    if (trail.words() != before) {
      memory.take(4L * (trail.words() - before));
    }
  }

  /** Takes out the trail of a connection that has ended; null where memory did not allow one. */
  Trail end(long stream, Endpoint client) {
    Trail trail = table.remove(stream);
    if (trail != null) {
      long before = trail.bytes();
      trail.end(client);
      memory.take(trail.bytes() - before);
    }
    return trail;
  }
}
