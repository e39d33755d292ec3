package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.report.ReportWriter;
import io.finrst.report.text.GroupWriter;
import io.finrst.report.text.LiveTableWriter;
import io.finrst.report.text.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * One screen of a terminal, drawn over itself each second: how the capture goes, the groups so far, worst first, and the
 * latest connections that did not end well. When it ends, the screen is what it was before, and the groups follow as a
 * report.
 */
final class LiveScreen implements ReportWriter {
  private static final long EVERY_NS = 1_000_000_000L;
  private static final int USUAL_ROWS = 24;

  /** Lines kept of connections that did not end well: no screen is higher. */
  private static final int MOST_LATEST = 200;

  /** What stands above the groups: status, an empty line, their heading. */
  private static final int OTHER_ROWS = 3;

  private static final int LEAST_ROWS = 8;

  /** The first word of the heading of connections. */
  private static final String FIRST_TITLE = "stream";

  private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String OWN_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private final GroupWriter groups;
  private final OutputStream out;
  private final IntSupplier height;
  private final LongSupplier nanoTime;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final LiveTableWriter table;
  private final Deque<List<String>> latest = new ArrayDeque<>();
  private List<String> heading = List.of();
  private String status = "";
  private long drawnNs;
  private boolean shown;
  private boolean failed;

  /**
   * @param groups counts, and reports at the end
   * @param out the terminal
   * @param height its rows, 0 for not known; asked each time, since windows change
   * @param nanoTime a clock of any origin, ns
   */
  LiveScreen(GroupWriter groups, OutputStream out, TextStyle style, IntSupplier height, LongSupplier nanoTime) {
    this.groups = groups;
    this.out = out;
    this.height = height;
    this.nanoTime = nanoTime;
    table = new LiveTableWriter(line, style);
    drawnNs = nanoTime.getAsLong();
    Runtime.getRuntime().addShutdownHook(new Thread(this::leave, "screen"));
  }

  /** What to say of the capture in the first line. */
  void status(String text) {
    status = text;
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    groups.onConnection(connection);
    if (Ended.of(connection) == Ended.BADLY) {
      line.reset();
      table.onConnection(connection);
      List<String> lines = line.toString(StandardCharsets.UTF_8).lines().toList();
      boolean titled = lines.get(0).contains(FIRST_TITLE); // as many lines as the row below
      heading = titled ? lines.subList(0, lines.size() / 2) : heading;
      latest.addFirst(titled ? lines.subList(lines.size() / 2, lines.size()) : lines);
      if (latest.size() > MOST_LATEST) {
        latest.removeLast();
      }
    }
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    long now = nanoTime.getAsLong();
    if (now - drawnNs >= EVERY_NS) {
      drawnNs = now;
      write((shown ? "" : OTHER_SCREEN) + screen());
      shown = true;
    }
  }

  /** The screen as it is to be now. */
  String screen() {
    int rows = height.getAsInt() > LEAST_ROWS ? height.getAsInt() : USUAL_ROWS;
    List<String> lines = new ArrayList<>(List.of(status, ""));
    int forGroups = latest.isEmpty() ? rows - OTHER_ROWS : rows / 2 - OTHER_ROWS + 1;
    groups.soFar(forGroups).lines().forEach(lines::add);
    if (!latest.isEmpty()) {
      lines.add("");
      lines.addAll(heading);
      for (List<String> each : latest) {
        if (lines.size() + each.size() <= rows) {
          lines.addAll(each);
        }
      }
    }
    return HOME + String.join(REST_OF_LINE + "\r\n", lines) + REST_OF_LINE + REST_OF_SCREEN;
  }

  private synchronized void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      failed = true;
    }
  }

  private synchronized void leave() {
    if (shown) {
      shown = false;
      write(OWN_SCREEN);
    }
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    leave();
    groups.finish(summary);
  }

  @Override
  public boolean failed() {
    return failed;
  }
}
