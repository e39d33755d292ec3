package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link StreamMap} and an array with one cell a byte are told the same and must say the same. */
class StreamMapOracleTest {
  private static final int RUNS = 250;
  private static final int STEPS = 150;
  private static final int BYTES = 3_000;

  @Test
  void agreesWithOneCellAByte() {
    int atBound = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      atBound += run(seed) ? 1 : 0;
    }
    assertThat(atBound).as("runs that came to the bound").isGreaterThan(RUNS / 20);
  }

  /** Whether it came to the bound. */
  private static boolean run(int seed) {
    Random random = new Random(seed);
    int base = switch (seed % 3) {
      case 0 -> -random.nextInt(BYTES); // wraps on the way
      case 1 -> Integer.MAX_VALUE - random.nextInt(BYTES); // the sign changes on the way
      default -> random.nextInt();
    };
    int longest = seed % 2 == 0 ? 10 : 200;
    int openings = 30 + random.nextInt(60); // of a hundred steps
    StreamMap map = new StreamMap();
    Cells cells = new Cells();
    int top = 0;
    for (int step = 0; step < STEPS; step++) {
      String at = "seed " + seed + " step " + step;
      if (random.nextInt(100) < openings) {
        int start = top + (random.nextInt(8) == 0 ? 0 : random.nextInt(longest)); // 0: it touches the one before
        int end = start + 1 + (random.nextInt(4) == 0 ? 0 : random.nextInt(longest));
        if (end > BYTES) {
          break;
        }
        map.open(base + start, base + end);
        cells.open(start, end);
        top = end;
      } else {
        int start = random.nextInt(top + longest);
        int end = start + 1 + random.nextInt(random.nextInt(8) == 0 ? BYTES : longest);
        assertThat(map.fill(base + start, base + end)).as(at).isEqualTo(cells.fill(start, end));
      }
      assertThat(map.holes()).as(at).isEqualTo(cells.holes());
      assertThat(map.missing()).as(at).isEqualTo(cells.missing());
      for (int end = top - 1; end <= top + 1; end++) {
        assertThat(map.lacksOnly(base + end)).as(at).isEqualTo(cells.lacksOnly(end));
      }
    }
    return cells.wasFull;
  }

  /** Each byte has the number of the hole it lies in, 0 for none. Two holes may touch. */
  private static final class Cells {
    private final int[] hole = new int[2 * BYTES];
    private int opened;
    private boolean wasFull;

    void open(int start, int end) {
      if (holes() == StreamMap.MAX_HOLES) {
        wasFull = true;
        joinOldest();
      }
      opened++;
      for (int i = start; i < end; i++) {
        hole[i] = opened;
      }
    }

    private void joinOldest() {
      int first = next(0);
      int second = runEnd(first);
      second = next(second);
      int end = runEnd(second);
      for (int i = first; i < end; i++) {
        hole[i] = hole[first];
      }
    }

    int fill(int start, int end) {
      boolean full = holes() == StreamMap.MAX_HOLES;
      int filled = 0;
      for (int i = start; i < Math.min(end, hole.length); i++) {
        filled += hole[i] != 0 ? 1 : 0;
        hole[i] = 0;
      }
      if (full && holes() > StreamMap.MAX_HOLES) {
        wasFull = true;
        int upper = hole[end];
        for (int i = end; hole[i] == upper; i++) {
          hole[i] = 0;
        }
      }
      return filled;
    }

    private int next(int from) {
      int i = from;
      while (i < hole.length && hole[i] == 0) {
        i++;
      }
      return i;
    }

    private int runEnd(int start) {
      int i = start;
      while (i < hole.length && hole[i] == hole[start]) {
        i++;
      }
      return i;
    }

    int holes() {
      int count = 0;
      for (int i = next(0); i < hole.length; i = next(runEnd(i))) {
        count++;
      }
      return count;
    }

    long missing() {
      long sum = 0;
      for (int each : hole) {
        sum += each != 0 ? 1 : 0;
      }
      return sum;
    }

    /** Whether the highest stretch of missing bytes is the one byte below {@code end}, and a hole by itself. */
    boolean lacksOnly(int end) {
      return end > 0
          && hole[end - 1] != 0
          && (end == 1 || hole[end - 2] != hole[end - 1])
          && next(end) == hole.length;
    }
  }
}
