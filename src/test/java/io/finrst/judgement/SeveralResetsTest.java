package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static io.finrst.teardown.ResetKind.ABORT;
import static io.finrst.teardown.ResetKind.ANSWER;
import static io.finrst.teardown.ResetKind.FOREIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several resets of one connection: which of them decides, and what that makes of the others. */
class SeveralResetsTest {

  private static void assertGrounds(End end, int deciding, Grounds... grounds) {
    assertThat(end.resets()).extracting(ResetJudgement::grounds).containsExactly(grounds);
    assertThat(end.deciding()).isEqualTo(deciding);
    assertThat(end.guessed()).isFalse();
  }

  /** The server aborts; the client goes on half a second later. */
  private static Past lostAbort(Facts... others) {
    Facts[] all = new Facts[others.length + 1];
    all[0] = Facts.abort().at(10, 0);
    System.arraycopy(others, 0, all, 1, others.length);
    return Past.of(all).spoke(0, 500 * MS);
  }

  private static Side asking() {
    return Side.open().data(100, 1, 11, 500 * MS);
  }

  private static Facts answer(int resetsBefore) {
    return Facts.bare(1).at(12, 501 * MS).sender(Side.open().packets(2 + resetsBefore)).receiver(asking());
  }

  @Test
  void abortThatGotLostIsProvenByTheAnswerOfASideWithoutASocket() {
    assertGrounds(lostAbort().end(), -1, Grounds.WENT_ON);
    End end = lostAbort(answer(1)).end();
    assertGrounds(end, 0, Grounds.WENT_ON, Grounds.EXACT);
    assertThat(end.taken()).isSameAs(end.resets().get(1).facts());
    assertThat(end.state()).isEqualTo(State.RESET_AFTER_DATA);
  }

  @Test
  void abortIsNotProvenWhereItsSenderHasSaidMoreThanResetsSince() {
    assertGrounds(lostAbort(answer(2)).end(), 1, Grounds.WENT_ON, Grounds.EXACT);
    assertGrounds(lostAbort(answer(0)).end(), 1, Grounds.WENT_ON, Grounds.EXACT);
  }

  @Test
  void firstOfSeveralLostAbortsDecides() {
    Facts second = Facts.abort().at(11, 100 * MS).sender(Side.open().packets(3));
    End end = lostAbort(second, answer(2)).end();
    assertGrounds(end, 0, Grounds.WENT_ON, Grounds.WENT_ON, Grounds.EXACT);
    assertGrounds(lostAbort(second, answer(3)).end(), 2, Grounds.WENT_ON, Grounds.WENT_ON, Grounds.EXACT);
    Facts afterASegment = Facts.abort().at(11, 100 * MS).sender(Side.open().packets(4));
    assertGrounds(
        lostAbort(afterASegment, answer(3)).end(), 1, Grounds.WENT_ON, Grounds.WENT_ON, Grounds.EXACT);
  }

  @Test
  void resetsOfTheOtherSideInBetweenAreNotCounted() {
    Facts other = Facts.abort().from(0).numbers(4_711, 1).at(11, 100 * MS).receiver(Side.open().packets(3));
    End end = lostAbort(other, answer(1)).end();
    assertGrounds(end, 0, Grounds.WENT_ON, Grounds.IN_WINDOW, Grounds.EXACT);
  }

  @Test
  void abortsAloneProveNoneUnlessTheReceiverSpokeBetween() {
    Facts again = Facts.abort().at(12, 501 * MS).sender(Side.open().packets(3));
    assertGrounds(lostAbort(again).end(), 1, Grounds.WENT_ON, Grounds.EXACT);
    assertGrounds(
        lostAbort(again.receiver(asking())).end(), 0, Grounds.WENT_ON, Grounds.EXACT);
  }

  @Test
  void onlyWhatMayHaveBeenRealIsProven() {
    Facts foreign = Facts.abort().at(10, 0).numbers(0, 1);
    Facts outside = Facts.abort().at(10, 0).numbers(900, 1).sender(Side.open().nxt(900));
    Facts answer = Facts.bare(1).at(12, MS).sender(Side.open().packets(3));
    assertGrounds(Past.of(foreign, answer).end(), 1, Grounds.BELOW_WINDOW, Grounds.EXACT);
    Past ahead = Past.of(outside.receiver(Side.open().acked(1, 100)), answer);
    assertGrounds(ahead.end(), 0, Grounds.EXACT_ON_ARRIVAL, Grounds.RESET_BEFORE);
  }

