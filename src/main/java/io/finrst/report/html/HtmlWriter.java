package io.finrst.report.html;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.report.text.Explained;
import io.finrst.report.text.Rank;
import io.finrst.report.text.TextStyle;
import io.finrst.report.text.Wording;
import io.finrst.report.text.Worst;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one self-contained page: what did not end well and why, when, and a table of the worst connections that explains
 * each. Everything is written by {@link #finish}. All connections are looked into, as for JSON.
 */
public final class HtmlWriter implements ReportWriter {
  /** Rows of the table: what a browser opens at once. */
  public static final int MOST_ROWS = 100_000;

  private final TextOutput out;
  private final HostNames names;
  private final Origin origin;
  private final Wording wording = new Wording(TextStyle.PLAIN); // names wait until they are shown
  private final int mostRows;
  private final Worst<Row> rows;
  private final Examples examples = new Examples();
  private final Map<Verdict, long[]> ends = new EnumMap<>(Verdict.class); // told, by what they were worth
  private final Map<Long, Long> toldAgain = // the turn that holds, by stream
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > mostRows;
        }
      };
  private Reading reading = Reading.UNKNOWN;
  private Explained first; // a page on a single connection is about it
  private long turn;

  /**
   * Where a page comes from.
   *
   * @param command the command line that made it, empty where there was none
   * @param version of finrst
   */
  public record Origin(String command, String version) {}

  /**
   * @param out where the bytes go; flushed, not closed
   * @param names what hosts are called
   */
  public HtmlWriter(OutputStream out, HostNames names, Origin origin) {
    this(out, names, origin, mostRows());
  }

  HtmlWriter(OutputStream out, HostNames names, Origin origin, int mostRows) {
    this.mostRows = mostRows;
    rows = new Worst<>(mostRows, Row.BYTES);
    this.out = new TextOutput(out, StandardCharsets.UTF_8);
    this.names = names;
    this.origin = origin;
  }

  /** No more than an eighth of the heap holds. */
  private static int mostRows() {
    return (int) Math.min(MOST_ROWS, Runtime.getRuntime().maxMemory() / 8 / Row.BYTES);
  }

  @Override
  public void reads(Reading reading) {
    this.reading = reading;
    wording.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection c) {
    turn++;
    Explained explained = Explained.of(c);
    first = turn == 1 || first.connection().tcpStream() == c.tcpStream() ? explained : first;
    Ended ended = explained.ended();
    if (c.supersedes() != null) {
      takeBack(c.supersedes());
      examples.forget(c.tcpStream());
      toldAgain.put(c.tcpStream(), turn);
    }
    ends.computeIfAbsent(c.verdict(), any -> new long[Ended.values().length])[ended.ordinal()]++;
    if (ended != Ended.WELL) {
      examples.add(explained);
    }
    Rank rank = Rank.of(c);
    if (rows.wants(rank, c.tcpStream())) {
      rows.add(rank, c.tcpStream(), Row.of(turn, explained, wording));
    }
  }

  /** What was told before holds no longer; it was worth what most of its verdict were. */
  private void takeBack(Verdict told) {
    long[] counts = ends.get(told);
    if (counts != null) {
      int most = 0;
      for (int i = 1; i < counts.length; i++) {
        most = counts[i] > counts[most] ? i : most;
      }
      counts[most]--;
    }
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    List<Row> shown =
        rows.worstFirst().stream().filter(row -> row.turn() >= toldAgain.getOrDefault(row.stream(), 0L)).toList();
    new PageView(summary, reading, wording, names, origin, ends, examples, summary.connections() == 1 ? first : null, shown, mostRows)
        .write(out);
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
