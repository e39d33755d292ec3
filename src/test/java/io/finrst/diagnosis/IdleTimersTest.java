package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleTimersTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void aProgramsTimerIsMatchedWithinASecondOrTwoPercent() {
    assertThat(IdleTimers.closing(5 * SECOND_NS + SECOND_NS / 2, "http")).contains("5 s", "Node.js", "Apache");
    assertThat(IdleTimers.closing(76 * SECOND_NS, "http")).contains("75 s", "nginx");
    assertThat(IdleTimers.closing(80 * SECOND_NS, "http")).isEmpty();
    assertThat(IdleTimers.closing(28_800 * SECOND_NS / 100 * 102, "mysql")).contains("wait_timeout");
    assertThat(IdleTimers.closing(28_800 * SECOND_NS / 100 * 103, "mysql")).isEmpty();
  }

  @Test
  void everyProgramThatFitsIsNamed() {
    assertThat(IdleTimers.closing(605 * SECOND_NS, "http")).contains("600 s", "610 s");
  }

  @Test
  void aTimerIsNamedOnlyWhereItsProtocolMayBeSpoken() {
    assertThat(IdleTimers.closing(300 * SECOND_NS, "smtp")).contains("Postfix").doesNotContain("Caddy", "vsftpd");
    assertThat(IdleTimers.closing(300 * SECOND_NS, "")).isEmpty();
    assertThat(IdleTimers.closing(240 * SECOND_NS, "")).contains("Azure");
  }

  @Test
  void aClientsTimerIsMatchedWithinTwoPercentOr50Ms() {
    assertThat(AnswerTimers.fitting(SECOND_NS + 50_000_000, "http")).contains("1 s", "Kubernetes");
    assertThat(AnswerTimers.fitting(SECOND_NS + 51_000_000, "http")).isEmpty();
    assertThat(AnswerTimers.fitting(61_200_000_000L, "http")).contains("nginx proxy_read_timeout");
    assertThat(AnswerTimers.fitting(61_300_000_000L, "http")).isEmpty();
    assertThat(AnswerTimers.fitting(60 * SECOND_NS, "redis")).contains("Lettuce").doesNotContain("nginx");
  }

  @Test
  void aDevicesTimerIsMatchedByAnyLongerSilenceAndTheLongestIsNamed() {
    assertThat(IdleTimers.forgetting(239 * SECOND_NS)).isEmpty();
    assertThat(IdleTimers.forgetting(351 * SECOND_NS)).contains("350 s").doesNotContain("240 s");
  }
}
