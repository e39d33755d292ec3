package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps a terminal from being flooded: of more than {@link #MOST_PER_SECOND} endings in a second only those that did not
 * end well get a line, as many again at most, and the rest is summed up.
 */
final class PacedWriter implements ReportWriter {
  /** Nobody reads more. */
  static final int MOST_PER_SECOND = 20;

  private static final long SECOND_NS = 1_000_000_000L;

  private final ReportWriter writer;
  private final Consumer<String> say;
  private final LongSupplier nanoTime;
  private final Map<Verdict, Long> left = new EnumMap<>(Verdict.class);
  private long sinceNs;
  private int written;
  private boolean explained;

  /**
   * @param say prints a message
   * @param nanoTime a clock of any origin, ns
   */
  PacedWriter(ReportWriter writer, Consumer<String> say, LongSupplier nanoTime) {
    this.writer = writer;
    this.say = say;
    this.nanoTime = nanoTime;
    sinceNs = nanoTime.getAsLong();
  }

  @Override
  public void reads(Reading reading) {
    writer.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    pace();
    boolean room = written < MOST_PER_SECOND;
    if (room || written < 2 * MOST_PER_SECOND && Ended.of(connection) == Ended.BADLY) {
      written++;
      writer.onConnection(connection);
    } else {
      left.merge(connection.verdict(), 1L, Long::sum);
    }
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    pace();
    writer.onTime(analysis, nowNs);
  }

  private void pace() {
    long now = nanoTime.getAsLong();
    if (now - sinceNs >= SECOND_NS) {
      sinceNs = now;
      written = 0;
      tell();
    }
  }

  private void tell() {
    if (left.isEmpty()) {
      return;
    }
    StringJoiner verdicts = new StringJoiner(", ");
    left.forEach((verdict, count) -> verdicts.add(Quantity.count(count) + " " + verdict.id()));
    long all = left.values().stream().mapToLong(Long::longValue).sum();
    String remedy =
        explained
            ? ""
            : "; --top shows groups on one screen, --json and --csv all, --only and a filter choose";
    say.accept(Quantity.count(all) + " more in that second: " + verdicts + remedy);
    explained = true;
    left.clear();
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    tell();
    writer.finish(summary);
  }

  @Override
  public boolean failed() {
    return writer.failed();
  }
}
