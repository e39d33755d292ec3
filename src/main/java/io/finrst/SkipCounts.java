package io.finrst;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Counts packets by why they were skipped, without allocating per packet: the reasons are few and
 * come as constants.
 */
final class SkipCounts {
  /** Hostile traffic may come in any of 65,536 EtherTypes. */
  private static final int MOST_REASONS = 64;

  private static final String OTHERS = "other kinds";

  private String[] reasons = new String[8];
  private long[] counts = new long[8];
  private int size;

  void count(String reason) {
    for (int i = 0; i < size; i++) {
      if (reasons[i] == reason || reasons[i].equals(reason)) {
        counts[i]++;
        return;
      }
    }
    if (size >= MOST_REASONS && !reason.equals(OTHERS)) {
      count(OTHERS);
      return;
    }
    if (size == reasons.length) {
      reasons = Arrays.copyOf(reasons, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    reasons[size] = reason;
    counts[size++] = 1;
  }

  Map<String, Long> byFrequency() {
    Map<String, Long> map = new LinkedHashMap<>();
    IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> -counts[i]))
        .forEach(i -> map.put(reasons[i], counts[i]));
    return map;
  }
}
