package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes a table of groups. */
public final class GroupWriter implements ReportWriter {

  /** Writes to {@code out}. */
  public GroupWriter(OutputStream out, TextStyle style, Grouping by, int top) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
