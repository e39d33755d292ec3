package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a note on each connection, worst first, then a summary. */
public final class ExplainWriter implements ReportWriter {
  private record Explained(ConnectionRecord connection, Diagnosis diagnosis) {}

  /** A record with its packets and their bytes. */
  private static final int EXPLAINED_BYTES = 16_384;

  private final TextOutput out;
  private final Page page;
  private final PacketDecoder decoder;
  private final Worst<Explained> waiting; // null when each note is written at once
  private boolean begun;
  private long originNs;

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style width, colours, charset and times
   * @param decoder for the packets whose bytes were kept
   * @param top how many connections to explain, 0 for all; all that are to be explained are kept until the end
   */
  public ExplainWriter(OutputStream out, TextStyle style, PacketDecoder decoder, int top) {
    this(out, style, decoder, new Worst<>(top, EXPLAINED_BYTES));
  }

  private ExplainWriter(OutputStream out, TextStyle style, PacketDecoder decoder, Worst<Explained> waiting) {
    this.decoder = decoder;
    this.out = new TextOutput(out, style.charset());
    this.page = new Page(this.out, style);
    this.waiting = waiting;
  }

  /**
   * A writer that explains each connection as it ends. Relative start times count from the start of the connection that
   * ends first.
   */
  public static ExplainWriter live(OutputStream out, TextStyle style, PacketDecoder decoder) {
    return new ExplainWriter(out, style, decoder, null);
  }

  @Override
  public void onConnection(AnalysedConnection c) {
    if (waiting == null) {
      if (!begun) {
        originNs = c.record().first().timeNs();
      }
      write(c.record(), c.diagnosis());
      out.flush();
    } else if (waiting.wants(c.verdict(), c.tcpStream())) {
      waiting.add(c.verdict(), c.tcpStream(), new Explained(c.record(), c.diagnosis()));
    }
  }

  private void write(ConnectionRecord c, Diagnosis diagnosis) {
    if (begun) {
      page.blank();
    }
    begun = true;
    new Note(page, c, diagnosis, decoder).write(originNs);
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    SummaryText summaryText = new SummaryText(page);
    if (waiting != null) {
      originNs = summary.firstTimeNs();
      List<Explained> shown = waiting.worstFirst();
      shown.forEach(explained -> write(explained.connection(), explained.diagnosis()));
      summaryText.leftOut(shown.size(), waiting.leftOut(), "connection", waiting.keepsAll());
    }
    if (!begun && summary.connections() > 0) {
      page.paragraph(0, "No connection matched.");
    }
    summaryText.write(summary);
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
