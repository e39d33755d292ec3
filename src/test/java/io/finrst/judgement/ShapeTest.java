package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static io.finrst.judgement.Past.RTT_NS;
import static io.finrst.teardown.ResetKind.ABORT;
import static io.finrst.teardown.ResetKind.ANSWER;
import static io.finrst.teardown.ResetKind.FOREIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.ResetKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reset looks like among its sender's numbers: RFC 9293 sections 3.5.2 and 3.10.5, number by number. */
class ShapeTest {
  private static final long ANSWER_NS = 200 * MS;

  private static ResetKind kind(Facts facts) {
    return Shape.of(facts.build(), RTT_NS);
  }

  private static Side asked(int acked) {
    return Side.open().acked(acked, 64_000);
  }

  @ParameterizedTest
  @CsvSource({"0, FOREIGN", "1, ANSWER", "150, ANSWER", "201, ANSWER", "202, FOREIGN"})
  void bareResetTakesItsNumberFromAnAckThatWasSent(int seq, ResetKind kind) {
    Side server = Side.open().data(300, 1, 2, 0);
    assertThat(kind(Facts.bare(seq).sender(server).receiver(asked(201)))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"0, ANSWER", "200000000, ANSWER", "200000001, ABORT"})
  void bareResetAnswersNothingOnceASegmentWouldHaveBeenSentAgain(long afterNs, ResetKind kind) {
    assertThat(kind(Facts.bare(1).at(9, afterNs))).isEqualTo(kind);
    Side later = asked(1).spoke(8, 3_000 * MS);
    assertThat(kind(Facts.bare(1).at(9, 3_000 * MS + afterNs).receiver(later))).isEqualTo(kind);
  }

  @Test
  void bareResetIsAnAnswerForSoLongAsTheRoundTripAllows() {
    Facts late = Facts.bare(1).at(9, ANSWER_NS + 1);
    assertThat(Shape.of(late.build(), 51 * MS)).isEqualTo(ANSWER);
    assertThat(Shape.of(late.build(), -1)).isEqualTo(ANSWER);
    assertThat(Shape.of(Facts.bare(1).at(9, 1_000 * MS + 1).build(), -1)).isEqualTo(ABORT);
  }

  @Test
  void ofASideThatWasNotCapturedNobodyKnowsWhenItAsked() {
    Side notCaptured = asked(1).packets(0);
    assertThat(kind(Facts.bare(1).at(9, 1_000 * MS).receiver(notCaptured))).isEqualTo(ANSWER);
  }

  @Test
  void bareResetAtTheNextNumberOfASideThatIsKnownMayBeAnAbort() {
    Side sending = Side.open().data(300, 1, 2, 0);
    assertThat(kind(Facts.bare(301).sender(sending))).isEqualTo(ABORT);
    assertThat(kind(Facts.bare(300).sender(sending))).isEqualTo(FOREIGN);
    assertThat(kind(Facts.bare(301).sender(Side.unknown().placedOnly(0, 301)))).isEqualTo(FOREIGN);
    assertThat(kind(Facts.bare(1).sender(Side.unknown()))).isEqualTo(FOREIGN);
  }

  @Test
  void challengeAckDrawsAnAnswerAtItsNumber() {
    Facts recovery = Facts.bare(77).at(9, 1_000 * MS).sender(Side.opening(500)).receiver(Side.open().acked(9, 9));
    assertThat(kind(recovery)).isEqualTo(FOREIGN);
    assertThat(kind(recovery.challengeAck(77))).isEqualTo(ANSWER);
    assertThat(kind(recovery.challengeAck(78))).isEqualTo(FOREIGN);
    assertThat(kind(Facts.bare(-2).sender(Side.opening(500)).challengeAck(0xFFFFFFFEL)))
        .as("numbers have no sign").isEqualTo(ANSWER);
  }

  @Test
  void wrongHandshakeAckDrawsAnAnswerAtItsNumber() {
    Facts answer = Facts.bare(4_711).at(9, 1_000 * MS).badAckFrame(3);
    assertThat(kind(answer.receiver(Side.opening(0)))).isEqualTo(ANSWER);
    assertThat(kind(answer.receiver(Side.open()))).as("the right ACK came since").isEqualTo(FOREIGN);
  }

  @Test
  void answerToWhoeverHasAcknowledgedNothingStandsAtTheNextNumber() {
    Side opening = Side.opening(0);
    assertThat(kind(Facts.bare(4_711).at(9, 1_000 * MS).sender(Side.unknown()).receiver(opening))).isEqualTo(ANSWER);
    assertThat(kind(Facts.bare(1).at(9, ANSWER_NS).receiver(opening))).isEqualTo(ANSWER);
    assertThat(kind(Facts.bare(1).at(9, ANSWER_NS + 1).receiver(opening))).isEqualTo(ABORT);
    assertThat(kind(Facts.bare(2).receiver(opening))).isEqualTo(FOREIGN);
  }

