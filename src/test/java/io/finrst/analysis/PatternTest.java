package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.script.Script;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** What is said across connections. */
class PatternTest {
  private static final String HOST_FORGOT =
      Openings.EXCHANGE
          + """
          +100 C > S [P.] 101:201(100) ack 201
          +0.001 S > C [P.] 201:301(100) ack 201
          +350 C > S [P.] 201:301(100) ack 301
          +0.001 S > C [R] 301
          """;

  @Test
  void aSilenceThatAnAnswerFollowedWasSurvivedAndOneThatAResetFollowedWasNot() {
    Found found = Found.in(Script.parse(HOST_FORGOT));

    assertThat(found.connections().get(0).longestSilenceNs()).isEqualTo(100_000_000_000L);
    assertThat(found.summary().patterns().idleTimers())
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.consistent()).isTrue();
              assertThat(timer.survived()).isEqualTo(1);
              assertThat(timer.survivedNs()).isEqualTo(100_000_000_000L);
              assertThat(timer.died()).isEqualTo(1);
              assertThat(timer.diedNs()).isEqualTo(350_000_000_000L);
            });
  }

  @Test
  void aSilenceThatAFinBrokeWasNotSurvived() {
    Found found =
        Found.inScript(
            Openings.EXCHANGE
                + """
                +60 S > C [F.] 201 ack 101
                +0.001 C > S [F.] 101 ack 202
                +0.001 S > C [.] 202 ack 102
                """);

    assertThat(found.connections().get(0).longestSilenceNs()).isZero();
    assertThat(found.summary().patterns().groups()).isEmpty();
  }

  @Test
  void connectionsOfOneServerAreGroupedByCause() {
    assertThat(Found.inScript(HOST_FORGOT).summary().patterns().groups())
        .singleElement()
        .satisfies(
            (Group group) -> {
              assertThat(group.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
              assertThat(group.harmless()).isFalse();
              assertThat(group.cause()).isEqualTo(Cause.STALE_CONNECTION);
              assertThat(group.connections()).isEqualTo(1);
              assertThat(group.hosts()).hasSize(1);
              assertThat(group.shortestSilenceNs()).isEqualTo(350_000_000_000L);
            });
  }

  @Test
  void moreSurvivedThanDiedOfIsNoTimer() {
    assertThat(new IdleBracket(null, 5, 1, 4, 1).consistent()).isFalse();
    assertThat(new IdleBracket(null, 3, 1, 4, 1).consistent()).isTrue();
  }
}
