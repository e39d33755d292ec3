package io.finrst.report.text;

import io.finrst.teardown.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the worst connections seen, at most a given number: by verdict as {@link Verdict} declares them, then by stream
 * number. Memory follows that number and not the length of the capture; those that are to keep all keep what a quarter
 * of the heap holds.
 *
 * @param <T> what is kept of a connection
 */
final class Worst<T> {
  private record Entry<T>(Verdict verdict, long stream, T item) {}

  private static final Comparator<Entry<?>> WORST_FIRST =
      Comparator.<Entry<?>, Verdict>comparing(Entry::verdict).thenComparingLong(Entry::stream);

  private final int limit;
  private final boolean all;
  private final PriorityQueue<Entry<T>> kept = new PriorityQueue<>(WORST_FIRST.reversed()); // the least bad one first
  private long leftOut;

  /**
   * @param limit how many to keep, 0 for all
   * @param itemBytes what keeping one takes at most
   */
  Worst(int limit, int itemBytes) {
    all = limit == 0;
    this.limit = all ? (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / itemBytes) : limit;
  }

  /** Whether {@link #add} would keep such a connection; when not, it counts as left out. */
  boolean wants(Verdict verdict, long stream) {
    if (fits(verdict, stream)) {
      return true;
    }
    leftOut++;
    return false;
  }

  /** Keeps the connection if it is among the worst so far, in place of the least bad one when there is no room. */
  void add(Verdict verdict, long stream, T item) {
    if (!wants(verdict, stream)) {
      return;
    }
    if (isFull()) {
      kept.poll();
      leftOut++;
    }
    kept.add(new Entry<>(verdict, stream, item));
  }

  /** What was kept, worst first. */
  List<T> worstFirst() {
    return kept.stream().sorted(WORST_FIRST).<T>map(Entry::item).toList();
  }

  /** How many connections were shown to this and not kept. */
  long leftOut() {
    return leftOut;
  }

  /** Whether more would have been kept if memory had been there. */
  boolean keepsAll() {
    return all;
  }

  private boolean isFull() {
    return kept.size() >= limit;
  }

  private boolean fits(Verdict verdict, long stream) {
    if (!isFull()) {
      return true;
    }
    Entry<T> leastBad = kept.peek();
    int order = verdict.compareTo(leastBad.verdict());
    return order < 0 || order == 0 && stream < leastBad.stream();
  }
}
