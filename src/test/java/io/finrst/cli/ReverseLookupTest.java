package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.report.Records;
import io.finrst.wire.Address;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReverseLookupTest {
  private static final long LONG_NS = 50_000_000_000L;
  private static final Address WEB = Records.ipv4(10, 0, 0, 1);
  private static final Address DB = Records.ipv4(10, 0, 0, 2);

  @Test
  void eachAddressIsAskedForOnce() {
    AtomicInteger asked = new AtomicInteger();
    ReverseLookup names =
        new ReverseLookup(
            address -> {
              asked.incrementAndGet();
              return Map.of(WEB, "web-1.example.net").get(address);
            },
            LONG_NS,
            LONG_NS);
    for (int i = 0; i < 3; i++) {
      names.expect(WEB);
      assertThat(names.of(WEB)).isEqualTo("web-1.example.net");
      assertThat(names.of(DB)).isNull();
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void aNameThatIsNoneIsNotPrinted() {
    for (String hostile : new String[] {"a\u001b[2J", "a b", "", "-x", "a\n", "x".repeat(300)}) {
      assertThat(new ReverseLookup(address -> hostile, LONG_NS, LONG_NS).of(WEB)).isNull();
    }
  }

  @Test
  void aLookupThatBreaksLeavesTheNumber() {
    ReverseLookup names =
        new ReverseLookup(
            address -> {
              throw new IllegalStateException("resolver");
            },
            LONG_NS,
            LONG_NS);
    assertThat(names.of(WEB)).isNull();
  }

  @Test
  void aSlowAnswerIsNotWaitedForAndUsedOnceItIsThere() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    ReverseLookup names =
        new ReverseLookup(
            address -> {
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "slow.example.net";
            },
            1_000_000,
            LONG_NS);
    assertThat(names.of(WEB)).isNull();
    answer.countDown();
    String name = names.of(WEB);
    while (name == null) {
      Thread.onSpinWait();
      name = names.of(WEB);
    }
    assertThat(name).isEqualTo("slow.example.net");
  }

  @Test
  void onceThePatienceIsUsedUpNothingIsWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);
    ReverseLookup names =
        new ReverseLookup(
            address -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "";
            },
            LONG_NS,
            1);
    assertThat(names.of(WEB)).isNull();
    assertThat(names.of(DB)).isNull(); // a wait of 50 s would end the test
  }
}
