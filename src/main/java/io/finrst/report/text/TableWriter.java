package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.wire.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the answer where few connections did not end well, an aligned table of connections, worst first, and a
 * summary. Everything is written by {@link #finish}: only then is it known which are worst and how wide the columns are.
 */
public final class TableWriter implements ReportWriter {

  /**
   * One line to be. The cells are kept as one string, a fifth of the memory of many: {@code --top 0} keeps them all.
   * Its ends are null where nobody asks for names; those of lines that are not shown are never looked up.
   */
  private record Row(
      long stream, Rank rank, long startNs, int fractionDigits, String cells, Endpoint client, Endpoint server) {}

  /** More answers than these would bury the table; the summary groups them. */
  private static final int MOST_ANSWERS = 5;

  private static final int ROW_BYTES = 640;

  private static final String SEPARATOR = "\t"; // no cell holds one, see Printable

  private final TextOutput out;
  private final TextStyle style;
  private final Page page;
  private final ConnectionTable table;
  private final Worst<Row> rows;
  private final Worst<Explained> bad = new Worst<>(MOST_ANSWERS, Explained.MOST_BYTES); // those that did not end well
  private Explained first; // a report on a single connection answers it however it ended

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style width, colours, charset and times
   * @param top how many connections to show, 0 for all
   */
  public TableWriter(OutputStream out, TextStyle style, int top) {
    this.out = new TextOutput(out, style.charset());
    this.style = style;
    page = new Page(this.out, style);
    table = new ConnectionTable(style);
    rows = new Worst<>(top, ROW_BYTES);
  }

  @Override
  public void reads(Reading reading) {
    page.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    Rank rank = Rank.of(connection);
    long stream = connection.tcpStream();
    if (rank.ended() == Ended.BADLY && bad.wants(rank, stream) && bad.seen() <= MOST_ANSWERS) {
      bad.add(rank, stream, Explained.of(connection));
    }
    if (!rows.wants(rank, stream)) {
      return;
    }
    ConnectionRecord c = connection.record();
    String cells = String.join(SEPARATOR, table.cells(c, connection.diagnosis()));
    if (first == null) {
      first = Explained.of(connection);
    }
    boolean named = style.names() != HostNames.NONE;
    rows.add(
        rank,
        stream,
        new Row(
            stream, rank, c.first().timeNs(), c.fractionDigits(), cells, named ? c.client() : null,
            named ? c.server() : null));
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    List<Row> shown = rows.worstFirst();
    boolean many = bad.seen() > MOST_ANSWERS;
    SummaryText summaryText = new SummaryText(page);
    if (!shown.isEmpty()) {
      if (many) {
        new PatternText(page, 0).bad(summary, shown.get(0).stream());
        page.blank();
      } else {
        answers();
      }
      rows(shown, summary.firstTimeNs());
      summaryText.leftOut(shown.size(), rows.seen() - shown.size(), "connection", rows.keepsAll());
    } else if (summary.connections() > 0) {
      page.paragraph(0, "No connection matched.");
    }
    summaryText.write(summary, false);
    out.finish();
  }

  private void answers() {
    List<Explained> answered = rows.seen() == 1 ? List.of(first) : bad.worstFirst();
    for (Explained each : answered) {
      new Answer(page, each).write();
      page.blank();
    }
  }

  private void rows(List<Row> shown, long originNs) {
    int[] natural = new int[ConnectionTable.COLUMNS];
    boolean marked = false;
    shown.stream().filter(row -> row.client() != null).forEach(this::expect);
    for (Row row : shown) {
      String[] cells = cells(row, originNs);
      table.grid().measure(cells, natural);
      marked |= isMarked(cells[ConnectionTable.CAUSE]);
    }
    Rows layout = Rows.fitting(table, natural, style.width());
    layout.heading(page);
    for (Row row : shown) {
      layout.row(page, cells(row, originNs), row.rank());
    }
    if (marked && layout.shows(ConnectionTable.CAUSE)) {
      page.blank();
      page.paragraph(
          0,
          "cause: " + ConnectionTable.LIKELY + " likely, " + ConnectionTable.POSSIBLE + " possible, no mark certain;"
              + " --explain shows the evidence.");
    }
  }

  private void expect(Row row) {
    style.names().expect(row.client().address());
    style.names().expect(row.server().address());
  }

  private String[] cells(Row row, long originNs) {
    String[] cells = row.cells().split(SEPARATOR, -1);
    cells[ConnectionTable.START] = style.times().render(row.startNs(), originNs, row.fractionDigits());
    if (row.client() != null) {
      table.name(cells, row.client(), row.server());
    }
    return cells;
  }

  private static boolean isMarked(String cause) {
    return cause.startsWith(ConnectionTable.LIKELY) || cause.startsWith(ConnectionTable.POSSIBLE);
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
