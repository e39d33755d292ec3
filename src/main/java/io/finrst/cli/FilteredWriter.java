package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.ConnectionListener;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.ReportWriter;
import java.util.List;

/** Hands on what passes the filters, counts what {@code --fail-on} asks for, and stops a run nobody reads. */
final class FilteredWriter implements ConnectionListener {
  private final ReportWriter writer;
  private final FilterOptions filter;
  private final Matches matches;
  private final List<ConnectionListener> beside;
  private final Runnable before;
  private final Runnable stop;

  /**
   * @param matches counts what passes
   * @param beside get what passes, too
   * @param before called before a connection is handed on
   * @param stop called when the output has failed and the rest of the input need not be read
   */
  FilteredWriter(
      ReportWriter writer,
      FilterOptions filter,
      Matches matches,
      List<ConnectionListener> beside,
      Runnable before,
      Runnable stop) {
    this.writer = writer;
    this.filter = filter;
    this.matches = matches;
    this.beside = beside;
    this.before = before;
    this.stop = stop;
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    if (!filter.passes(connection)) {
      return;
    }
    matches.add(connection);
    for (int i = 0; i < beside.size(); i++) {
      beside.get(i).onConnection(connection);
    }
    before.run();
    writer.onConnection(connection);
    if (writer.failed()) {
      stop.run();
    }
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    writer.onTime(analysis, nowNs);
  }
}
