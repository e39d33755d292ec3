package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.report.Quantity;
import io.finrst.teardown.Verdict;
import java.util.Map;
import java.util.function.Consumer;

/** One line on a terminal's stderr that says how a live capture goes; drawn over itself, wiped before anything else. */
final class StatusLine {
  private static final long EVERY_NS = 250_000_000L;
  private static final int WIDTH = 79;

  private final TerminalLine line; // null without a terminal
  private Consumer<String> screen; // null for the line
  private long lastNs;
  private long lastPackets;

  private StatusLine(TerminalLine line) {
    this.line = line;
  }

  /** A line that is shown if there is anyone to see it. */
  static StatusLine of(Surroundings surroundings, boolean quiet) {
    boolean seen = !quiet && surroundings.console().drawsLines(surroundings.environment());
    return new StatusLine(seen ? new TerminalLine(surroundings.err()) : null);
  }

  /** Hands the line to a screen that has a place for it. */
  void showOn(Consumer<String> screen) {
    this.screen = screen;
  }

  /** Draws the line, several times a second at most. */
  void show(Analysis analysis, long dropped, long nowNs) {
    if (line == null && screen == null || nowNs - lastNs < EVERY_NS) {
      return;
    }
    double seconds = (nowNs - lastNs) / 1e9;
    long rate = lastNs == 0 ? 0 : Math.round((analysis.packets() - lastPackets) / seconds);
    lastNs = nowNs;
    lastPackets = analysis.packets();
    String text = line(analysis.packets(), rate, analysis.following(), analysis.verdicts(), dropped);
    if (screen == null) {
      line.show(text);
    } else {
      screen.accept(text);
    }
  }

  /** What it says. */
  static String line(long packets, long rate, int following, Map<Verdict, Long> verdicts, long dropped) {
    StringBuilder line = new StringBuilder();
    line.append(Quantity.count(packets, "packet")).append(", ").append(Quantity.count(rate)).append("/s, ");
    line.append(Quantity.count(following, "connection"));
    if (dropped > 0) {
      line.append(", ").append(Quantity.count(dropped)).append(" dropped");
    }
    String separator = "; ended: ";
    for (Map.Entry<Verdict, Long> verdict : verdicts.entrySet()) {
      String more = separator + Quantity.count(verdict.getValue()) + " " + verdict.getKey().id();
      if (line.length() + more.length() > WIDTH) {
        break;
      }
      line.append(more);
      separator = ", ";
    }
    return line.length() > WIDTH ? line.substring(0, WIDTH) : line.toString();
  }

  /** Takes the line away, so that something else can be printed. */
  void wipe() {
    if (line != null) {
      line.wipe();
    }
  }
}
