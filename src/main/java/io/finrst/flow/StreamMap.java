package io.finrst.flow;

import io.finrst.wire.Seq;
import java.util.Arrays;

/**
 * The holes in what one side was seen to send: stretches of sequence space below its highest byte that no segment has
 * shown yet. Bounded: beyond {@link #MAX_HOLES} the two oldest are joined with what lies between them.
 */
final class StreamMap {
  static final int MAX_HOLES = 64;

  private int[] starts = new int[4];
  private int[] ends = new int[4]; // exclusive
  private int count;

  /** Notes that bytes from {@code start} to {@code end} (exclusive) were skipped; both lie above all earlier holes. */
  void open(int start, int end) {
    if (count == MAX_HOLES) {
      starts[1] = starts[0];
      System.arraycopy(starts, 1, starts, 0, count - 1);
      System.arraycopy(ends, 1, ends, 0, count - 1);
      count--;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /** Fills in what a segment from {@code seq} to {@code end} (exclusive) shows; returns the bytes that were missing. */
  int fill(int seq, int end) {
    int filled = 0;
    for (int i = count - 1; i >= 0; i--) {
      int from = Seq.max(seq, starts[i]);
      int to = Seq.lt(end, ends[i]) ? end : ends[i];
      int length = Seq.diff(to, from);
      if (length <= 0) {
        continue;
      }
      filled += length;
      boolean left = from != starts[i];
      boolean right = to != ends[i];
      if (left && right) {
        split(i, from, to);
      } else if (left) {
        ends[i] = from;
      } else if (right) {
        starts[i] = to;
      } else {
        System.arraycopy(starts, i + 1, starts, i, count - i - 1);
        System.arraycopy(ends, i + 1, ends, i, count - i - 1);
        count--;
      }
    }
    return filled;
  }

  private void split(int i, int from, int to) {
    int oldEnd = ends[i];
    ends[i] = from;
    if (count == MAX_HOLES) {
      return; // the upper part is taken as seen rather than growing without bound
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(starts, i + 1, starts, i + 2, count - i - 1);
    System.arraycopy(ends, i + 1, ends, i + 2, count - i - 1);
    starts[i + 1] = to;
    ends[i + 1] = oldEnd;
    count++;
  }

  /** Whether the highest hole is the one byte below {@code end}. */
  boolean lacksOnly(int end) {
    return count > 0 && ends[count - 1] == end && starts[count - 1] == end - 1;
  }

  /** Holes left. */
  int holes() {
    return count;
  }

  /** Bytes in the holes left. */
  long missing() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += ends[i] - starts[i] & 0xFFFFFFFFL;
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('[').append(starts[i] & 0xFFFFFFFFL).append(',').append(ends[i] & 0xFFFFFFFFL).append(')');
    }
    return text.toString();
  }
}
