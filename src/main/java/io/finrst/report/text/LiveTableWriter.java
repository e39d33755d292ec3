package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.report.TimeStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes one line as each connection ends, flushed at once, then a summary: the table for what arrives while one waits.
 * The columns are as wide as IPv4 connections need; longer cells are cut in a terminal, and widen their column where
 * lines may be of any length.
 */
public final class LiveTableWriter implements ReportWriter {
  private static final long TYPICAL_TIME_NS = 1_800_000_000_000_000_000L;

  /** A heading scrolls away with what stands under it, so a terminal gets it again. */
  private static final int ROWS_UNDER_A_HEADING = 20;

  private static final long TYPICAL_RUN_NS = 10_000_000_000_000L;

  private final TextOutput out;
  private final TextStyle style;
  private final Page page;
  private final ConnectionTable table;
  private final int[] natural = new int[ConnectionTable.COLUMNS];
  private Rows layout; // null before the first row
  private long originNs;
  private long rows; // under the last heading

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style width, colours, charset and times; {@link TimeStyle#RELATIVE} counts from the start of the connection
   *     that ends first
   */
  public LiveTableWriter(OutputStream out, TextStyle style) {
    this.out = new TextOutput(out, style.charset());
    this.style = style;
    page = new Page(this.out, style);
    table = new ConnectionTable(style);
    table.grid().measure(typicalCells(style), natural);
  }

  private static String[] typicalCells(TextStyle style) {
    String[] cells = new String[ConnectionTable.COLUMNS];
    Arrays.fill(cells, "0");
    cells[ConnectionTable.START] = style.times().render(TYPICAL_TIME_NS, TYPICAL_TIME_NS - TYPICAL_RUN_NS, 6);
    cells[ConnectionTable.CLIENT] = "192.168.100.200:65535";
    cells[ConnectionTable.SERVER] = "-> 192.168.100.200:65535";
    cells[ConnectionTable.VERDICT] = "rst-in-handshake";
    cells[ConnectionTable.ENDED_BY] = "middlebox";
    cells[ConnectionTable.FRAME] = "1000000";
    cells[ConnectionTable.CAUSE] = "~middlebox-idle-timeout";
    cells[ConnectionTable.DURATION] = "23 h 59 min";
    cells[ConnectionTable.SILENCE] = "59 min 59 s";
    cells[ConnectionTable.CLIENT_BYTES] = "99.9 kB";
    cells[ConnectionTable.ZEEK] = style.zeek() ? "RSTO ShADadFr" : "";
    return cells;
  }

  @Override
  public void reads(Reading reading) {
    page.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    ConnectionRecord c = connection.record();
    String[] cells = table.cells(c, connection.diagnosis());
    table.name(cells, c.client(), c.server());
    if (layout == null) {
      originNs = c.first().timeNs();
    }
    cells[ConnectionTable.START] = style.times().render(c.first().timeNs(), originNs, c.fractionDigits());
    if (c.supersedes() != null) {
      boolean same = c.supersedes() == connection.verdict();
      String told = same ? "corrected; " : "was " + c.supersedes().id() + "; ";
      cells[ConnectionTable.CAUSE] = (told + cells[ConnectionTable.CAUSE]).strip();
    }
    table.grid().measure(cells, natural);
    Rows before = layout;
    layout = Rows.fitting(table, natural, style.width());
    if (!layout.isLike(before) || style.width() > 0 && rows % ROWS_UNDER_A_HEADING == 0) {
      layout.heading(page);
      rows = 0;
    }
    rows++;
    layout.row(page, cells, Rank.of(connection));
    out.flush();
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    new SummaryText(page).write(summary);
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
