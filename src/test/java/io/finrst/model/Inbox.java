package io.finrst.model;

import java.util.TreeMap;

/** What a host has received of the other side's stream. */
final class Inbox {
  private final TreeMap<Long, Long> ahead = new TreeMap<>();
  private long next;
  private long fin = -1;
  private boolean reading = true;
  private long unread;

  /** RCV.NXT. */
  long next() {
    return next;
  }

  void synCame() {
    next = 1;
  }

  /** From now on what comes stays unread. */
  void stopReading() {
    reading = false;
  }

  boolean hasUnread() {
    return unread > 0;
  }

  /** Whether the FIN and all before it has come. */
  boolean isFinished() {
    return fin >= 0 && next > fin;
  }

  /** Takes data and FIN; whether that moved RCV.NXT over the FIN. */
  boolean take(Packet p, boolean isFin) {
    if (isFin) {
      fin = p.end() - 1;
    }
    if (p.length > 0) {
      ahead.merge(p.seq, p.seq + p.length, Math::max);
    }
    long before = next;
    while (!ahead.isEmpty() && ahead.firstKey() <= next) {
      next = Math.max(next, ahead.pollFirstEntry().getValue());
    }
    unread += reading ? 0 : next - before;
    if (fin >= 0 && next == fin) {
      next++;
      return true;
    }
    return false;
  }

  boolean hasHoles() {
    return !ahead.isEmpty();
  }
}