  private static Facts ahead() {
    Side sending = Side.open().data(300, 3, 9, 0).packets(5);
    return Facts.abort().at(10, 0).numbers(301, 1).sender(sending).receiver(Side.open().acked(201, 1_000));
  }

  private static Facts answerToChallenge(Side receiver) {
    return Facts.bare(201).at(12, 5 * MS).sender(Side.open().data(300, 3, 9, 0).packets(6)).receiver(receiver);
  }

  private static Side challenging() {
    return Side.open().acked(201, 1_000).packets(3).spoke(11, 4 * MS);
  }

  @Test
  void abortThatRanAheadOfLostDataIsChallengedAndItsAnswerIsExact() {
    End end = Past.of(ahead(), answerToChallenge(challenging())).end();
    assertGrounds(end, 0, Grounds.CHALLENGED, Grounds.EXACT);
    assertThat(end.resets()).extracting(ResetJudgement::kind).containsExactly(ABORT, ANSWER);
    assertThat(end.resets()).extracting(ResetJudgement::answeredFrame).containsExactly(0L, 11L);
  }

  @Test
  void challengeComesBetweenAcknowledgesNothingNewAndCarriesNothing() {
    Grounds[] late = {Grounds.EXACT_ON_ARRIVAL, Grounds.RESET_BEFORE};
    assertGrounds(Past.of(ahead(), answerToChallenge(challenging().packets(2))).end(), 0, late);
    assertGrounds(Past.of(ahead(), answerToChallenge(challenging().data(9, 1, 11, 4 * MS))).end(), 0, late);
    assertGrounds(Past.of(ahead(), answerToChallenge(challenging()).numbers(200, 0)).end(), 0, late);
    Side more = challenging().acked(202, 1_000);
    assertGrounds(Past.of(ahead(), answerToChallenge(more).numbers(202, 0)).end(), 0, late);
    Grounds[] unknown = {Grounds.NOTHING_ACKNOWLEDGED, Grounds.RESET_BEFORE};
    Facts blind = ahead().receiver(Side.open().silent());
    assertGrounds(Past.of(blind, answerToChallenge(challenging())).end(), 0, unknown);
    assertGrounds(Past.of(blind, answerToChallenge(challenging().silent()).numbers(0, 0)).end(), 0, unknown);
    Side atZero = challenging().acked(0, 1_000);
    assertGrounds(Past.of(blind, answerToChallenge(atZero).numbers(0, 0)).end(), 0, unknown);
  }

  @Test
  void challengeIsNotAnsweredAtTheNumberOfTheResetItself() {
    Facts second = answerToChallenge(challenging().acked(301, 1_000)).numbers(301, 0);
    Facts first = ahead().receiver(Side.open().acked(301, 1_000));
    assertGrounds(Past.of(first, second).end(), 0, Grounds.EXACT, Grounds.RESET_BEFORE);
  }

  private static Facts inWindow() {
    return Facts.abort().at(10, 0).numbers(500, 1).receiver(Side.open());
  }

  private static Facts exactAnswer() {
    return Facts.bare(1).at(12, 5 * MS).sender(Side.open().packets(3));
  }

  @Test
  void inexactResetBeforeAnExactAnswerWasAnAbortAheadOfData() {
    End end = Past.of(inWindow(), exactAnswer()).end();
    assertGrounds(end, 0, Grounds.CHALLENGED, Grounds.EXACT);
    assertThat(end.resets().get(0).kind()).isEqualTo(ABORT);
  }

