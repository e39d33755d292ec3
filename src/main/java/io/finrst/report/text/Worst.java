package io.finrst.report.text;

import io.finrst.diagnosis.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Keeps the worst connections seen, at most a given number: by {@link Rank}, then by the size of their group, then by
 * stream number. Memory follows that number and not the length of the capture; those that are to keep all keep what a
 * quarter of the heap holds.
 *
 * @param <T> what is kept of a connection
 */
public final class Worst<T> {
  private record Entry<T>(long stream, T item) {}

  /** Those of one rank for one cause. */
  private static final class Bucket<T> {
    private final PriorityQueue<Entry<T>> kept = // the last one first
        new PriorityQueue<>(Comparator.<Entry<T>>comparingLong(Entry::stream).reversed());
    private long size; // kept or not

    /** The lowest of them: it is kept. */
    long firstStream() {
      return kept.stream().mapToLong(Entry::stream).min().orElse(0);
    }
  }

  private final int limit;
  private final boolean all;
  private final TreeMap<Integer, Map<Cause, Bucket<T>>> ranks = new TreeMap<>(); // by Rank.order, then by cause
  private int last = Integer.MAX_VALUE; // nothing that comes behind this will be among the worst
  private long seen;

  /**
   * @param limit how many to keep, 0 for all
   * @param itemBytes what keeping one takes at most
   */
  public Worst(int limit, int itemBytes) {
    all = limit == 0;
    this.limit = all ? (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / itemBytes) : limit;
  }

  /** Counts a connection; whether it is to be kept with {@link #add}. */
  public boolean wants(Rank rank, long stream) {
    seen++;
    int order = rank.order();
    if (order > last) {
      return false;
    }
    Bucket<T> bucket =
        ranks.computeIfAbsent(order, any -> new HashMap<>(2)).computeIfAbsent(rank.cause(), any -> new Bucket<>());
    bucket.size++;
    return bucket.kept.size() < limit || stream < bucket.kept.peek().stream();
  }

  /** Keeps a connection that is wanted, in place of the last one of its rank and cause when there is no room. */
  public void add(Rank rank, long stream, T item) {
    Bucket<T> bucket = ranks.get(rank.order()).get(rank.cause());
    bucket.kept.add(new Entry<>(stream, item));
    if (bucket.kept.size() > limit) {
      bucket.kept.poll();
    } else {
      forgetTheRest();
    }
  }

  private void forgetTheRest() {
    long kept = 0;
    for (Map.Entry<Integer, Map<Cause, Bucket<T>>> each : ranks.entrySet()) {
      for (Bucket<T> bucket : each.getValue().values()) {
        kept += bucket.kept.size();
      }
      if (kept >= limit) {
        last = each.getKey();
        ranks.tailMap(last, false).clear();
        return;
      }
    }
  }

  /** What was kept, worst first. */
  public List<T> worstFirst() {
    List<T> worst = new ArrayList<>();
    for (Map<Cause, Bucket<T>> alike : ranks.values()) {
      alike.entrySet().stream()
          .sorted(
              Comparator.<Map.Entry<Cause, Bucket<T>>>comparingLong(each -> -each.getValue().size)
                  .thenComparingLong(each -> each.getValue().firstStream()))
          .flatMap(each -> each.getValue().kept.stream().sorted(Comparator.comparingLong(Entry::stream)))
          .limit(limit - worst.size())
          .forEach(entry -> worst.add(entry.item()));
    }
    return worst;
  }

  /** How many connections were seen. */
  public long seen() {
    return seen;
  }

  /** Whether more would have been kept if memory had been there. */
  boolean keepsAll() {
    return all;
  }
}
