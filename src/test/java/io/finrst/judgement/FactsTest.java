package io.finrst.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ResetFacts;
import io.finrst.teardown.ResetKind;
import org.junit.jupiter.api.Test;

/** Facts made by hand are what their names say, so that tests which change one of them test that one. */
class FactsTest {
  private static final long RTT_NS = 10_000_000L;

  private static void assertIs(Facts made, ResetKind kind, Grounds grounds) {
    ResetFacts facts = made.build();
    assertThat(Shape.of(facts, RTT_NS)).isEqualTo(kind);
    assertThat(Arrival.of(facts, kind, RTT_NS, Voice.of(facts.receiver(), 0, 0))).isEqualTo(grounds);
  }

  @Test
  void anAbortIsOneAndExact() {
    assertIs(Facts.abort(), ResetKind.ABORT, Grounds.EXACT);
  }

  @Test
  void aBareResetAnswersAndIsExactWhereItsReceiverStands() {
    assertIs(Facts.bare(1), ResetKind.ANSWER, Grounds.EXACT);
  }

  @Test
  void aRefusalAcknowledgesTheSyn() {
    assertIs(Facts.refusal(1_000), ResetKind.ANSWER, Grounds.ACKS_SYN);
  }

  @Test
  void dataMovesANumberAndIsCounted() {
    Facts late = Facts.abort().sender(Side.open().data(1_000, 1, 4, 0)).numbers(1_001, 1);
    assertIs(late, ResetKind.ABORT, Grounds.EXACT_ON_ARRIVAL);
    assertThat(late.build().sender().bytes()).isEqualTo(1_000);
    assertThat(late.build().sender().nxt()).isEqualTo(1_001);
  }
}