  @Test
  void inexactResetThatDrewNoAnswerStaysWhatItLooksLike() {
    End bare = Past.of(Facts.bare(500).at(10, 0), exactAnswer()).end();
    assertGrounds(bare, 1, Grounds.IN_WINDOW, Grounds.EXACT);
    assertThat(bare.resets().get(0).kind()).isEqualTo(FOREIGN);
    Facts otherSide = inWindow().from(0);
    assertGrounds(Past.of(otherSide, exactAnswer()).end(), 1, Grounds.IN_WINDOW, Grounds.EXACT);
    Facts below = inWindow().numbers(0, 1);
    assertGrounds(Past.of(below, exactAnswer()).end(), 1, Grounds.BELOW_WINDOW, Grounds.EXACT);
    Facts abort = Facts.abort().at(12, 5 * MS).sender(Side.open().packets(3));
    assertGrounds(Past.of(inWindow(), abort).end(), 1, Grounds.IN_WINDOW, Grounds.EXACT);
  }

  @ParameterizedTest
  @CsvSource({"9999999, CHALLENGED", "10000000, IN_WINDOW"})
  void inexactResetWhoseSenderWentOnWasNoAbort(long lastNs, Grounds first) {
    Side challenged = Side.open().packets(3).spoke(11, 55 * MS);
    Facts answer = Facts.bare(1).at(12, 60 * MS).sender(Side.open().packets(4).spoke(11, lastNs)).receiver(challenged);
    End end = Past.of(inWindow(), answer).end();
    assertGrounds(end, 1, first, Grounds.EXACT);
    assertThat(end.resets().get(0).kind()).isEqualTo(first == Grounds.IN_WINDOW ? FOREIGN : ABORT);
  }

  @Test
  void secondAbortOfTheSameSideComesTooLate() {
    Facts again = Facts.abort().at(12, MS).sender(Side.open().packets(3));
    assertGrounds(Past.of(Facts.abort(), again).end(), 0, Grounds.EXACT, Grounds.RESET_BEFORE);
  }

  @ParameterizedTest
  @CsvSource({"0, RECEIVER_RESET", "9999999, RECEIVER_RESET", "10000000, BOTH_WAYS"})
  void abortOfBothSidesEndsItThereTooWhereTheFirstOnesSenderWasStillSending(long lastNs, Grounds second) {
    Facts other = Facts.abort().from(0).at(12, 15 * MS).receiver(Side.open().packets(3).spoke(11, lastNs));
    assertGrounds(Past.of(Facts.abort(), other).end(), 0, Grounds.EXACT, second);
  }

  /** An abort in the middle of what its side had sent: it was sending that again. */
  private static Facts pulledBack() {
    Facts abort = Facts.abort().numbers(51, 1).at(9, -MS).sender(Side.open().data(100, 1, 2, 0).packets(2));
    return abort.repeats(Past.again(1, 1, 0, 51, 0, 0), -1);
  }

  @Test
  void abortThatWasIgnoredInTheWindowIsProvenByAnAnswer() {
    Facts bare = Facts.bare(51).at(9, -MS).sender(Side.open().data(100, 1, 2, 0).packets(2));
    bare.repeats(Past.again(1, 1, 0, 51, 0, 0), -1);
    Facts answer = Facts.bare(1).at(12, MS).sender(Side.open().data(100, 1, 2, 0).packets(3));
    End end = Past.of(bare, answer).end();
    assertGrounds(end, 0, Grounds.IN_WINDOW, Grounds.EXACT_AFTER_LOSS);
    assertThat(end.resets().get(0).kind()).isEqualTo(ABORT);
  }

  @Test
  void abortThatNoReceiverTakesIsNotProven() {
    Facts below = pulledBack().receiver(Side.open().acked(101, 1_000));
    Facts outside = pulledBack().receiver(Side.open().acked(1, 10));
    Facts exact = Facts.bare(101).at(12, MS).sender(Side.open().data(100, 1, 2, 0).packets(3));
    exact.receiver(Side.open().acked(101, 1_000));
    assertGrounds(Past.of(below, exact).end(), 1, Grounds.BELOW_WINDOW, Grounds.EXACT);
    assertGrounds(Past.of(outside, exact).end(), 1, Grounds.OUT_OF_WINDOW, Grounds.EXACT);
  }

