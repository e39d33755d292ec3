package io.finrst.property;

/**
 * Tries what must hold for any values. The values of a run depend on its seed alone: what failed fails again, and
 * {@code -Dproperty.seed=N} tries others.
 */
public final class Property {
  private static final int TRIES = 200;
  private static final int MOST_EDGE_TRIES = 1_000;
  private static final long SEED = Long.getLong("property.seed", 1);

  private Property() {}

  /** What is tried. */
  @FunctionalInterface
  public interface Check {
    /** Draws its values and throws unless they have the property. */
    void accept(Draw draw) throws Exception;
  }

  /** Tries {@code check} with all edges, then 200 times with random values. */
  public static void holds(Check check) {
    holds(TRIES, check);
  }

  /**
   * Tries {@code check} with all combinations of edges, 1,000 of them at most, then with random values.
   *
   * @param tries how often with random values
   */
  public static void holds(int tries, Check check) {
    int combinations = 1;
    for (int number = 0; number < combinations; number++) {
      Draw draw = Draw.edges(number);
      run(check, draw, "edges", number);
      combinations = (int) Math.min(MOST_EDGE_TRIES, Math.max(combinations, draw.combinations()));
    }
    for (int number = 0; number < tries; number++) {
      run(check, Draw.random(SEED, number), "random", number);
    }
  }

  private static void run(Check check, Draw draw, String kind, int number) {
    try {
      check.accept(draw);
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "-Dproperty.seed=" + SEED + ", " + kind + " try " + number + " drew " + draw + ": " + failure.getMessage(),
          failure);
    }
  }
}
