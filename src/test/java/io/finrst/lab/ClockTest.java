package io.finrst.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
  private static final long BEGIN_NS = 1_795_202_614_438_146_000L; // 2026-11-20T19:23:34Z

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0, 0, 1_000_000_000, 1_000_000_000",
    "-7_200_000_000_000, 0, 5, -7_199_999_999_995",
    "0, 50, 1_000_000_000, 1_000_050_000",
    "0, -50, 3_600_000_000_000, 3_599_820_000_000",
    "1_000, 50, 20_000, 21_001",
    "1_000, 50, 19_999, 20_999",
  })
  void itIsAheadByItsOffsetAndGainsWhatItDrifts(String offsetNs, int ppm, String sinceNs, String shownNs) {
    Clock clock = new Clock(number(offsetNs), ppm);
    assertThat(clock.shows(BEGIN_NS, number(sinceNs)) - BEGIN_NS).isEqualTo(number(shownNs));
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace("_", ""));
  }
}
