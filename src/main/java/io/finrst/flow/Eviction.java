package io.finrst.flow;

import java.util.Arrays;

/**
 * Finds the longest silent connection without keeping them in order: one pass over the table picks out its most silent
 * sixteenth, about, which then serve one by one. A candidate that has spoken since is passed over; every other
 * connection has spoken later than all candidates had at the time of the pass, so the choice is exact, to the
 * microsecond.
 */
final class Eviction {
  private static final int SHARE = 16;

  /** Connections that are asked for their times, to learn how long the most silent have been silent. */
  private static final int ASKED = 1 << 14;

  private static final int PLACE_BITS = 22;
  private static final int MOST_CANDIDATES = 1 << PLACE_BITS;
  private static final int TIME_SHIFT = 10; // to about a microsecond
  private static final long LATEST_KEY = -1L >>> PLACE_BITS + 1;

  private int[] slots = new int[0];
  private long[] order = new long[0]; // time since the oldest | place in slots
  private long latestNs; // of the candidates' last packets
  private int count;
  private int next;

  /** Slot of the connection whose last packet is the oldest; {@code c} is moved about. */
  int longestSilent(FlowTable table, Connection c) {
    while (true) {
      while (next < count) {
        int slot = slots[(int) order[next++] & MOST_CANDIDATES - 1];
        if (table.inUse(slot)) {
          table.at(slot, c);
          if (c.lastTimeNs() <= latestNs) {
            return slot;
          }
        }
      }
      collect(table, c);
    }
  }

  private void collect(FlowTable table, Connection c) {
    long[] times = sample(table, c);
    long oldestNs = times[0];
    latestNs = times[times.length / SHARE];
    int most = Math.min(MOST_CANDIDATES, table.size() / SHARE * 2 + 1);
    if (slots.length < most) {
      slots = new int[most];
      order = new long[most];
    }
    count = 0;
    next = 0;
    for (int slot = 0; slot < table.slotLimit() && count < most; slot++) {
      if (table.inUse(slot)) {
        table.at(slot, c);
        long lastNs = c.lastTimeNs();
        if (lastNs <= latestNs) {
          long key = Math.min(LATEST_KEY, Math.max(0, lastNs - oldestNs >> TIME_SHIFT));
          order[count] = key << PLACE_BITS | count;
          slots[count++] = slot;
        }
      }
    }
    Arrays.sort(order, 0, count);
  }

  /** Times of last packets in order, of some connections or of all when there are few. */
  private static long[] sample(FlowTable table, Connection c) {
    int step = Math.max(1, table.slotLimit() / ASKED);
    long[] times = new long[table.slotLimit() / step + 1];
    int n = 0;
    int first = 0;
    while (n == 0) { // slots between may all be free
      for (int slot = first; slot < table.slotLimit(); slot += step) {
        if (table.inUse(slot)) {
          table.at(slot, c);
          times[n++] = c.lastTimeNs();
        }
      }
      first++;
    }
    times = Arrays.copyOf(times, n);
    Arrays.sort(times);
    return times;
  }
}
