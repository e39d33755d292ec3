package io.finrst.report;

import io.finrst.compare.ComparisonListener;
import io.finrst.compare.ComparisonSummary;
import java.io.IOException;

/** Writes what a comparison of several points finds in one format. Used on one thread. */
public interface ComparisonReport extends ComparisonListener {

  /**
   * Writes what had to wait, and the summary.
   *
   * @throws IOException when the output cannot be written; an earlier failure is kept until here
   */
  void finish(ComparisonSummary summary) throws IOException;

  /** Whether the output has failed, so that the comparison need not go on. */
  boolean failed();
}
