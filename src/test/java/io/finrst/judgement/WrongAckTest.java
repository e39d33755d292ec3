package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handshake ACK that acknowledges what was never sent draws a reset, and the right one may follow. */
class WrongAckTest {
  private static final Side SERVER = Side.open().packets(1);

  private static Facts answer() {
    return Facts.bare(4_711).badAckFrame(3).before(State.SYN_RECEIVED).sender(SERVER).receiver(Side.opening(0));
  }

  @ParameterizedTest
  @CsvSource({
    "SYN_RECEIVED, NOTHING_ACKNOWLEDGED",
    "MIDSTREAM,    NOTHING_ACKNOWLEDGED",
    "ESTABLISHED,  ONLY_THE_ACK",
    "TRANSFER,     ONLY_THE_ACK",
    "CLOSED,       ONLY_THE_ACK",
  })
  void resetMeansOnlyThatAckWhereTheHandshakeCameAbout(State state, Grounds grounds) {
    End end = Past.of(answer()).state(state).end();
    assertThat(end.resets().get(0).grounds()).isEqualTo(grounds);
    assertThat(end.deciding()).isEqualTo(grounds == Grounds.ONLY_THE_ACK ? -1 : 0);
    assertThat(end.state()).isEqualTo(grounds == Grounds.ONLY_THE_ACK ? state : State.RESET_IN_HANDSHAKE);
  }

  @Test
  void itsSenderGoesOnWithoutBeingContradicted() {
    End end = Past.of(answer()).state(State.TRANSFER).spoke(1, 500 * MS).end();
    ResetJudgement only = end.resets().get(0);
    assertThat(only).isEqualTo(new ResetJudgement(only.facts(), ResetKind.ANSWER, Grounds.ONLY_THE_ACK, 1, false));
    End after = Past.of(answer().before(State.TRANSFER)).spoke(1, 500 * MS).end();
    assertThat(after.resets().get(0).senderWentOn()).isTrue();
  }

  @Test
  void everythingElseInTheHandshakeIsMeant() {
    Grounds[] meant = {Grounds.NOTHING_ACKNOWLEDGED, Grounds.EXACT};
    assertMeant(answer().badAckFrame(0).numbers(1, 0), meant[0]);
    assertMeant(answer().before(State.ESTABLISHED), meant[0]);
    assertMeant(Facts.abort().badAckFrame(3).before(State.SYN_RECEIVED).receiver(Side.opening(0)), meant[0]);
    assertMeant(answer().numbers(1, 0).receiver(Side.open()), meant[1]);
  }

  private static void assertMeant(Facts reset, Grounds grounds) {
    assertThat(Past.of(reset).end().resets().get(0).grounds()).isEqualTo(grounds);
  }
}
