package io.finrst.compare;

/** Receives what a {@link Comparer} finds, on the comparing thread. */
@FunctionalInterface
public interface ComparisonListener {
  /** One connection, once all that is known of it is known. */
  void onComparison(Comparison comparison);
}
