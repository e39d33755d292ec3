package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The few seconds in which most of a group ended. */
class BurstFinderTest {
  private static final long SECOND = 1_000_000_000L;

  private final BurstFinder finder = new BurstFinder();

  private void add(int count, long second) {
    for (int i = 0; i < count; i++) {
      finder.add(second * SECOND + i);
    }
  }

  @Test
  void mostOfThemWithinThreeSecondsAreABurst() {
    add(4, 100);
    add(4, 101);
    add(2, 102);
    add(9, 200);
    assertThat(finder.found()).contains(new Burst(10, 100 * SECOND, 3));
    add(1, 300);
    assertThat(finder.found()).as("half of them").isEmpty();
  }

  @Test
  void fewAreNoBurst() {
    add(BurstFinder.FEWEST - 1, 100);
    add(1, 200);
    assertThat(finder.found()).isEmpty();
    add(1, 100);
    assertThat(finder.found()).isPresent();
  }

  @Test
  void aCaptureHardlyLongerThanTheMomentSaysNothing() {
    add(20, 100);
    add(1, 128);
    assertThat(finder.found()).isEmpty();
    add(1, 129);
    assertThat(finder.found()).isPresent();
  }

  @Test
  void theyMayBeToldOfOutOfOrderAndLongAgo() {
    add(5, 1_000);
    add(1, 1_500);
    add(6, 999);
    add(1, 1_000_000);
    assertThat(finder.found()).contains(new Burst(11, 998 * SECOND, 3));
  }
}
