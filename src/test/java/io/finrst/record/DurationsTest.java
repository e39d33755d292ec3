package io.finrst.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1 us",
    "50000, 50 us",
    "999499, 999 us",
    "999500, 1 ms",
    "31000000, 31 ms",
    "31460000, 31.5 ms",
    "99999999, 100 ms",
    "100000000, 0.1 s",
    "200000000, 0.2 s",
    "1234000000, 1.23 s",
    "9999000000, 10 s",
    "350000123000, 350 s",
    "599499999999, 599 s",
    "599500000000, 10 min",
    "605000000000, 10 min 5 s",
    "3599600000000, 1 h",
    "3720000000000, 1 h 2 min",
    "172799000000000, 47 h 59 min",
    "183600000000000, 2 d 3 h",
    "-31000000, -31 ms"
  })
  void durationsReadWithAboutThreeDigits(long ns, String expected) {
    assertThat(Durations.words(ns)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "99000000, 99 ms",
    "100000000, 0.100 s",
    "1000499999, 1.000 s",
    "1000500000, 1.001 s",
    "61200000000, 61.200 s",
    "'3600000000000', '3,600.000 s'"
  })
  void waitsReadToTheMs(long ns, String expected) {
    assertThat(Durations.toTheMs(ns)).isEqualTo(expected);
  }
}
