package io.finrst.cli;

import io.finrst.ConnectionListener;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;
import io.finrst.report.ReportWriter;

/** Hands on what passes the filters, counts what {@code --fail-on} asks for, and stops a run nobody reads. */
final class FilteredWriter implements ConnectionListener {
  private final ReportWriter writer;
  private final FilterOptions filter;
  private final FailOn failOn;
  private final Runnable stop;
  private EndedConnection undecided;
  private long counted;

  /**
   * @param failOn what to count, null for nothing
   * @param stop called when the output has failed and the rest of the input need not be read
   */
  FilteredWriter(ReportWriter writer, FilterOptions filter, FailOn failOn, Runnable stop) {
    this.writer = writer;
    this.filter = filter;
    this.failOn = failOn;
    this.stop = stop;
  }

  @Override
  public boolean wants(EndedConnection connection) {
    if (!filter.passes(connection)) {
      return false;
    }
    if (filter.needsDiagnosis()) {
      undecided = connection; // valid until onConnection, which follows at once
      return true;
    }
    return passed(connection);
  }

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {
    if (filter.needsDiagnosis() && !(filter.passes(diagnosis) && passed(undecided))) {
      return;
    }
    writer.onConnection(connection, diagnosis);
    if (writer.failed()) {
      stop.run();
    }
  }

  private boolean passed(EndedConnection connection) {
    if (failOn != null) {
      counted += failOn.verdicts().contains(connection.verdict()) ? 1 : 0;
      counted -= connection.supersedes() != null && failOn.verdicts().contains(connection.supersedes()) ? 1 : 0;
    }
    return writer.wants(connection);
  }

  /** How many passed that {@code --fail-on} names. */
  long counted() {
    return counted;
  }
}
