package io.finrst.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far the clock of one point is ahead of another one's, from the fastest packets in both directions.
 *
 * <p>A packet from A to B shows B's time minus A's plus what it took; one from B to A shows the same minus what it took.
 * So the difference of the clocks lies below all of the former and above all of the latter, and in the middle where
 * both ways take equally long. With clocks that drift the bounds are lines: of all slopes the one is right that leaves
 * most room between them.
 *
 * <p>Samples are kept as the extremes of at most {@link #WINDOWS} windows, whose width doubles as needed.
 */
final class Clocks {
  private static final int WINDOWS = 256;
  private static final long NARROWEST_NS = 1_000_000L;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** Quartz in computers is right to some 100 ppm; what is beyond five times as much is no drift. */
  private static final double MOST_DRIFT = 500e-6;

  private static final int STEPS = 60;

  /** So many windows with both directions it takes to tell drift from chance. */
  private static final int LEAST_WINDOWS = 6;

  /** The room gained must be so many times what the fastest packets of a window differ from the fastest of all. */
  private static final int CLEAR = 4;

  private long widthNs = NARROWEST_NS;
  private long firstNs = UNKNOWN; // by A's clock
  private long earliestNs = Long.MAX_VALUE;
  private long baseNs; // a rough difference, so that doubles are exact enough
  private final long[] highest = new long[WINDOWS]; // B minus A of the fastest packet from A, since baseNs
  private final long[] highestAt = new long[WINDOWS];
  private final long[] lowest = new long[WINDOWS]; // B minus A of the fastest packet from B
  private final long[] lowestAt = new long[WINDOWS];
  private boolean anyHigh;
  private boolean anyLow;
  private ClockDifference result;

  Clocks() {
    Arrays.fill(highest, Long.MAX_VALUE);
    Arrays.fill(lowest, Long.MIN_VALUE);
  }

  /** A packet that A saw at {@code aNs} before B saw it at {@code bNs}, each by its own clock. */
  void fromA(long aNs, long bNs) {
    int window = window(aNs, bNs);
    long difference = bNs - aNs - baseNs;
    if (difference < highest[window]) {
      highest[window] = difference;
      highestAt[window] = aNs;
      anyHigh = true;
      result = null;
    }
  }

  /** A packet that B saw at {@code bNs} before A saw it at {@code aNs}. */
  void fromB(long aNs, long bNs) {
    int window = window(aNs, bNs);
    long difference = bNs - aNs - baseNs;
    if (difference > lowest[window]) {
      lowest[window] = difference;
      lowestAt[window] = aNs;
      anyLow = true;
      result = null;
    }
  }

  private int window(long aNs, long bNs) {
    if (firstNs == UNKNOWN) {
      firstNs = aNs;
      baseNs = bNs - aNs;
    }
    while (aNs < firstNs) { // connections are told of as they end, so that an older one may come later
      widen((WINDOWS + 1) / 2);
    }
    while ((aNs - firstNs) / widthNs >= WINDOWS) {
      widen(0);
    }
    earliestNs = Math.min(earliestNs, aNs);
    return (int) ((aNs - firstNs) / widthNs);
  }

  /** Windows twice as wide, the present ones from the {@code from}th on. */
  private void widen(int from) {
    for (int half = 0; half < WINDOWS / 2; half++) {
      int i = from == 0 ? half : WINDOWS / 2 - 1 - half;
      int into = i + from;
      int one = 2 * i;
      int high = highest[one] <= highest[one + 1] ? one : one + 1;
      int low = lowest[one] >= lowest[one + 1] ? one : one + 1;
      highest[into] = highest[high];
      highestAt[into] = highestAt[high];
      lowest[into] = lowest[low];
      lowestAt[into] = lowestAt[low];
    }
    int emptyFrom = from == 0 ? WINDOWS / 2 : 0;
    Arrays.fill(highest, emptyFrom, emptyFrom + WINDOWS / 2, Long.MAX_VALUE);
    Arrays.fill(lowest, emptyFrom, emptyFrom + WINDOWS / 2, Long.MIN_VALUE);
    if (from > 0) {
      firstNs -= widthNs * WINDOWS;
    }
    widthNs *= 2;
  }

  /** What is known now; null when no packet passed both. */
  ClockDifference difference() {
    if (result == null && (anyHigh || anyLow)) {
      result = solve();
    }
    return result;
  }

  private ClockDifference solve() {
    if (!anyHigh || !anyLow) {
      long bound = anyHigh ? Math.round(high(0)) : Math.round(low(0));
      return new ClockDifference(earliestNs, baseNs + bound, 0, -1, 0);
    }
    double slope = 0;
    if (windowsWithBoth() >= LEAST_WINDOWS) {
      double best = steepest();
      double gained = room(best) - room(0);
      if (gained > CLEAR * scatter(best)) {
        slope = best;
      }
    }
    double high = high(slope);
    double low = low(slope);
    double roomNs = Math.max(0, high - low);
    double middle = (high + low) / 2 + slope * (earliestNs - firstNs);
    return new ClockDifference(
        earliestNs, baseNs + Math.round(middle), slope, Math.round(roomNs / 2), Math.round(roomNs));
  }

  private int windowsWithBoth() {
    int both = 0;
    for (int i = 0; i < WINDOWS; i++) {
      both += highest[i] != Long.MAX_VALUE && lowest[i] != Long.MIN_VALUE ? 1 : 0;
    }
    return both;
  }

  /** The slope that leaves most room, which is a concave function of it. */
  private double steepest() {
    double from = -MOST_DRIFT;
    double to = MOST_DRIFT;
    for (int i = 0; i < STEPS; i++) {
      double left = from + (to - from) / 3;
      double right = to - (to - from) / 3;
      if (room(left) < room(right)) {
        from = left;
      } else {
        to = right;
      }
    }
    return (from + to) / 2;
  }

  private double room(double slope) {
    return high(slope) - low(slope);
  }

  private double high(double slope) {
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < WINDOWS; i++) {
      if (highest[i] != Long.MAX_VALUE) {
        high = Math.min(high, highest[i] - slope * (highestAt[i] - firstNs));
      }
    }
    return high;
  }

  private double low(double slope) {
    double low = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < WINDOWS; i++) {
      if (lowest[i] != Long.MIN_VALUE) {
        low = Math.max(low, lowest[i] - slope * (lowestAt[i] - firstNs));
      }
    }
    return low;
  }

  /** What the fastest packets of a window took longer than the fastest of all, the median of all windows. */
  private double scatter(double slope) {
    double high = high(slope);
    double low = low(slope);
    List<Double> extra = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      if (highest[i] != Long.MAX_VALUE) {
        extra.add(highest[i] - slope * (highestAt[i] - firstNs) - high);
      }
      if (lowest[i] != Long.MIN_VALUE) {
        extra.add(low - lowest[i] + slope * (lowestAt[i] - firstNs));
      }
    }
    extra.sort(null);
    return extra.get(extra.size() / 2);
  }
}
