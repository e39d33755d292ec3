package io.finrst.flow;

import java.util.Arrays;

/**
 * Connections that are over, in the order in which they may leave the table.
 *
 * <p>Every one waits {@link #SHORTEST_NS} for late packets, and {@link #LONGEST_NS} as long as few
 * are waiting: so a capture of ordinary size keeps them long, and a flood of short connections does
 * not fill the memory. Both depend on packets only, never on the clock or the machine.
 */
final class ExpiryQueue {
  /** Long enough for the retransmissions of a lost last ACK and for answers on their way, ns. */
  static final long SHORTEST_NS = 10_000_000_000L;

  /** Twice the maximum segment lifetime of 60 s, ns. */
  static final long LONGEST_NS = 120_000_000_000L;

  /** More than so many waiting are many. */
  static final int FEW = 1 << 16;

  private long[] sinceNs = new long[1 << 10];
  private int[] slots = new int[1 << 10];
  private int head;
  private int size;

  /** When the first entry is due; {@link Long#MAX_VALUE} when there is none. */
  long nextDueNs() {
    return size == 0 ? Long.MAX_VALUE : sinceNs[head] + waitNs();
  }

  /** How long a connection must have been quiet to leave now. */
  long waitNs() {
    return size > FEW ? SHORTEST_NS : LONGEST_NS;
  }

  /** Adds a slot, quiet since {@code nowNs}. */
  void add(int slot, long nowNs) {
    if (size == slots.length) {
      grow();
    }
    int tail = head + size & slots.length - 1;
    slots[tail] = slot;
    sinceNs[tail] = nowNs;
    size++;
  }

  /** Removes and returns the first slot. */
  int poll() {
    int slot = slots[head];
    head = head + 1 & slots.length - 1;
    size--;
    return slot;
  }

  private void grow() {
    int[] moreSlots = Arrays.copyOf(slots, size * 2);
    long[] moreSince = Arrays.copyOf(sinceNs, size * 2);
    System.arraycopy(slots, head, moreSlots, 0, size - head);
    System.arraycopy(slots, 0, moreSlots, size - head, head);
    System.arraycopy(sinceNs, head, moreSince, 0, size - head);
    System.arraycopy(sinceNs, 0, moreSince, size - head, head);
    slots = moreSlots;
    sinceNs = moreSince;
    head = 0;
  }
}
