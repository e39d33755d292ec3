package io.finrst.flow;

import java.util.Arrays;

/**
 * Connections that are over, in the order in which they may leave the table. Every entry waits the same time, so a ring is
 * all the order it takes.
 */
final class ExpiryQueue {
  private long[] dueNs = new long[1 << 10];
  private int[] slots = new int[1 << 10];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** When the first entry is due; {@link Long#MAX_VALUE} when there is none. */
  long nextDueNs() {
    return size == 0 ? Long.MAX_VALUE : dueNs[head];
  }

  /** Adds a slot, due no earlier than those before it. */
  void add(int slot, long due) {
    if (size == slots.length) {
      grow();
    }
    int tail = head + size & slots.length - 1;
    slots[tail] = slot;
    dueNs[tail] = due;
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
    long[] moreDue = Arrays.copyOf(dueNs, size * 2);
    System.arraycopy(slots, head, moreSlots, 0, size - head);
    System.arraycopy(slots, 0, moreSlots, size - head, head);
    System.arraycopy(dueNs, head, moreDue, 0, size - head);
    System.arraycopy(dueNs, 0, moreDue, size - head, head);
    slots = moreSlots;
    dueNs = moreDue;
    head = 0;
  }
}
