package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static io.finrst.judgement.Past.RTT_NS;
import static io.finrst.teardown.ResetKind.ABORT;
import static io.finrst.teardown.ResetKind.ANSWER;
import static io.finrst.teardown.ResetKind.FOREIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ResetFacts;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reset does to its receiver: RFC 9293 section 3.10.7 and RFC 5961 section 3.2, number by number. */
class ArrivalTest {

  private static Grounds grounds(Facts facts, ResetKind kind) {
    ResetFacts reset = facts.build();
    return Arrival.of(reset, kind, RTT_NS, Voice.of(reset.receiver(), 0, 0));
  }

  private static Grounds grounds(Facts facts, ResetKind kind, Side receiverNow) {
    return Arrival.of(facts.build(), kind, RTT_NS, Voice.of(receiverNow.build(), 0, 0));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void whereTheConnectionStandsDecidesFirst(State state) {
    Grounds expected =
        switch (state) {
          case NEW -> Grounds.NOTHING_BEFORE;
          case SYN_SENT, UNREACHABLE -> Grounds.OWN_SYN;
          case CLOSED, HALF_CLOSE_DONE -> Grounds.BOTH_CLOSED;
          default -> Grounds.EXACT;
        };
    assertThat(grounds(Facts.abort().before(state), ABORT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1000, OTHER_ACK", "1001, ACKS_SYN", "1011, ACKS_SYN", "1012, OTHER_ACK"})
  void synTakesOnlyAResetThatAcknowledgesItOrDataBehindIt(int ack, Grounds expected) {
    Side fastOpen = Side.opening(1_000).nxt(1_011);
    assertThat(grounds(Facts.refusal(1_000).receiver(fastOpen).numbers(0, ack), ANSWER)).isEqualTo(expected);
    Facts unreachable = Facts.refusal(1_000).before(State.UNREACHABLE).receiver(fastOpen).numbers(0, ack);
    assertThat(grounds(unreachable, ANSWER)).isEqualTo(expected);
  }

  @Test
  void synTakesNoResetWithoutAck() {
    Facts bare = Facts.bare(0).before(State.SYN_SENT).sender(Side.unknown()).receiver(Side.opening(1_000));
    assertThat(grounds(bare, ANSWER)).isEqualTo(Grounds.NO_ACK);
  }

  @Test
  void whoeverSentTheSynGivesItUpOrAnswersAChallenge() {
    Facts own = Facts.bare(600).before(State.SYN_SENT).sender(Side.opening(500)).receiver(Side.unknown());
    assertThat(grounds(own, ANSWER)).isEqualTo(Grounds.OWN_SYN);
    assertThat(grounds(own.challengeAck(600), ANSWER)).isEqualTo(Grounds.OLDER_CONNECTION);
    assertThat(grounds(own.challengeAck(601), ANSWER)).isEqualTo(Grounds.OWN_SYN);
  }

  @Test
  void receiverThatAcknowledgedNothingIsTakenToStandThere() {
    assertThat(grounds(Facts.abort().numbers(99, 1).receiver(Side.open().silent()), ABORT))
        .isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
  }

  @ParameterizedTest
  @CsvSource({
    "200,   BELOW_WINDOW",
    "201,   EXACT",
    "202,   IN_WINDOW",
    "1201,  IN_WINDOW",
    "1202,  OUT_OF_WINDOW",
  })
  void withNothingInFlightOnlyTheNextNumberIsExact(int seq, Grounds expected) {
    Facts reset = Facts.abort().numbers(seq, 1).receiver(Side.open().acked(201, 1_000));
    assertThat(grounds(reset.sender(Side.open().data(200, 1, 2, 0)), ABORT)).isEqualTo(expected);
    assertThat(grounds(reset.sender(Side.unknown()), ABORT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200,   BELOW_WINDOW",
    "201,   BELOW_WINDOW",
    "202,   IN_WINDOW",
    "301,   EXACT_ON_ARRIVAL",
    "302,   IN_WINDOW",
    "1201,  IN_WINDOW",
    "1202,  OUT_OF_WINDOW",
  })
  void withDataInFlightTheNumberBehindItWillBeExact(int seq, Grounds expected) {
    Facts reset = Facts.abort().numbers(seq, 1).receiver(Side.open().acked(201, 1_000));
    assertThat(grounds(reset.sender(Side.open().data(300, 1, 2, 0)), ABORT)).isEqualTo(expected);
  }

  @Test
  void whatTheReceiverHasGotButTheCaptureHasNotCountsAsSent() {
    Facts reset = Facts.abort().numbers(201, 1).receiver(Side.open().acked(201, 1_000));
    assertThat(grounds(reset.sender(Side.open().data(100, 1, 2, 0)), ABORT)).isEqualTo(Grounds.EXACT);
    assertThat(grounds(reset.numbers(101, 1), ABORT)).isEqualTo(Grounds.BELOW_WINDOW);
  }

  @Test
  void resetAtAnOwnFinIsTakenByWhoeverGotTheFin() {
    Side closed = Side.open().data(200, 1, 2, 0).fin(3, 0);
    Facts reset = Facts.abort().numbers(201, 1).sender(closed).receiver(Side.open().acked(202, 1_000));
    assertThat(grounds(reset, ABORT)).isEqualTo(Grounds.ONE_BEFORE);
    assertThat(grounds(reset.numbers(200, 1), ABORT)).isEqualTo(Grounds.BELOW_WINDOW);
    Side open = Side.open().data(201, 1, 2, 0);
    assertThat(grounds(reset.numbers(0, 1).sender(open), ABORT)).as("no FIN").isEqualTo(Grounds.BELOW_WINDOW);
  }

  private static Facts answerBehindLostData(long afterNs) {
    Side sending = Side.open().data(300, 1, 2, 0);
    return Facts.bare(201).at(9, afterNs).sender(sending).receiver(Side.open().acked(201, 1_000));
  }

  @Test
  void answerBehindLostDataIsExactWhereNothingElseHasArrivedSince() {
    Side same = Side.open().acked(201, 1_000);
    Side later = Side.open().acked(202, 1_000);
    assertThat(grounds(answerBehindLostData(0), ANSWER, same)).isEqualTo(Grounds.EXACT_AFTER_LOSS);
    assertThat(grounds(answerBehindLostData(0), ANSWER, later)).isEqualTo(Grounds.BELOW_WINDOW);
    assertThat(grounds(answerBehindLostData(0), FOREIGN, same)).isEqualTo(Grounds.BELOW_WINDOW);
  }

  @ParameterizedTest
  @CsvSource({"199999999, BELOW_WINDOW", "200000000, EXACT_AFTER_LOSS"})
  void answerBehindLostDataIsExactOnceNothingCanBeOnItsWay(long afterNs, Grounds expected) {
    Side later = Side.open().acked(202, 1_000);
    assertThat(grounds(answerBehindLostData(afterNs), ANSWER, later)).isEqualTo(expected);
    Facts again = answerBehindLostData(500 * MS + afterNs).repeats(Past.again(1, 1, 500 * MS, 301, 0, 0), -1);
    assertThat(grounds(again, ANSWER, later)).isEqualTo(expected);
    Facts before = answerBehindLostData(afterNs).repeats(Past.again(1, 1, -500 * MS, 301, 0, 0), -1);
    assertThat(grounds(before, ANSWER, later)).isEqualTo(expected);
  }

  @Test
  void whatTheOtherSideSentAgainIsNotOnThatWay() {
    Facts reset = answerBehindLostData(200 * MS).repeats(Past.again(0, 1, 200 * MS, 101, 0, 0), -1);
    assertThat(grounds(reset, ANSWER, Side.open().acked(202, 1_000))).isEqualTo(Grounds.EXACT_AFTER_LOSS);
  }

  @ParameterizedTest
  @CsvSource({"1, IN_WINDOW", "2, GAVE_UP", "15, GAVE_UP"})
  void whoeverHasRepeatedItselfTwiceInVainMayHaveGivenUp(int count, Grounds expected) {
    Facts reset = Facts.abort().numbers(101, 1).sender(Side.open().data(300, 3, 2, 0));
    reset.repeats(Past.again(1, count, 0, 101, 0, 0), 1);
    assertThat(grounds(reset, ABORT)).isEqualTo(expected);
    assertThat(grounds(reset, FOREIGN)).as("no abort").isEqualTo(Grounds.IN_WINDOW);
    reset.repeats(Past.again(1, count, 0, 101, 0, 0), -1);
    assertThat(grounds(reset, ABORT)).as("it was answered").isEqualTo(Grounds.IN_WINDOW);
    reset.repeats(Past.again(0, count, 0, 101, 0, 0), 0);
    assertThat(grounds(reset, ABORT)).as("the other side repeats itself").isEqualTo(Grounds.IN_WINDOW);
  }

  @Test
  void numbersWrap() {
    Side sender = Side.open().nxt(-5);
    Facts reset = Facts.abort().sender(sender).receiver(Side.open().acked(-5, 10));
    assertThat(grounds(reset.numbers(-5, 1), ABORT)).isEqualTo(Grounds.EXACT);
    assertThat(grounds(reset.sender(Side.unknown()), ABORT)).isEqualTo(Grounds.EXACT);
    assertThat(grounds(reset.numbers(5, 1), ABORT)).isEqualTo(Grounds.IN_WINDOW);
    assertThat(grounds(reset.numbers(6, 1), ABORT)).isEqualTo(Grounds.OUT_OF_WINDOW);
    assertThat(grounds(reset.numbers(-6, 1), ABORT)).isEqualTo(Grounds.BELOW_WINDOW);
  }
}