  @Test
  void provenAbortLeavesNothingToGuess() {
    Facts again = Facts.abort().numbers(51, 1).at(12, MS).sender(Side.open().data(100, 1, 2, 0).packets(3));
    again.repeats(Past.again(1, 1, 0, 51, 0, 0), -1).receiver(Side.open().packets(3));
    End end = Past.of(pulledBack(), again).times(MS, 9_000 * MS).end();
    assertGrounds(end, 0, Grounds.SENDER_GONE, Grounds.IN_WINDOW);
    assertThat(end.taken()).isSameAs(end.decider());
  }

  @Test
  void abortThatLostTheRaceIsNotProvenByAnAnswer() {
    Facts mine = pulledBack().from(0).repeats(Past.again(0, 1, 0, 51, 0, 0), -1);
    Facts answer = Facts.bare(1).from(0).at(12, 2 * MS).sender(Side.open().data(100, 1, 2, 0).packets(3));
    End end = Past.of(mine, Facts.abort(), answer).end();
    assertGrounds(end, 1, Grounds.IN_WINDOW, Grounds.EXACT, Grounds.RECEIVER_RESET);
  }

  @Test
  void abortOfTheOtherSideProvesNoEarlierOneOfThisSide() {
    Facts mine = Facts.abort().from(0).numbers(4_711, 1).at(9, -MS);
    Facts answer = Facts.bare(1).from(0).at(12, 2 * MS).sender(Side.open().packets(3));
    End end = Past.of(mine, Facts.abort(), answer).end();
    assertGrounds(end, 1, Grounds.IN_WINDOW, Grounds.EXACT, Grounds.RECEIVER_RESET);
  }

  @Test
  void foreignResetProvesNoAbort() {
    Facts foreign = Facts.abort().at(12, 501 * MS).numbers(0, 1).sender(Side.open().packets(3)).receiver(asking());
    assertGrounds(lostAbort(foreign).end(), -1, Grounds.WENT_ON, Grounds.BELOW_WINDOW);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void refusedSynMayBeSentAgainAndSucceed(State state) {
    End end = Past.of(Facts.refusal(1_000)).state(state).end();
    boolean overcome = state.compareTo(State.MIDSTREAM) >= 0;
    assertGrounds(end, overcome ? -1 : 0, Grounds.ACKS_SYN);
    assertThat(end.state()).isEqualTo(overcome ? state : State.REFUSED);
  }

  @Test
  void whatArrivedSinceIsAskedOfTheReceiver() {
    Facts answer = Facts.bare(1).sender(Side.open().data(100, 1, 2, 0));
    Past past = Past.of(answer).side(1, Side.open().data(100, 1, 2, 0).acked(2, 64_000));
    assertGrounds(past.end(), 0, Grounds.EXACT_AFTER_LOSS);
    assertGrounds(past.side(0, Side.open().acked(2, 64_000)).side(1, Side.open()).end(), -1, Grounds.BELOW_WINDOW);
  }

  @Test
  void ownSynGivenUpEndsTheHandshakeUnlessAnIcmpErrorHadRefusedIt() {
    Facts own = Facts.bare(1).from(0).sender(Side.opening(0)).receiver(Side.unknown());
    End given = Past.of(own.before(State.SYN_SENT)).state(State.SYN_SENT).end();
    assertGrounds(given, 0, Grounds.OWN_SYN);
    assertThat(given.state()).isEqualTo(State.RESET_IN_HANDSHAKE);
    End refused = Past.of(own.before(State.UNREACHABLE)).state(State.UNREACHABLE).end();
    assertGrounds(refused, -1, Grounds.OWN_SYN);
    assertThat(refused.state()).isEqualTo(State.UNREACHABLE);
  }

  @Test
  void abortBehindAnOvercomeOneOfASideThatSaidNothingElseWasThatOne() {
    Facts own = Facts.abort().from(0).before(State.SYN_SENT).numbers(1, 0);
    own.sender(Side.opening(0)).receiver(Side.unknown());
    Facts second = Facts.abort().from(0).at(12, MS).sender(Side.opening(0).packets(2).acked(1, 1_000));
    assertGrounds(
        Past.of(own, second.receiver(Side.open())).end(), 0, Grounds.OWN_SYN, Grounds.ABORTED_BEFORE);
  }
}
