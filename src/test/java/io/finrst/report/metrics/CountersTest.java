package io.finrst.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureTally;
import io.finrst.capture.Packet;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final Counters counters = new Counters("1.2");

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
    counters.capture(List.of(live("eth0", 1_000, 3), live("l\"o", 20, -1), live("eth0", 1, 1)), 12);
    assertThat(counters.text())
        .contains(
            "finrst_packets_total{interface=\"eth0\"} 1001\nfinrst_packets_total{interface=\"l\\\"o\"} 20\n",
            "finrst_packets_dropped_total{interface=\"eth0\"} 4\n",
            "finrst_packets_dropped_total{interface=\"l\\\"o\"} 0\n",
            "finrst_connections_open 12\n");
  }

  private static CaptureInfo live(String name, int packets, long dropped) {
    CaptureTally tally = new CaptureTally();
    for (int i = 0; i < packets; i++) {
      tally.count(new Packet());
    }
    return tally.info(name, "live", List.of(1), 256, dropped);
  }

  @Test
  void whatRunsIsNamed() {
    assertThat(counters.text())
        .contains("finrst_build_info{version=\"1.2\",java=\"" + System.getProperty("java.version") + "\"} 1\n");
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
