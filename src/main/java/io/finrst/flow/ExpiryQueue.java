package io.finrst.flow;

import io.finrst.capture.PacketTime;
import java.util.Arrays;

/**
 * Connections that wait for their time, in the order in which they began to wait. A few wait long and many wait
 * shortly: so a capture of ordinary size keeps what has ended long, and a flood of short connections does not fill the
 * memory. That depends on packets only, never on the clock or the machine.
 */
final class ExpiryQueue {
  /** More than so many waiting are many. */
  static final int FEW = 1 << 15;

  private final long shortestNs;
  private final long longestNs;
  private long[] sinceNs = new long[1 << 10];
  private int[] slots = new int[1 << 10];
  private int head;
  private int size;

  /**
   * @param shortestNs how long each waits when many wait, ns
   * @param longestNs how long each waits when few do, ns
   */
  ExpiryQueue(long shortestNs, long longestNs) {
    this.shortestNs = shortestNs;
    this.longestNs = longestNs;
  }

  /** When the first entry is due; {@link PacketTime#NEVER} when there is none. */
  long nextDueNs() {
    return size == 0 ? PacketTime.NEVER : sinceNs[head] + waitNs();
  }

  /** How long a connection must have been quiet to leave now. */
  long waitNs() {
    return size > FEW ? shortestNs : longestNs;
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

  /** The clock was set back to {@code nowNs}: what began to wait later by the old one begins now. */
  void setBack(long nowNs) {
    for (int i = 0; i < size; i++) {
      int at = head + i & slots.length - 1;
      sinceNs[at] = Math.min(sinceNs[at], nowNs);
    }
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

  /** How many are waiting. */
  int size() {
    return size;
  }
}
