package io.finrst.compare;

/** What is known of the points as a whole: their clocks, and when their captures ran. */
final class Points {
  private final Clocks[][] clocks; // [lower][higher]
  private final Coverage[] coverage;

  Points(int count) {
    clocks = new Clocks[count][count];
    coverage = new Coverage[count];
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        clocks[i][j] = new Clocks();
      }
    }
  }

  int count() {
    return coverage.length;
  }

  void cover(int point, Coverage covered) {
    coverage[point] = covered;
  }

  Coverage coverage(int point) {
    return coverage[point];
  }

  /** A packet that passed point {@code first} and then point {@code then}, with the times that each saw. */
  void passed(int first, long firstNs, int then, long thenNs) {
    if (first < then) {
      clocks[first][then].fromA(firstNs, thenNs);
    } else {
      clocks[then][first].fromB(thenNs, firstNs);
    }
  }

  /** How far the clock of {@code point} is ahead of that of {@code other}; null where nothing passed both. */
  ClockDifference clock(int point, int other) {
    if (point == other) {
      return ClockDifference.NONE;
    }
    ClockDifference direct = direct(point, other);
    for (int via = 0; via < coverage.length && direct == null; via++) {
      if (via != point && via != other && direct(via, other) != null && direct(point, via) != null) {
        direct = direct(via, other).then(direct(point, via));
      }
    }
    return direct;
  }

  private ClockDifference direct(int point, int other) {
    if (point > other) {
      return clocks[other][point].difference();
    }
    ClockDifference inverse = clocks[point][other].difference();
    return inverse == null ? null : inverse.inverse();
  }
}
