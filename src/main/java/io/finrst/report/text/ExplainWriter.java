package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes an expert's note for each of the worst {@code top} connections (0 = all), and a summary. */
public final class ExplainWriter implements ReportWriter {

  /** A writer that explains each connection as it ends. */
  public static ExplainWriter live(OutputStream out, TextStyle style) {
    return new ExplainWriter(out, style, 0);
  }

  /** Writes to {@code out}. */
  public ExplainWriter(OutputStream out, TextStyle style, int top) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
