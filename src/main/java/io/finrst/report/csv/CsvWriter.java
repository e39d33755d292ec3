package io.finrst.report.csv;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a header and one row for each connection, in the order in which they end: RFC 4180 with a plain newline, in
 * UTF-8. Times are ISO 8601 in UTC, durations decimal seconds, lists parted by {@code "; "}; there is no summary row.
 */
public final class CsvWriter implements ReportWriter {
  private final TextOutput out;
  private final boolean flushEachRecord;
  private final List<Column> columns;
  private final Row row = new Row();

  /**
   * Writes the header at once.
   *
   * @param out where the bytes go; the writer buffers
   * @param flushEachRecord true hands each row on as soon as it is known, for live captures and pipes
   */
  public CsvWriter(OutputStream out, boolean flushEachRecord) {
    this(out, flushEachRecord, false);
  }

  /**
   * The same.
   *
   * @param zeek whether Zeek's state stands in further columns
   */
  public CsvWriter(OutputStream out, boolean flushEachRecord, boolean zeek) {
    this.out = new TextOutput(out, StandardCharsets.UTF_8);
    this.flushEachRecord = flushEachRecord;
    columns = zeek ? Column.withZeek() : Column.ALL;
    row.clear();
    for (Column column : columns) {
      row.text(column.header());
    }
    this.out.write(row.finished());
  }

  @Override
  public void reads(Reading reading) {
    row.origins(reading.origins());
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    row.begin(Ended.of(connection));
    for (Column column : columns) {
      column.cell().append(row, connection.record(), connection.diagnosis());
    }
    out.write(row.finished());
    if (flushEachRecord) {
      out.flush();
    }
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