  @ParameterizedTest
  @CsvSource({"-1, FOREIGN", "0, ABORT", "1, ABORT", "101, ABORT", "102, FOREIGN"})
  void abortAcknowledgesWhatItsReceiverHasSent(int ack, ResetKind kind) {
    Side client = Side.open().data(100, 1, 2, 0);
    assertThat(kind(Facts.abort().numbers(1, ack).receiver(client))).isEqualTo(kind);
  }

  @Test
  void nothingSpeaksAgainstAnAcknowledgmentOfASideOfWhichNothingIsKnown() {
    assertThat(kind(Facts.abort().numbers(1, 4_711).receiver(Side.unknown()))).isEqualTo(ABORT);
  }

  @ParameterizedTest
  @CsvSource({"0, FOREIGN", "1, FOREIGN", "300, FOREIGN", "301, ABORT", "302, FOREIGN"})
  void abortStandsAtTheNextNumberOfItsSide(int seq, ResetKind kind) {
    Side sending = Side.open().data(300, 1, 2, 0);
    assertThat(kind(Facts.abort().numbers(seq, 1).sender(sending).receiver(asked(51)))).isEqualTo(kind);
  }

  @Test
  void abortMayStandAtItsOwnFin() {
    Side closed = Side.open().data(300, 1, 2, 0).fin(3, 0);
    Facts reset = Facts.abort().receiver(asked(51)).sender(closed);
    assertThat(kind(reset.numbers(301, 1))).isEqualTo(ABORT);
    assertThat(kind(reset.numbers(302, 1))).isEqualTo(ABORT);
    assertThat(kind(reset.numbers(300, 1))).isEqualTo(FOREIGN);
  }

  @Test
  void abortMayStandAtTheEdgeOfTheWindow() {
    Side sending = Side.open().data(300, 1, 2, 0);
    Facts reset = Facts.abort().sender(sending).receiver(Side.open().acked(51, 100));
    assertThat(kind(reset.numbers(151, 1))).isEqualTo(ABORT);
    assertThat(kind(reset.numbers(150, 1))).isEqualTo(FOREIGN);
    assertThat(kind(reset.numbers(0, 1).receiver(Side.open().silent()))).as("no window is known").isEqualTo(FOREIGN);
  }

  @Test
  void abortMayStandWhereItsSideWasSendingAgain() {
    Side sending = Side.open().data(300, 3, 2, 0);
    Facts reset = Facts.abort().numbers(101, 1).sender(sending).receiver(asked(51));
    assertThat(kind(reset)).isEqualTo(FOREIGN);
    assertThat(kind(reset.repeats(Past.again(1, 1, 0, 101, 0, 0), -1))).isEqualTo(ABORT);
    assertThat(kind(reset.repeats(Past.again(1, 1, 0, 100, 0, 0), -1))).isEqualTo(FOREIGN);
    assertThat(kind(reset.repeats(Past.again(0, 1, 0, 101, 0, 0), -1))).as("the other side was").isEqualTo(FOREIGN);
  }

  @Test
  void closedPortAcknowledgesTheSynWithNumberZero() {
    assertThat(kind(Facts.refusal(1_000))).isEqualTo(ANSWER);
    assertThat(kind(Facts.refusal(1_000).numbers(0, 1_000))).as("not the SYN's end").isEqualTo(ABORT);
    assertThat(kind(Facts.refusal(1_000).numbers(5, 1_001))).isEqualTo(ABORT);
    Side noSyn = Side.opening(1_000).syns(0);
    assertThat(kind(Facts.refusal(1_000).receiver(noSyn))).isEqualTo(ABORT);
  }

  @Test
  void abortOfASideThatWasNotCapturedStandsWhereTheOtherOneHasAcknowledged() {
    Facts reset = Facts.abort().sender(Side.unknown().placedOnly(0, 301)).receiver(asked(301));
    assertThat(kind(reset.numbers(301, 1))).isEqualTo(ABORT);
    assertThat(kind(reset.numbers(300, 1))).isEqualTo(FOREIGN);
  }

  @Test
  void someStacksAnswerEverySegmentAsOneWithoutAck() {
    Side sending = Side.open().data(300, 1, 2, 0);
    Side client = asked(201).data(100, 1, 3, 0);
    Facts answer = Facts.abort().numbers(201, 101).sender(sending).receiver(client);
    assertThat(kind(answer.at(9, ANSWER_NS))).isEqualTo(ANSWER);
    assertThat(kind(answer.at(9, ANSWER_NS + 1))).as("nobody asked").isEqualTo(FOREIGN);
    assertThat(kind(answer.at(9, 0).numbers(201, 100))).as("not the segment's end").isEqualTo(FOREIGN);
    assertThat(kind(answer.numbers(200, 101))).as("not its ACK").isEqualTo(FOREIGN);
    Side allArrived = asked(301).data(100, 1, 3, 0);
    assertThat(kind(answer.numbers(301, 101).receiver(allArrived))).as("at SND.NXT").isEqualTo(ABORT);
    Side silent = Side.open().silent().data(100, 1, 3, 0);
    assertThat(kind(answer.numbers(0, 101).receiver(silent))).as("no ACK to take it from").isEqualTo(FOREIGN);
  }
}
