package io.finrst;

import io.finrst.capture.PacketSource;

/** Source in, connections and a summary out. One use each; not thread-safe. */
public final class Analysis {
  private final AnalysisOptions options;
  private final ConnectionListener listener;

  /** An analysis that tells {@code listener} of each connection. */
  public Analysis(AnalysisOptions options, ConnectionListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /** Reads {@code source} to its end. Damage is noted in the summary and does not throw. */
  public AnalysisSummary run(PacketSource source) {
    throw new UnsupportedOperationException("written next");
  }
}
