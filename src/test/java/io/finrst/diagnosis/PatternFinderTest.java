package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import org.junit.jupiter.api.Test;

/** Tallies of many connections, and their bounds. */
class PatternFinderTest {
  private final PatternFinder finder = new PatternFinder(KnownCauses.ALL);

  private static Records to(Records connection, int port) {
    connection.server = new Endpoint(connection.server.address(), port);
    return connection;
  }

  private static Records silentReset(int port, long silenceNs) {
    Records connection = to(Records.aReset(), port);
    connection.silenceBeforeEndNs = silenceNs;
    return connection;
  }

  private void end(Records c, String cause) {
    finder.add(c.told(Records.named(cause)));
  }

  @Test
  void serversAndCausesAreCountedApart() {
    for (int i = 0; i < 3; i++) {
      end(to(Records.aReset(), 443), "stale-connection");
      end(to(Records.aReset(), 8443), "unread-data-at-close");
      end(to(Records.aGracefulClose(), 443), "");
    }
    end(to(Records.aReset(), 443), "unread-data-at-close");

    assertThat(finder.found().groups())
        .extracting(group -> group.server().port() + " " + group.cause().id() + " " + group.connections() + " of "
            + group.ofConnections())
        .containsExactlyInAnyOrder(
            "443 stale-connection 3 of 7", "443 unread-data-at-close 1 of 7", "8443 unread-data-at-close 3 of 3");
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
  void oneSilenceIsNoTimerAndTwoAre() {
    end(silentReset(443, 60_000_000_000L), "middlebox-idle-timeout");
    assertThat(finder.found().idleTimers()).isEmpty();

    end(silentReset(443, 50_000_000_000L), "middlebox-idle-timeout");
    assertThat(finder.found().idleTimers())
        .containsExactly(
            new IdleBracket(silentReset(443, 0).server, 0, 0, 50_000_000_000L, 2));
  }

  @Test
  void serversBeyondTheBoundAreCountedAndNotKept() {
    for (int port = 1; port <= 5_000; port++) {
      end(to(Records.aRefusal(), port), "port-closed");
    }
    Patterns found = finder.found();
    assertThat(found.groups()).hasSize(4_096);
    assertThat(found.serversNotKept()).isEqualTo(5_000 - 4_096);
    assertThat(found.notLookedInto()).isEqualTo(4_096 - 1_000);
  }

  @Test
  void anEndInOrderIsListedWhereItsProgramFailed() {
    finder.add(saying(Records.aGracefulClose()).told(Records.named("closed-without-answer")));
    finder.add(saying(Records.aGracefulClose()).told(Diagnosis.NONE));
    finder.add(Records.aGracefulClose().told(Records.named("closed-without-answer")));
    assertThat(finder.found().groups()).hasSize(1);
    assertThat(finder.found().groups().get(0).cause()).isEqualTo(Cause.CLOSED_WITHOUT_ANSWER);
    assertThat(finder.found().groups().get(0).harmless()).isFalse();
  }

  /** The same, where what its programs said may tell of a failure. */
  private static Records saying(Records r) {
    r.clientHalf = Records.aResetWithWords().clientHalf;
    return r;
  }

  @Test
  void whatSomebodyElseAskedForCostsNothingMoreAndIsAlwaysLookedInto() {
    for (int i = 0; i < 1_500; i++) {
      AnalysedConnection asked = to(Records.aReset(), 443).told(Records.named("stale-connection"));
      asked.record();
      finder.add(asked);
    }
    AnalysedConnection close = to(Records.aGracefulClose(), 443).told(Diagnosis.NONE);
    finder.add(close);
    assertThat(finder.found().groups()).extracting(Group::connections).containsExactly(1_500L);
    assertThat(finder.found().notLookedInto()).isZero();
    assertThat(close.hasRecord()).isFalse();
  }
}
