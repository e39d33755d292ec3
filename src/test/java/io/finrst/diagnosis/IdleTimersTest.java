package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleTimersTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void aProgramsTimerIsMatchedWithinASecondOrTwoPercent() {
    assertThat(IdleTimers.closing(5 * SECOND_NS + SECOND_NS / 2)).contains("5 s", "Node.js");
    assertThat(IdleTimers.closing(76 * SECOND_NS)).contains("75 s", "nginx");
    assertThat(IdleTimers.closing(80 * SECOND_NS)).isEmpty();
  }

  @Test
  void everyProgramThatFitsIsNamed() {
    assertThat(IdleTimers.closing(605 * SECOND_NS)).contains("600 s", "610 s");
  }

  @Test
  void aDevicesTimerIsMatchedByAnyLongerSilenceAndTheLongestIsNamed() {
    assertThat(IdleTimers.forgetting(239 * SECOND_NS)).isEmpty();
    assertThat(IdleTimers.forgetting(351 * SECOND_NS)).contains("350 s").doesNotContain("240 s");
  }
}
