package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.report.text.Representatives.Representative;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes notes, then a summary: on each connection, worst first, or on one of each kind that did not end well.
 */
public final class ExplainWriter implements ReportWriter {
  private final TextOutput out;
  private final Page page;
  private final PacketDecoder decoder;
  private final Worst<Explained> waiting; // null when each note is written at once
  private final Representatives kinds; // null when each connection is explained
  private final int top;
  private boolean begun;
  private long originNs;

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style width, colours, charset and times
   * @param decoder for the packets whose bytes were kept
   * @param top how many connections to explain, 0 for all; all that are to be explained are kept until the end
   */
  public ExplainWriter(OutputStream out, TextStyle style, PacketDecoder decoder, int top) {
    this(out, style, decoder, new Worst<>(top, Explained.MOST_BYTES), null, top);
  }

  /**
   * A writer that explains one connection of each kind that did not end well, and the worst where all did.
   *
   * @param top how many kinds, at least 1
   */
  public static ExplainWriter ofKinds(OutputStream out, TextStyle style, PacketDecoder decoder, int top) {
    return new ExplainWriter(out, style, decoder, new Worst<>(1, Explained.MOST_BYTES), new Representatives(), top);
  }

  private ExplainWriter(
      OutputStream out, TextStyle style, PacketDecoder decoder, Worst<Explained> waiting, Representatives kinds,
      int top) {
    this.kinds = kinds;
    this.top = top;
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
    return new ExplainWriter(out, style, decoder, null, null, 0);
  }

  @Override
  public void reads(Reading reading) {
    page.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection c) {
    if (waiting == null) {
      if (!begun) {
        originNs = c.record().first().timeNs();
      }
      write(Explained.of(c));
      out.flush();
      return;
    }
    if (kinds != null) {
      kinds.add(c);
    }
    Rank rank = Rank.of(c);
    if (waiting.wants(rank, c.tcpStream())) {
      waiting.add(rank, c.tcpStream(), Explained.of(c));
    }
  }

  private void write(Explained explained) {
    if (begun) {
      page.blank();
    }
    begun = true;
    new Note(page, explained, decoder).write(originNs);
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    SummaryText summaryText = new SummaryText(page);
    List<Representative> representatives = kinds == null ? List.of() : kinds.mostFirst();
    originNs = waiting == null ? originNs : summary.firstTimeNs();
    if (!representatives.isEmpty()) {
      representatives.stream().limit(top).forEach(kind -> write(kind, summary));
      howToSeeMore(representatives);
    } else if (waiting != null) {
      List<Explained> shown = waiting.worstFirst();
      shown.forEach(this::write);
      summaryText.leftOut(shown.size(), waiting.seen() - shown.size(), "connection", waiting.keepsAll());
    }
    if (!begun && summary.connections() > 0) {
      page.paragraph(0, "No connection matched.");
    }
    summaryText.write(summary);
    out.finish();
  }

  private void write(Representative kind, AnalysisSummary summary) {
    write(kind.explained());
    long more = kind.connections() - 1;
    if (more > 0) {
      String to = kind.servers() == 1 ? "" : more == 1 ? ", to another server," : ", each to another server,";
      String command = Command.explain(kind.selection(), page.reading().again());
      page.blank();
      page.paragraph(
          2,
          Quantity.count(more, "more connection") + to + " ended like this one"
              + (command.isEmpty() ? "." : ":"));
      if (!command.isEmpty()) {
        page.command(4, "", 0, command);
      }
    }
  }

  private void howToSeeMore(List<Representative> kinds) {
    long connections = kinds.stream().mapToLong(Representative::connections).sum();
    if (connections > 1) {
      page.blank();
      String shown = kinds.size() > top ? "the " + Quantity.count(top) + " most frequent of " : "each of ";
      page.paragraph(
          0,
          "Explained: one connection of " + shown + Quantity.count(kinds.size(), "kind") + " of bad end ("
              + Quantity.count(connections, "connection") + "). --stream N explains one, --top 0 explains all.");
    }
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
