package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes a row as each connection ends, and a summary. */
public final class LiveTableWriter implements ReportWriter {

  /** Writes to {@code out}. */
  public LiveTableWriter(OutputStream out, TextStyle style) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
