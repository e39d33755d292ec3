package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.report.ReportWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedWriterTest {
  private static final AnalysedConnection CLOSED = Records.aGracefulClose().told(Diagnosis.NONE);
  private static final AnalysedConnection RESET = Records.aReset().told(Diagnosis.NONE);

  private final List<String> said = new ArrayList<>();
  private int written;
  private boolean finished;
  private long nowNs;
  private final PacedWriter writer =
      new PacedWriter(
          new ReportWriter() {
            @Override
            public void onConnection(AnalysedConnection connection) {
              written++;
            }

            @Override
            public void finish(AnalysisSummary summary) {
              finished = true;
            }

            @Override
            public boolean failed() {
              return false;
            }
          },
          said::add,
          () -> nowNs);

  private void endings(int count, AnalysedConnection connection) {
    for (int i = 0; i < count; i++) {
      writer.onConnection(connection);
    }
  }

  @Test
  void asManyAsATerminalTakesAreAllWritten() {
    for (int second = 0; second < 3; second++) {
      endings(PacedWriter.MOST_PER_SECOND, CLOSED);
      nowNs += 1_000_000_000L;
    }
    writer.onTime(null, 0);
    assertThat(written).isEqualTo(3 * PacedWriter.MOST_PER_SECOND);
    assertThat(said).isEmpty();
  }

  @Test
  void moreAreSummedUpWhenTheSecondIsOverAlthoughNothingComes() {
    endings(PacedWriter.MOST_PER_SECOND + 7, CLOSED);
    nowNs += 999_999_999L;
    writer.onTime(null, 0);
    assertThat(said).isEmpty();
    nowNs++;
    writer.onTime(null, 0);
    assertThat(written).isEqualTo(PacedWriter.MOST_PER_SECOND);
    assertThat(said)
        .containsExactly(
            "7 more in that second: 7 graceful; --top shows groups on one screen, --json and --csv all, --only and a"
                + " filter choose");
  }

  @Test
  void whatDidNotEndWellGetsItsLineInAFloodToo() {
    endings(PacedWriter.MOST_PER_SECOND + 7, CLOSED);
    endings(PacedWriter.MOST_PER_SECOND + 1, RESET);
    nowNs += 1_000_000_000L;
    writer.onTime(null, 0);
    assertThat(written).isEqualTo(2 * PacedWriter.MOST_PER_SECOND);
    assertThat(said).singleElement().asString().startsWith("8 more in that second: 1 rst-after-data, 7 graceful; ");
  }

  @Test
  void whatIsLeftAtTheEndIsToldAndTheRemedyOnceOnly() throws IOException {
    endings(PacedWriter.MOST_PER_SECOND + 1, CLOSED);
    nowNs += 1_000_000_000L;
    endings(2 * PacedWriter.MOST_PER_SECOND + 3, RESET);
    writer.finish(null);
    assertThat(said.get(1)).isEqualTo("3 more in that second: 3 rst-after-data");
    assertThat(finished).isTrue();
  }
}
