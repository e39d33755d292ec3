package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.Moment;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tallies of many connections, and their bounds. */
class PatternFinderTest {
  private static final Address HOST = Records.ipv4(10, 0, 0, 9);
  private static final int SCAN = ClientTally.FEWEST_TARGETS;

  private final PatternFinder finder = new PatternFinder(KnownCauses.ALL);
  private long streams;

  private Records to(Records connection, int port) {
    connection.server = new Endpoint(connection.server.address(), port);
    return connection.stream(streams++);
  }

  private Records silentReset(int port, long silenceNs) {
    Records connection = to(Records.aReset(), port);
    connection.silenceBeforeEndNs = silenceNs;
    return connection;
  }

  private void end(Records c, String cause) {
    AnalysedConnection told = c.told(Records.named(cause));
    told.diagnosis();
    finder.add(told);
  }

  private Records refusal(int clientHost, int serverHost, int port) {
    Records refused = Records.aRefusal().stream(streams++);
    refused.client = new Endpoint(Records.ipv4(10, 0, 0, clientHost), 40_000);
    refused.server = new Endpoint(Records.ipv4(10, 0, 1, serverHost), port);
    return refused;
  }

  @Test
  void connectionsAreGroupedByCauseThenByHost() {
    for (int i = 0; i < 3; i++) {
      end(to(Records.aReset(), 443), "stale-connection");
      end(to(Records.aReset(), 8443), "unread-data-at-close");
      end(to(Records.aGracefulClose(), 443), "");
    }
    end(to(Records.aReset(), 443), "unread-data-at-close");

    Patterns found = finder.found();
    assertThat(found.endedBadly()).isEqualTo(7);
    assertThat(found.groups())
        .extracting(group -> group.cause().id() + " " + group.connections() + " " + group.verdicts())
        .containsExactly(
            "unread-data-at-close 4 {RST_AFTER_DATA=4}", "stale-connection 3 {RST_AFTER_DATA=3}");
    assertThat(found.groups().get(0).hosts())
        .containsExactly(new Group.Host(HOST, 4, 10, List.of(443, 8443), false, 1, 1));
  }

  @Test
  void harmfulGroupsComeFirstHoweverSmall() {
    Diagnosis harmless =
        new Diagnosis(
            null, List.of(),
            List.of(new Finding(Cause.HEALTH_CHECK, Confidence.LIKELY, List.of(), List.of(), "", false)), List.of(),
            List.of(), List.of(), List.of());
    for (int i = 0; i < 5; i++) {
      AnalysedConnection check = to(Records.aReset(), 443).told(harmless);
      check.diagnosis();
      finder.add(check);
    }
    end(to(Records.aReset(), 443), "stale-connection");
    Patterns found = finder.found();
    assertThat(found.groups()).extracting(Group::cause).containsExactly(Cause.STALE_CONNECTION, Cause.HEALTH_CHECK);
    assertThat(found.endedBadly()).isEqualTo(1);
    assertThat(found.endedHarmlessly()).isEqualTo(5);
  }

  @Test
  void aVerdictThatIsTakenBackIsCountedNoMore() {
    end(to(Records.aReset(), 443), "injected-reset");
    Records corrected = to(Records.aGracefulClose(), 443);
    corrected.supersedes = Verdict.RST_AFTER_DATA;
    end(corrected, "");

    assertThat(finder.found().groups()).isEmpty();
  }

  @Test
  void aClientThatManyTargetsRefusedIsAScanAndOneThatFewerDidIsNot() {
    for (int port = 1; port < SCAN; port++) {
      end(refusal(5, 1, port), "port-closed");
    }
    assertThat(finder.found().scans()).isEmpty();
    assertThat(finder.found().groups()).extracting(Group::connections).containsExactly(SCAN - 1L);

    end(refusal(5, 1, SCAN), "port-closed");
    end(refusal(6, 1, 8080), "port-closed");
    Patterns found = finder.found();
    assertThat(found.scans())
        .singleElement()
        .satisfies(
            scan -> {
              assertThat(scan.client()).hasToString("10.0.0.5");
              assertThat(scan.connections()).isEqualTo(SCAN);
              assertThat(scan.targets()).isEqualTo(SCAN);
              assertThat(scan.host()).hasToString("10.0.1.1");
              assertThat(scan.verdicts()).isEqualTo(Map.of(Verdict.RST_TO_SYN, (long) SCAN));
            });
    assertThat(found.groups()).as("what others were refused").extracting(Group::connections).containsExactly(1L);
    assertThat(found.endedBadly()).isEqualTo(SCAN + 1L);
    assertThat(found.down()).as("ports that only a scan asked for").isEmpty();
  }

  @Test
  void aClientThatIsServedElsewhereIsNoScanner() {
    for (int host = 1; host <= 30; host++) {
      end(refusal(5, host, 80), "port-closed");
    }
    for (int i = 0; i < 3; i++) {
      end(to(Records.aGracefulClose(), 443), "");
    }
    assertThat(finder.found().scans()).as("one success in ten targets").hasSize(1);
    end(to(Records.aGracefulClose(), 443), "");
    assertThat(finder.found().scans()).as("more").isEmpty();
  }

