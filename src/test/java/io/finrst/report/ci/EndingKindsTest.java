package io.finrst.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingKindsTest {
  private static Records from(int clientPort, long stream) {
    Records records = Records.aReset().stream(stream);
    records.client = new Endpoint(records.client.address(), clientPort);
    return records;
  }

  @Test
  void neitherClientPortsNorOrderMakeAnotherKind() {
    EndingKinds one = new EndingKinds();
    one.onConnection(from(40_001, 1).told(Records.unreadData()));
    one.onConnection(from(40_002, 2).told(Records.unreadData()));
    one.onConnection(Records.aRefusal().told(Records.portClosed()));
    EndingKinds other = new EndingKinds();
    other.onConnection(Records.aRefusal().told(Records.portClosed()));
    other.onConnection(from(50_002, 7).told(Records.unreadData()));
    other.onConnection(from(50_001, 8).told(Records.unreadData()));

    assertThat(one.bad()).extracting(Occurrence::kind, Occurrence::connections)
        .isEqualTo(other.bad().stream().map(each -> tuple(each.kind(), each.connections())).toList())
        .hasSize(2);
    assertThat(one.bad().get(0).kind())
        .isEqualTo(new EndingKind("rst-after-data", "unread-data-at-close", "10.0.0.9", 443, "server"));
    assertThat(Baseline.EMPTY.renewed(one)).isEqualTo(Baseline.EMPTY.renewed(other));
  }

  @Test
  void whatEndedWellIsCountedByServerAndVerdictAlone() {
    EndingKinds found = new EndingKinds();
    found.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    found.onConnection(Records.anOpenOne().told(Diagnosis.NONE));

    assertThat(found.bad()).isEmpty();
    assertThat(found.well()).extracting(each -> each.kind().verdict()).containsExactly("graceful", "open");
    assertThat(found.connections()).isEqualTo(2);
    assertThat(Baseline.EMPTY.renewed(found)).isEqualTo(Baseline.EMPTY);
  }

  @Test
  void anAnswerThatNoLongerHoldsIsTakenBack() {
    EndingKinds found = new EndingKinds();
    found.onConnection(from(40_001, 1).told(Records.unreadData()));
    found.onConnection(from(40_002, 2).told(Records.unreadData()));
    Records corrected = Records.aGracefulClose().stream(2);
    corrected.supersedes = Verdict.RST_AFTER_DATA;
    found.onConnection(corrected.told(Diagnosis.NONE));

    assertThat(found.bad()).singleElement().satisfies(each -> assertThat(each.connections()).isEqualTo(1));
    assertThat(found.connections()).isEqualTo(2);
  }

  @Test
  void kindsAreBoundedAndTheRestIsCounted() {
    EndingKinds found = new EndingKinds(2);
    for (int port = 1; port <= 5; port++) {
      Records refused = Records.aRefusal().stream(port);
      refused.server = new Endpoint(refused.server.address(), port);
      found.onConnection(refused.told(Records.portClosed()));
    }
    assertThat(found.bad()).hasSize(2);
    assertThat(found.badBeyond()).isEqualTo(3);
    assertThat(found.badConnections()).isEqualTo(5);
  }

  @Test
  void aPatternKnowsAnyServerOrPort() {
    EndingKind kind = new EndingKind("rst-to-syn", "port-closed", "10.0.0.9", 443, "server");
    assertThat(new EndingKind("rst-to-syn", "port-closed", "*", 443, "server").covers(kind)).isTrue();
    assertThat(new EndingKind("rst-to-syn", "port-closed", "*", EndingKind.ANY_PORT, "server").covers(kind)).isTrue();
    assertThat(new EndingKind("rst-to-syn", "port-closed", "*", 80, "server").covers(kind)).isFalse();
    assertThat(new EndingKind("rst-to-syn", "*", "10.0.0.9", 443, "*").covers(kind)).isTrue();
    assertThat(new EndingKind("rst-to-syn", null, "*", 443, "server").covers(kind)).isFalse();
    assertThat(List.of(kind.toString(), new EndingKind("unknown", null, "::1", 1, null).toString()))
        .containsExactly("rst-to-syn: port-closed, by the server, at 10.0.0.9:443", "unknown: no cause found, at [::1]:1");
  }
}
