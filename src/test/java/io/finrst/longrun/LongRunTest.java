package io.finrst.longrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.ConnectionListener;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.flow.Announcing;
import io.finrst.kernel.Heard;
import io.finrst.report.ReportWriter;
import io.finrst.report.metrics.Counters;
import io.finrst.report.text.LiveTableWriter;
import io.finrst.report.text.TextStyle;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three hours of live capture, as fast as it can be analysed: every verdict is there, and memory stays what it was. */
@Tag("slow")
class LongRunTest {
  private static final int MINUTES = 180;

  /** What a reset may have ended, and nothing tells, is kept for two hours: so long the table fills. */
  private static final int FILLING_MINUTES = 130;

  private static final int HIGH_MINUTES = 6;
  private static final int MARK_MINUTES = 10;
  private static final int MOST_CONNECTIONS = 500_000;
  private static final Announcing LIVE = new Announcing(Traffic.NS_PER_S / 2, 60 * Traffic.NS_PER_S, false);

  /** What the compiler and the caches of the JVM may add meanwhile; anything that grows with traffic is far beyond. */
  private static final long MARGIN_BYTES = 2 << 20;

  /** What a live run does with each connection, and a look at the memory now and then. */
  private static final class Watch implements ConnectionListener {
    private final ReportWriter writer = new LiveTableWriter(OutputStream.nullOutputStream(), TextStyle.PLAIN);
    private final Counters counters = new Counters("1.0");
    private final List<Long> usedBytes = new ArrayList<>();
    private final List<Integer> following = new ArrayList<>();
    private long nextMarkNs = Traffic.START_NS + MARK_MINUTES * 60L * Traffic.NS_PER_S;

    @Override
    public void onConnection(AnalysedConnection connection) {
      counters.onConnection(connection);
      writer.onConnection(connection);
    }

    @Override
    public void onTime(Analysis analysis, long timeNs) {
      counters.capture(List.of(), analysis.open());
      if (timeNs >= nextMarkNs) {
        nextMarkNs += MARK_MINUTES * 60L * Traffic.NS_PER_S;
        System.gc();
        usedBytes.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        following.add(analysis.following());
      }
    }
  }

  @Test
  void hoursOfEveryEndingAndScansLeavesMemoryFlatAndGivesEveryVerdict() throws IOException {
    Heard kernel = new Heard();
    Traffic traffic = new Traffic(Kind.all(MINUTES), HIGH_MINUTES * 60, MINUTES * 60 + 1, kernel);
    Watch watch = new Watch();
    AnalysisOptions options = new AnalysisOptions(true, false, MOST_CONNECTIONS, 0, false, LIVE);

    AnalysisSummary summary = new Analysis(options, watch).with(kernel.log()).run(traffic);

    assertThat(summary.verdicts()).isEqualTo(traffic.expected()).containsOnlyKeys(Verdict.values());
    assertThat(summary.evicted()).isZero();
    assertThat(watch.usedBytes).hasSize(MINUTES / MARK_MINUTES);
    int filled = FILLING_MINUTES / MARK_MINUTES - 1;
    long full = watch.usedBytes.get(filled);
    assertThat(watch.usedBytes.subList(filled, watch.usedBytes.size()))
        .allSatisfy(used -> assertThat(used - full).isLessThan(MARGIN_BYTES));
    List<Integer> later = watch.following.subList(filled, watch.following.size());
    assertThat(later).allSatisfy(now -> assertThat(now).isBetween(later.get(0) * 9 / 10, later.get(0) * 11 / 10));
  }
}
