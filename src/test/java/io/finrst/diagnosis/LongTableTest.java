package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Things by 64-bit keys. */
class LongTableTest {
  @Test
  void whatWasPutIsFoundAgainInItsOrderHoweverManyThereAre() {
    LongTable<Long> table = new LongTable<>(1_000);
    assertThat(table.isEmpty()).isTrue();
    for (long i = 0; i < 1_000; i++) {
      assertThat(table.isFull()).isFalse();
      long key = i % 2 == 0 ? i + 1 : Mix.of(i, 7); // close together, too
      assertThat(table.get(key)).isNull();
      table.put(key, i);
    }
    assertThat(table.isFull()).isTrue();
    assertThat(table.values()).containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
    for (long i = 0; i < 1_000; i++) {
      assertThat(table.get(i % 2 == 0 ? i + 1 : Mix.of(i, 7))).isEqualTo(i);
    }
    assertThat(table.get(2_000_001)).isNull();
  }

  @Test
  void pairsAreToldApartUntilNoMoreFit() {
    Distinct met = new Distinct(Distinct.MOST_PAIRS);
    assertThat(met.isNew(1, 2)).isTrue();
    assertThat(met.isNew(1, 2)).isFalse();
    assertThat(met.isNew(2, 1)).as("the order counts").isTrue();
    for (int i = 0; i < Distinct.MOST_PAIRS - 2; i++) {
      assertThat(met.isNew(3, i)).isTrue();
    }
    assertThat(met.isFull()).isTrue();
    assertThat(met.isNew(4, 0)).isFalse();
    assertThat(met.isNew(3, 0)).isFalse();
  }
}
