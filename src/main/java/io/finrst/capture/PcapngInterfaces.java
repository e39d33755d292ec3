package io.finrst.capture;

import java.util.ArrayList;
import java.util.List;

/** The interfaces of the current pcapng section, and what is said of all sections together. */
final class PcapngInterfaces {
  /** Most interfaces believed in one section; more would let a hostile file eat the memory. */
  static final int MOST = 65536;

  private static final class Entry {
    final int linkType;
    final int snaplen;
    final TimeScale scale;
    long dropped = -1;

    Entry(int linkType, int snaplen, TimeScale scale) {
      this.linkType = linkType;
      this.snaplen = snaplen;
      this.scale = scale;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private boolean unlimited;
  private int largestSnaplen;
  private long droppedBefore = -1;

  /** Adds the next interface of the section; false when there are too many already. */
  boolean add(int linkType, long snaplen, TimeScale scale) {
    if (entries.size() == MOST) {
      return false;
    }
    int limit = snaplen > Integer.MAX_VALUE ? 0 : (int) snaplen;
    unlimited |= limit == 0;
    largestSnaplen = Math.max(largestSnaplen, limit);
    entries.add(new Entry(linkType, limit, scale));
    return true;
  }

  /** Forgets the interfaces at the end of a section, but not what they dropped. */
  void clear() {
    droppedBefore = dropped();
    entries.clear();
  }

  int count() {
    return entries.size();
  }

  int linkType(int id) {
    return entries.get(id).linkType;
  }

  /** Largest captured length of an interface, 0 when unlimited. */
  int snaplen(int id) {
    return entries.get(id).snaplen;
  }

  TimeScale scale(int id) {
    return entries.get(id).scale;
  }

  /** The counter runs since the start of the capture, so that a later one replaces an earlier one. */
  void setDropped(int id, long packets) {
    entries.get(id).dropped = packets;
  }

  /** The largest over all sections, 0 when one is unlimited or there is none. */
  int largestSnaplen() {
    return unlimited ? 0 : largestSnaplen;
  }

  /** Sum over all interfaces of all sections, -1 when none has said. */
  long dropped() {
    long sum = droppedBefore;
    for (Entry entry : entries) {
      if (entry.dropped >= 0) {
        sum = Math.max(sum, 0) + entry.dropped;
      }
    }
    return sum;
  }
}
