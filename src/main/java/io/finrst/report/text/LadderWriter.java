package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.report.ladder.LadderFormat;
import io.finrst.report.ladder.MermaidLadder;
import io.finrst.report.ladder.Rung;
import io.finrst.report.ladder.Rungs;
import io.finrst.report.ladder.SvgLadder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the ladder of one connection and nothing else. */
public final class LadderWriter implements ReportWriter {
  private final TextOutput out;
  private final Page page;
  private final LadderFormat format;
  private Explained explained; // null until told of it

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style of text
   */
  public LadderWriter(OutputStream out, TextStyle style, LadderFormat format) {
    this.out = new TextOutput(out, format == LadderFormat.TEXT ? style.charset() : StandardCharsets.UTF_8);
    this.page = new Page(this.out, style);
    this.format = format;
  }

  @Override
  public void reads(Reading reading) {
    page.reads(reading);
  }

  /** The last one told of counts: told again, it is known better. */
  @Override
  public void onConnection(AnalysedConnection c) {
    explained = Explained.of(c);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException also when there was no connection to draw
   */
  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    if (explained == null) {
      throw new IOException("no connection with this stream number and these filters, of " + summary.connections());
    }
    List<Rung> rungs = Rungs.of(explained.connection(), explained.diagnosis());
    switch (format) {
      case SVG -> out.write(SvgLadder.document(explained.connection(), rungs, sentence()));
      case MERMAID -> out.write(MermaidLadder.of(explained.connection(), rungs, sentence()));
      case TEXT -> {
        page.paragraph(0, sentence());
        page.blank();
        new Ladder(page).write(rungs);
      }
    }
    out.finish();
  }

  private String sentence() {
    return Lead.of(explained.connection(), explained.diagnosis(), page);
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
