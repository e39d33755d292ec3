package io.finrst.report;

import io.finrst.AnalysisSummary;
import io.finrst.ConnectionListener;
import java.io.IOException;

/** Writes what an analysis finds in one format. Used on one thread. */
public interface ReportWriter extends ConnectionListener {

  /** Says, before anything else, what will be read. */
  default void reads(Reading reading) {}

  /**
   * Writes what is left: everything that had to wait, and the summary.
   *
   * @throws IOException when the output cannot be written; writers keep an earlier failure until here
   */
  void finish(AnalysisSummary summary) throws IOException;

  /** Whether the output has failed, so that the analysis need not go on (a closed pipe). */
  boolean failed();
}
