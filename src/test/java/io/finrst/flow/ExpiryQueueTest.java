package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.PacketTime;
import org.junit.jupiter.api.Test;

class ExpiryQueueTest {
  private final ExpiryQueue queue = new ExpiryQueue(10, 120);

  @Test
  void fewEndedConnectionsWaitLong() {
    queue.add(7, 1_000);
    assertThat(queue.nextDueNs()).isEqualTo(1_000 + 120);
  }

  @Test
  void manyEndedConnectionsWaitOnlyUntilFewAreLeft() {
    for (int slot = 0; slot <= ExpiryQueue.FEW; slot++) {
      queue.add(slot, slot);
    }
    assertThat(queue.nextDueNs()).isEqualTo(10);
    assertThat(queue.poll()).isZero();
    assertThat(queue.nextDueNs()).isEqualTo(1 + 120);
  }

  @Test
  void slotsComeBackInTheOrderTheyWentInAcrossTheEndOfTheRing() {
    int next = 0;
    int expected = 0;
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 97; i++) {
        queue.add(next++, 0);
      }
      for (int i = 0; i < 61; i++) {
        assertThat(queue.poll()).isEqualTo(expected++);
      }
    }
  }

  @Test
  void anEmptyQueueIsNeverDue() {
    assertThat(queue.nextDueNs()).isEqualTo(PacketTime.NEVER);
  }

  @Test
  void timesStayWithTheirSlotsWhenTheRingGrowsWhileItRunsOverItsEnd() {
    int next = 0;
    int expected = 0;
    for (int i = 0; i < 1000; i++) {
      queue.add(next++, next);
    }
    for (int i = 0; i < 700; i++) {
      queue.poll();
      expected++;
    }
    for (int i = 0; i < 3000; i++) {
      queue.add(next++, next);
    }
    while (expected < next) {
      assertThat(queue.nextDueNs()).isEqualTo(expected + 1 + 120);
      assertThat(queue.poll()).isEqualTo(expected++);
    }
  }
}
