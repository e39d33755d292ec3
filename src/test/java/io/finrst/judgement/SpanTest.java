package io.finrst.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long things take on the way: the floor, the round trips above it, and what is taken where none is known. */
class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "IN_FLIGHT, -1,         200000000",
    "IN_FLIGHT, 0,          1000000",
    "IN_FLIGHT, 1000000,    1000000",
    "IN_FLIGHT, 1000001,    1000001",
    "IN_FLIGHT, 9000000000, 9000000000",
    "BUSY,      -1,         200000000",
    "BUSY,      0,          10000000",
    "BUSY,      2500000,    10000000",
    "BUSY,      2500001,    10000004",
    "BUSY,      9000000000, 36000000000",
    "ANSWER,    -1,         1000000000",
    "ANSWER,    0,          200000000",
    "ANSWER,    50000000,   200000000",
    "ANSWER,    50000001,   200000004",
    "ANSWER,    9000000000, 36000000000",
  })
  void spanIsTheGreaterOfItsFloorAndItsRoundTrips(Span span, long rttNs, long ns) {
    assertThat(span.ns(rttNs)).isEqualTo(ns);
  }
}
