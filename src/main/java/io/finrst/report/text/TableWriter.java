package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes the table of the worst {@code top} connections (0 = all), worst first, and a summary. */
public final class TableWriter implements ReportWriter {

  /** Writes to {@code out}. */
  public TableWriter(OutputStream out, TextStyle style, int top) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
