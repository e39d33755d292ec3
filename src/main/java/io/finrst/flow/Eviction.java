package io.finrst.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the longest silent connection without keeping them in order: one pass over the table picks
 * out its most silent 1/64, which then serve one by one. A candidate that has spoken since is
 * passed over; every other connection has spoken later than all candidates had at the time of the
 * pass, so the choice is exact.
 */
final class Eviction {
  private static final int SHARE = 64;

  private long[] candidateTimes = new long[0];
  private int[] candidateSlots = new int[0];
  private int[] candidateStreams = new int[0];
  private int next;

  /**
   * Slot of the connection whose last packet is the oldest; ties go to the older connection. {@code
   * c} is moved about.
   */
  int longestSilent(FlowTable table, Connection c) {
    while (true) {
      while (next < candidateSlots.length) {
        int slot = candidateSlots[next];
        int stream = candidateStreams[next];
        long time = candidateTimes[next];
        next++;
        if (table.inUse(slot)) {
          table.at(slot, c);
          if (c.stream() == stream && c.lastTimeNs() == time) {
            return slot;
          }
        }
      }
      collect(table, c);
    }
  }

  private void collect(FlowTable table, Connection c) {
    long[] times = new long[table.size()];
    int n = 0;
    for (int slot = 0; slot < table.slotLimit(); slot++) {
      if (table.inUse(slot)) {
        table.at(slot, c);
        times[n++] = c.lastTimeNs();
      }
    }
    Arrays.sort(times);
    long latest = times[Math.min(n - 1, n / SHARE)];
    List<Entry> entries = new ArrayList<>();
    for (int slot = 0; slot < table.slotLimit(); slot++) {
      if (table.inUse(slot)) {
        table.at(slot, c);
        if (c.lastTimeNs() <= latest) {
          entries.add(new Entry(c.lastTimeNs(), c.stream(), slot));
        }
      }
    }
    entries.sort(null);
    int kept = entries.size();
    candidateTimes = new long[kept];
    candidateSlots = new int[kept];
    candidateStreams = new int[kept];
    for (int i = 0; i < kept; i++) {
      Entry entry = entries.get(i);
      candidateTimes[i] = entry.timeNs;
      candidateStreams[i] = entry.stream;
      candidateSlots[i] = entry.slot;
    }
    next = 0;
  }

  private record Entry(long timeNs, int stream, int slot) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(timeNs, other.timeNs);
      return byTime != 0 ? byTime : Integer.compare(stream, other.stream);
    }
  }
}
