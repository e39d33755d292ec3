package io.finrst.report.csv;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes CSV. */
public final class CsvWriter implements ReportWriter {

  /** Writes to {@code out}. */
  public CsvWriter(OutputStream out, boolean flushEachRecord) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
