package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePatternTest {
  private static final Instant TIME = Instant.parse("2026-11-20T20:32:03.337Z");

  @ParameterizedTest
  @CsvSource({
    "a-%Y%m%d-%H%M%S.pcap, a-20261120-203203.pcap, true",
    "%F/%T-%j-%y.pcap, 2026-11-20/20:32:03-324-26.pcap, true",
    "%s.pcap, 1795206723.pcap, true",
    "100%%.pcap, 100%.pcap, true",
    "100%.pcap, 100%.pcap, false",
    "a%q.pcap, a%q.pcap, false",
    "a.pcap, a.pcap, false"
  })
  void conversionsOfStrftimeAreTheTimeInUtc(String name, String expanded, boolean pattern) {
    assertThat(TimePattern.expand(name, TIME)).isEqualTo(expanded);
    assertThat(TimePattern.isIn(name)).isEqualTo(pattern);
  }
}
