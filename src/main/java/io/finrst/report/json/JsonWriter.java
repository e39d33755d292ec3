package io.finrst.report.json;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.report.ReportWriter;
import java.io.OutputStream;

/** Writes JSON. */
public final class JsonWriter implements ReportWriter {

  /** How objects follow each other. */
  public enum Layout {
    /** One object a line (NDJSON). */
    LINES,
    /** One array. */
    ARRAY
  }

  /** Writes to {@code out}. */
  public JsonWriter(OutputStream out, Layout layout, boolean flushEachRecord) {}

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {}

  @Override
  public void finish(AnalysisSummary summary) {}

  @Override
  public boolean failed() {
    return false;
  }
}
