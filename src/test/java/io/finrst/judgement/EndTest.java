package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a connection comes to rest: by a reset, by silence, or nowhere yet. */
class EndTest {
  private static final long SECOND_NS = 1_000 * MS;

  @ParameterizedTest
  @EnumSource(State.class)
  void withoutResetsAndSilenceItIsWhereTheStateMachineSays(State state) {
    End end = Past.of().state(state).end();
    assertThat(end).isEqualTo(End.at(state)).isEqualTo(new End(state, -1, false, -1, 0, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "NEW,          RESET_UNEXPLAINED",
    "SYN_RECEIVED, RESET_IN_HANDSHAKE",
    "MIDSTREAM,    RESET_UNEXPLAINED",
    "ESTABLISHED,  RESET_BEFORE_DATA",
    "TRANSFER,     RESET_AFTER_DATA",
    "FIN_WAIT_1,   RESET_AFTER_FIN",
    "TIME_WAIT,    RESET_AFTER_FIN",
  })
  void resetEndsItWhereItStoodWhenTheResetCame(State before, State after) {
    assertThat(Past.of(Facts.abort().before(before)).state(State.CLOSED).end().state()).isEqualTo(after);
  }

  private static State answered(Facts answer) {
    return Past.of(answer.before(State.ESTABLISHED)).end().state();
  }

  private static Facts answer() {
    return Facts.bare(1).sender(Side.open().packets(1));
  }

  @Test
  void serverThatAnswersTheHandshakeAckHasNotTakenPart() {
    assertThat(answered(answer())).isEqualTo(State.RESET_IN_HANDSHAKE);
    assertThat(answered(Facts.bare(1).sender(Side.open().syns(2).packets(2)))).isEqualTo(State.RESET_IN_HANDSHAKE);
    assertThat(answered(answer().synAckAgain())).isEqualTo(State.RESET_IN_HANDSHAKE);
    assertThat(Past.of(answer().before(State.TRANSFER)).end().state()).isEqualTo(State.RESET_IN_HANDSHAKE);
    assertThat(Past.of(answer().before(State.FIN_WAIT_1)).end().state()).isEqualTo(State.RESET_AFTER_FIN);
  }

  @Test
  void serverThatHasSaidMoreThanSynAcksOrAbortsHasTakenPart() {
    assertThat(answered(Facts.bare(1).sender(Side.open().packets(2)))).isEqualTo(State.RESET_BEFORE_DATA);
    assertThat(answered(Facts.bare(1).sender(Side.open().syns(0).packets(0)))).isEqualTo(State.RESET_BEFORE_DATA);
    assertThat(answered(Facts.abort().sender(Side.open().packets(1)))).isEqualTo(State.RESET_BEFORE_DATA);
  }

  @Test
  void onlyTheServerIsAskedToCompleteTheHandshake() {
    assertThat(answered(answer().from(0))).isEqualTo(State.RESET_BEFORE_DATA);
    End swapped = Past.of(answer().from(0).before(State.ESTABLISHED)).clientIsB().end();
    assertThat(swapped.state()).isEqualTo(State.RESET_IN_HANDSHAKE);
    assertThat(Past.of(answer().before(State.ESTABLISHED)).clientIsB().end().state())
        .isEqualTo(State.RESET_BEFORE_DATA);
  }

  @Test
  void dataOrProbesMayHaveDrawnTheAnswerUnlessTheSynAckCameAgain() {
    assertThat(answered(answer().receiver(Side.open().data(1, 1, 2, 0)))).isEqualTo(State.RESET_BEFORE_DATA);
    assertThat(answered(answer().receiver(Side.open().probes(1)))).isEqualTo(State.RESET_BEFORE_DATA);
    assertThat(answered(answer().receiver(Side.open().data(1, 1, 2, 0)).synAckAgain()))
        .isEqualTo(State.RESET_IN_HANDSHAKE);
  }

  @Test
  void whoeverWasRefusedIsNotInTheHandshake() {
    assertThat(Past.of(Facts.refusal(9)).state(State.SYN_SENT).end().state()).isEqualTo(State.REFUSED);
    Facts unreachable = Facts.refusal(9).before(State.UNREACHABLE);
    assertThat(Past.of(unreachable).state(State.UNREACHABLE).end().state()).isEqualTo(State.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"3000000000, false", "3000000001, true"})
  void receiverThatStopsAtAResetInItsWindowHasTakenIt(long afterNs, boolean taken) {
    Past past = Past.of(Facts.abort().numbers(500, 1).at(9, 7)).times(7, 7 + afterNs);
    End end = past.end();
    assertThat(end.guessed()).isEqualTo(taken);
    assertThat(end.deciding()).isEqualTo(taken ? 0 : -1);
    assertThat(end.state()).isEqualTo(taken ? State.RESET_AFTER_DATA : State.TRANSFER);
    assertThat(end.resets().get(0).grounds()).isEqualTo(taken ? Grounds.STOPPED_AT_ONCE : Grounds.IN_WINDOW);
  }

  @Test
  void onlyTheLastResetInTheWindowStopsAnything() {
    Facts inside = Facts.abort().numbers(500, 1).at(9, 7);
    assertThat(Past.of(inside).times(8, 9 * SECOND_NS).end().guessed()).as("something came").isFalse();
    Facts outside = Facts.abort().numbers(0, 1).at(10, 7);
    assertThat(Past.of(inside, outside).times(7, 9 * SECOND_NS).end().guessed()).isFalse();
    End second = Past.of(outside, inside).times(7, 9 * SECOND_NS).end();
    assertThat(second.guessed()).isTrue();
    assertThat(second.deciding()).isEqualTo(1);
    End decided = Past.of(Facts.abort(), inside).times(7, 9 * SECOND_NS).end();
    assertThat(decided.guessed()).as("another one has decided").isFalse();
    assertThat(decided.deciding()).isZero();
  }

  private static Past inVain(int count, long lastGapNs, long silentNs) {
    return Past.of().repeats(Past.again(0, count, 7, 101, lastGapNs, 0), 0).times(7, 7 + silentNs);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0,          9000000000, TRANSFER",
    "2, 0,          1000000000, TRANSFER",
    "2, 0,          1000000001, GIVEN_UP",
    "2, 400000000,  1000000000, TRANSFER",
    "2, 400000000,  1000000001, GIVEN_UP",
    "2, 2000000000, 5000000000, TRANSFER",
    "2, 2000000000, 5000000001, GIVEN_UP",
    "9, 2000000000, 5000000001, GIVEN_UP",
  })
  void nextRetransmissionIsOverdueOnceLongEnoughNothingCame(int count, long gapNs, long silentNs, State state) {
    assertThat(inVain(count, gapNs, silentNs).end().state()).isEqualTo(state);
  }

  @Test
  void whoeverWasAnsweredDoesNotFallSilentInVain() {
    Past answered = Past.of().repeats(Past.again(0, 9, 7, 101, 0, 0), -1).times(7, 9 * SECOND_NS);
    assertThat(answered.end().state()).isEqualTo(State.TRANSFER);
    assertThat(inVain(2, 0, 0).end().repeatingSide()).isZero();
    assertThat(answered.end().repeatingSide()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "SYN_RECEIVED, 2, 2, HANDSHAKE_LOST",
    "SYN_RECEIVED, 1, 2, SYN_RECEIVED",
    "SYN_RECEIVED, 2, 1, SYN_RECEIVED",
    "SYN_RECEIVED, 9, 9, HANDSHAKE_LOST",
    "TRANSFER,     2, 2, TRANSFER",
  })
  void handshakeIsLostWhereBothSynsCameAgain(State state, int syns, int synAcks, State end) {
    Past past = Past.of().state(state).side(0, Side.open().syns(syns)).side(1, Side.open().syns(synAcks));
    assertThat(past.end().state()).isEqualTo(end);
  }
}