  @Test
  void aServerThatRefusesEverybodyIsDown() {
    end(refusal(5, 1, 80), "port-closed");
    end(refusal(6, 1, 80), "port-closed");
    assertThat(finder.found().down()).as("too few to say").isEmpty();
    end(refusal(6, 1, 80), "port-closed");
    assertThat(finder.found().down())
        .containsExactly(new Down(new Endpoint(Records.ipv4(10, 0, 1, 1), 80), 3, 2, true));

    Records served = to(Records.aGracefulClose(), 80);
    served.server = new Endpoint(Records.ipv4(10, 0, 1, 1), 80);
    end(served, "");
    assertThat(finder.found().down()).as("it served one").isEmpty();
  }

  @Test
  void mostEndingsWithinSecondsAreABurst() {
    for (int i = 0; i < 12; i++) {
      Records c = to(Records.aReset(), 443);
      shift(c, 100_000 + i * 100);
      end(c, "stale-connection");
    }
    assertThat(finder.found().groups().get(0).burst()).as("all there is is no burst").isNull();
    end(to(Records.aReset(), 443), "stale-connection");
    assertThat(finder.found().groups().get(0).burst().connections()).isEqualTo(12);
  }

  private static void shift(Records c, long ms) {
    c.endedBy = null;
    c.resets.clear();
    c.last = new Moment(32, c.last.timeNs() + ms * 1_000_000);
  }

  @Test
  void oneSilenceIsNoTimerAndTwoAre() {
    end(silentReset(443, 60_000_000_000L), "middlebox-idle-timeout");
    assertThat(finder.found().idleTimers()).isEmpty();

    end(silentReset(443, 50_000_000_000L), "middlebox-idle-timeout");
    assertThat(finder.found().idleTimers())
        .containsExactly(
            new IdleBracket(silentReset(443, 0).server, 0, 0, 50_000_000_000L, 2));
  }

  @Test
  void whatTheBoundsLeaveOutIsStillCounted() {
    for (int i = 0; i < 20_000; i++) {
      Records c = Records.aReset().stream(i);
      c.server = new Endpoint(Records.ipv4(10, 1, i >> 8, i & 255), 443);
      end(c, "stale-connection");
    }
    Patterns found = finder.found();
    assertThat(found.endedBadly()).isEqualTo(20_000);
    Group group = found.groups().get(0);
    assertThat(found.groups()).hasSize(1);
    assertThat(group.connections()).isEqualTo(20_000);
    assertThat(group.hosts()).hasSize(100);
    assertThat(group.atOtherHosts()).isEqualTo(19_900);
    assertThat(group.hostCount()).isEqualTo(PatternFinder.MOST_TALLIES);
    assertThat(group.allHosts()).isFalse();
  }

  @Test
  void diagnosesThatNobodyAskedForAreFreeUpToABoundAndThenOneInSoManyPackets() {
    assertThat(looked(PatternFinder.FREE_DIAGNOSES + 10, 0)).isEqualTo(PatternFinder.FREE_DIAGNOSES);
    assertThat(looked(5_000, 1_000L * PatternFinder.PACKETS_A_DIAGNOSIS))
        .isEqualTo(PatternFinder.FREE_DIAGNOSES + 1_000);
  }

  private int looked(int connections, long packets) {
    PatternFinder fresh = new PatternFinder(KnownCauses.ALL);
    int looked = 0;
    for (int i = 0; i < connections; i++) {
      AnalysedConnection c = to(Records.aReset(), 443).told(Records.named("stale-connection"));
      fresh.look(c, packets);
      looked += c.hasRecord() ? 1 : 0;
      fresh.add(c);
    }
    Patterns found = fresh.found();
    assertThat(found.endedBadly()).isEqualTo(connections);
    assertThat(found.notLookedInto()).isEqualTo(connections - looked);
    assertThat(found.groups()).extracting(Group::notLookedInto).containsExactly(0L, (long) connections - looked);
    return looked;
  }

  @Test
  void anEndInOrderIsListedWhereItsProgramFailed() {
    end(saying(Records.aGracefulClose()), "closed-without-answer");
    end(saying(Records.aGracefulClose()), "");
    end(Records.aGracefulClose(), "closed-without-answer");
    assertThat(finder.found().groups()).hasSize(1);
    assertThat(finder.found().groups().get(0).cause()).isEqualTo(Cause.CLOSED_WITHOUT_ANSWER);
    assertThat(finder.found().groups().get(0).connections()).isEqualTo(1);
    assertThat(finder.found().groups().get(0).harmless()).isFalse();
  }

  /** The same, where what its programs said may tell of a failure. */
  private static Records saying(Records r) {
    r.clientHalf = Records.aResetWithWords().clientHalf;
    return r;
  }

  @Test
  void moreOfAScanIsNotDiagnosed() {
    for (int port = 1; port <= SCAN; port++) {
      end(refusal(5, 1, port), "port-closed");
    }
    AnalysedConnection more = refusal(5, 1, SCAN + 1).told(Records.named("port-closed"));
    finder.look(more, 1_000_000);
    finder.add(more);
    assertThat(more.hasRecord()).isFalse();
    Patterns found = finder.found();
    assertThat(found.scans()).extracting(Scan::connections).containsExactly(SCAN + 1L);
    assertThat(found.notLookedInto()).isZero();
  }

  @Test
  void anEndInOrderIsNotDiagnosed() {
    AnalysedConnection close = to(Records.aGracefulClose(), 443).told(Diagnosis.NONE);
    finder.look(close, 1_000_000);
    finder.add(close);
    assertThat(close.hasRecord()).isFalse();
  }
}
