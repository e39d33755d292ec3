package io.finrst.cli;

import io.finrst.ConnectionListener;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.ConnectionRecord;
import io.finrst.flow.EndedConnection;
import io.finrst.report.ReportWriter;

/** Hands on what passes the filters, counts what {@code --fail-on} asks for, and stops a run nobody reads. */
final class FilteredWriter implements ConnectionListener {
  private final ReportWriter writer;
  private final FilterOptions filter;
  private final FailOn failOn;
  private final Runnable stop;
  private long counted;

  FilteredWriter(ReportWriter writer, FilterOptions filter, FailOn failOn, Runnable stop) {
    this.writer = writer;
    this.filter = filter;
    this.failOn = failOn;
    this.stop = stop;
  }

  @Override
  public boolean wants(EndedConnection connection) {
    if (writer.failed()) {
      stop.run();
      return false;
    }
    if (!filter.passes(connection)) {
      return false;
    }
    boolean counts = failOn != null && failOn.verdicts().contains(connection.verdict());
    if (counts && !filter.needsDiagnosis()) {
      counted++;
    }
    return writer.wants(connection) || counts && filter.needsDiagnosis();
  }

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {
    if (!filter.passes(diagnosis)) {
      return;
    }
    if (filter.needsDiagnosis() && failOn != null && failOn.verdicts().contains(connection.verdict())) {
      counted++;
    }
    writer.onConnection(connection, diagnosis);
  }

  /** Whether {@code --fail-on} matched. */
  boolean matched() {
    return failOn != null && counted >= failOn.atLeast();
  }
}
