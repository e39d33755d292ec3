package io.finrst.report.text;

import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the worst connections seen, at most a given number: by verdict as {@link Verdict} declares them, then by stream
 * number. Memory follows that number and not the length of the capture.
 *
 * @param <T> what is kept of a connection
 */
final class Worst<T> {
  private record Entry<T>(Verdict verdict, long stream, T item) {}

  private static final Comparator<Entry<?>> WORST_FIRST =
      Comparator.<Entry<?>, Verdict>comparing(Entry::verdict).thenComparingLong(Entry::stream);

  private final int limit;
  private final Collection<Entry<T>> kept;
  private final PriorityQueue<Entry<T>> bounded; // its head is the least bad one; null without a limit
  private long leftOut;

  /**
   * @param limit how many to keep, 0 for all
   */
  Worst(int limit) {
    this.limit = limit;
    this.bounded = limit == 0 ? null : new PriorityQueue<>(WORST_FIRST.reversed());
    this.kept = limit == 0 ? new ArrayList<>() : bounded;
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
      bounded.poll();
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

  private boolean isFull() {
    return limit > 0 && bounded.size() >= limit;
  }

  private boolean fits(Verdict verdict, long stream) {
    if (!isFull()) {
      return true;
    }
    Entry<T> leastBad = bounded.peek();
    int order = verdict.compareTo(leastBad.verdict());
    return order < 0 || order == 0 && stream < leastBad.stream();
  }
}
