package io.finrst.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final Counters counters = new Counters();

  @Test
  void endingsAreCountedByVerdictCauseAndServerPort() {
    counters.onConnection(Records.aReset().told(Records.unreadData()));
    counters.onConnection(Records.aReset().told(Records.unreadData()));
    counters.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    assertThat(counters.text())
        .contains(
            "# TYPE finrst_connections_ended_total counter\n",
            "finrst_connections_ended_total{verdict=\"rst-after-data\",cause=\"unread-data-at-close\","
                + "server_port=\"443\"} 2\n",
            "finrst_connections_ended_total{verdict=\"graceful\",cause=\"\",server_port=\"443\"} 1\n");
  }

  @Test
  void captureIsCountedToo() {
    counters.capture(1_000, 3, 12);
    assertThat(counters.text())
        .contains("finrst_packets_total 1000\n", "finrst_packets_dropped_total 3\n", "finrst_connections_open 12\n");
  }

  @Test
  void correctionIsCountedUnderWhatItSupersedes() {
    Records corrected = Records.aGracefulClose();
    corrected.supersedes = Verdict.RST_AFTER_DATA;
    counters.onConnection(corrected.told(Diagnosis.NONE));
    assertThat(counters.text()).contains("finrst_connections_revised_total{verdict=\"rst-after-data\"} 1\n");
  }

  @Test
  void scanOfAllPortsDoesNotMakeASeriesEach() {
    Records scanned = Records.aRefusal();
    for (int port = 1; port <= 3 * Counters.MOST_SERIES; port++) {
      scanned.server = new Endpoint(new Address(4, 0, 1), port);
      counters.onConnection(scanned.told(Diagnosis.NONE));
    }
    assertThat(counters.text().lines().filter(line -> line.startsWith("finrst_connections_ended_total")))
        .hasSize(Counters.MOST_SERIES + 1)
        .anyMatch(line -> line.contains("server_port=\"other\"} " + 2 * Counters.MOST_SERIES));
  }
}
