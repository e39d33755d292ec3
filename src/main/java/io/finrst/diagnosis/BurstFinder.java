package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/** Finds the few seconds in which most endings of a group lie, of endings told of in nearly any order. */
final class BurstFinder {
  /** Fewer are no burst. */
  static final int FEWEST = 10;

  /** How far endings may be told of out of order, s: a connection is told of ten minutes after its end at most. */
  private static final int REMEMBERED_S = 1 << 10;

  private static final long SECOND_NS = 1_000_000_000L;

  private final int[] counts = new int[REMEMBERED_S]; // by second
  private long newest = Long.MIN_VALUE; // second
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long total;
  private long best;
  private long bestStart;

  /** One ended at {@code timeNs}. */
  void add(long timeNs) {
    long second = Math.floorDiv(timeNs, SECOND_NS);
    total++;
    first = Math.min(first, second);
    last = Math.max(last, second);
    if (newest == Long.MIN_VALUE) {
      newest = second;
    }
    if (second > newest) {
      forget(second);
    }
    if (second > newest - REMEMBERED_S) {
      counts[at(second)]++;
    }
  }

  /** The densest seconds, if they hold most of what there is and that spreads over ten times as long. */
  Optional<Burst> found() {
    if (newest != Long.MIN_VALUE) {
      look(newest - REMEMBERED_S + 1, newest);
    }
    boolean telling = last - first + 1 >= 10L * Burst.MOST_SECONDS;
    return best >= FEWEST && 2 * best > total && telling
        ? Optional.of(new Burst(best, bestStart * SECOND_NS, Burst.MOST_SECONDS))
        : Optional.empty();
  }

  private void forget(long second) {
    long from = newest - REMEMBERED_S + 1;
    long gone = Math.min(second - REMEMBERED_S, newest); // the last that is forgotten
    if (gone >= from) {
      look(from, gone);
      if (gone == newest) {
        Arrays.fill(counts, 0);
      }
    }
    for (long each = Math.max(newest + 1, second - REMEMBERED_S + 1); each <= second; each++) {
      counts[at(each)] = 0;
    }
    newest = second;
  }

  private void look(long from, long to) {
    for (long start = from; start <= to; start++) {
      long sum = 0;
      for (long each = start; each < start + Burst.MOST_SECONDS && each <= newest; each++) {
        sum += counts[at(each)];
      }
      if (sum > best) {
        best = sum;
        bestStart = start;
      }
    }
  }

  private static int at(long second) {
    return (int) Math.floorMod(second, (long) REMEMBERED_S);
  }
}
