package io.finrst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SkipCountsTest {
  private final SkipCounts counts = new SkipCounts();

  @Test
  void theMostFrequentReasonComesFirst() {
    counts.count("ARP");
    counts.count("UDP");
    counts.count("UDP");
    assertThat(counts.byFrequency()).containsExactly(Map.entry("UDP", 2L), Map.entry("ARP", 1L));
  }

  @Test
  void trafficOfEveryKindThereIsStaysBoundedAndLosesNoCount() {
    for (int type = 0; type < 10_000; type++) {
      counts.count("EtherType " + type);
    }
    Map<String, Long> reasons = counts.byFrequency();
    assertThat(reasons).hasSize(65).containsEntry("other kinds", 10_000L - 64).containsEntry("EtherType 0", 1L);
    assertThat(reasons.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
  }
}
