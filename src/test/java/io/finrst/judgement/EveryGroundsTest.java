package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason for an effect comes about, is said in words, and is the same whenever and however often one asks. */
class EveryGroundsTest {
  private static final Side OPENED = Side.opening(1_000);
  private static final Side OPENED_AT_0 = Side.opening(0);

  /** By what it says of the last reset of each. */
  private static final Map<Grounds, Supplier<Past>> REACHED =
      Map.ofEntries(
          entry(Grounds.NOTHING_BEFORE, () -> Past.of(Facts.abort().before(State.NEW))),
          entry(Grounds.OWN_SYN, () -> Past.of(ownSyn())),
          entry(Grounds.ACKS_SYN, () -> Past.of(Facts.refusal(1_000))),
          entry(Grounds.NOTHING_ACKNOWLEDGED, () -> Past.of(Facts.abort().receiver(Side.open().silent()))),
          entry(Grounds.EXACT, () -> Past.of(Facts.abort())),
          entry(Grounds.EXACT_ON_ARRIVAL, () -> Past.of(sending(101))),
          entry(Grounds.ONE_BEFORE, () -> Past.of(Facts.abort().sender(Side.open().fin(3, 0)))),
          entry(Grounds.EXACT_AFTER_LOSS, () -> Past.of(Facts.bare(1).sender(Side.open().data(100, 1, 2, 0)))),
          entry(Grounds.BOTH_WAYS, () -> Past.of(Facts.abort(), fromTheOther(50 * MS))),
          entry(Grounds.BOTH_GONE, () -> Past.of(gone(1), gone(0))),
          entry(Grounds.GAVE_UP, () -> Past.of(sending(51).repeats(Past.again(1, 2, 0, 51, 0, 0), 1))),
          entry(Grounds.SENDER_GONE, () -> Past.of(again(9, -1, 2), again(12, 1, 3).receiver(Side.open().packets(3)))),
          entry(Grounds.STOPPED_AT_ONCE, () -> Past.of(sending(151)).times(0, 4_000 * MS)),
          entry(Grounds.NO_ACK, () -> Past.of(Facts.bare(0).before(State.SYN_SENT).sender(Side.unknown()))),
          entry(Grounds.OTHER_ACK, () -> Past.of(Facts.refusal(1_000).numbers(0, 999))),
          entry(Grounds.BELOW_WINDOW, () -> Past.of(Facts.abort().numbers(0, 1))),
          entry(Grounds.IN_WINDOW, () -> Past.of(sending(151))),
          entry(Grounds.OUT_OF_WINDOW, () -> Past.of(sending(70_000))),
          entry(Grounds.CHALLENGED, () -> Past.of(sending(151), Facts.bare(1).sender(Side.open().packets(4)))),
          entry(Grounds.ONLY_THE_ACK, () -> Past.of(wrongAck()).state(State.ESTABLISHED)),
          entry(Grounds.OLDER_CONNECTION, () -> Past.of(ownSyn().challengeAck(1_001))),
          entry(Grounds.BOTH_CLOSED, () -> Past.of(Facts.abort().before(State.CLOSED))),
          entry(Grounds.RESET_BEFORE, () -> Past.of(Facts.abort(), Facts.abort())),
          entry(Grounds.RECEIVER_RESET, () -> Past.of(Facts.abort(), fromTheOther(0))),
          entry(Grounds.ABORTED_BEFORE, () -> Past.of(ownAbort(), Facts.abort().from(0).at(9, 1).sender(moved()))),
          entry(Grounds.UNSHOWN, () -> filtered()),
          entry(Grounds.NOT_THE_END, () -> filtered().side(1, Side.opening(0).acked(1, 64_000).fin(5, 2 * MS))),
          entry(Grounds.MADE_UP, () -> Past.of(Facts.abort().flags(0xFF)).times(MS, MS)),
          entry(Grounds.WENT_ON, () -> Past.of(Facts.abort()).spoke(0, 500 * MS)));

  /** SYN, SYN-ACK and a reset whose number says that its sender had sent 200 bytes. */
  private static Past filtered() {
    Facts reset =
        Facts.abort().before(State.SYN_RECEIVED).numbers(201, 101).sender(Side.opening(0).acked(1, 64_000));
    return Past.of(reset.receiver(OPENED_AT_0)).sight(new Sight(false, true, true, false, false, -1, false, false));
  }

  /** An abort in the middle of what its side had sent, which it was sending again. */
  private static Facts again(int frame, long ms, int packetsBefore) {
    Facts abort = Facts.abort().numbers(51, 1).at(frame, ms * MS);
    abort.sender(Side.open().data(100, 1, 2, 0).packets(packetsBefore));
    return abort.repeats(Past.again(1, 1, 0, 51, 0, 0), -1);
  }

  private static Facts ownSyn() {
    return Facts.bare(1_001).from(0).before(State.SYN_SENT).sender(OPENED).receiver(Side.unknown());
  }

  private static Facts ownAbort() {
    Side opened = Side.opening(0);
    return Facts.abort().from(0).before(State.SYN_SENT).numbers(1, 0).sender(opened).receiver(Side.unknown());
  }

  private static Side moved() {
    return Side.open().packets(2);
  }

  private static Facts sending(int seq) {
    return Facts.abort().numbers(seq, 1).sender(Side.open().data(100, 1, 2, 0));
  }

  private static Facts fromTheOther(long firstSidesLastNs) {
    return Facts.abort().from(0).at(9, 60 * MS).receiver(Side.open().packets(3).spoke(8, firstSidesLastNs));
  }

  private static Facts gone(int side) {
    Side closed = Side.open().data(100, 1, 2, 0).fin(3, 0);
    return Facts.bare(50).from(side).before(State.CLOSING).sender(closed).receiver(Side.open().acked(101, 9_000));
  }

  private static Facts wrongAck() {
    return Facts.bare(4_711).badAckFrame(3).before(State.SYN_RECEIVED).receiver(OPENED);
  }

  @ParameterizedTest
  @EnumSource(Grounds.class)
  void isReached(Grounds grounds) {
    List<ResetJudgement> resets = REACHED.get(grounds).get().end().resets();
    boolean first = grounds == Grounds.CHALLENGED || grounds == Grounds.BOTH_GONE
            || grounds == Grounds.SENDER_GONE;
    int which = first ? 0 : resets.size() - 1;
    assertThat(resets.get(which).grounds()).isEqualTo(grounds);
    assertThat(resets.get(which).effect()).isEqualTo(grounds.effect());
  }

  @ParameterizedTest
  @EnumSource(Grounds.class)
  void isSaidInOnePhrase(Grounds grounds) {
    assertThat(grounds.sentence()).isNotBlank().doesNotEndWith(".").isEqualTo(grounds.sentence().strip());
    assertThat(Grounds.values()).filteredOn(other -> other.sentence().equals(grounds.sentence())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Grounds.class)
  void askingTwiceAndInBetweenChangesNothing(Grounds grounds) {
    History history = REACHED.get(grounds).get().history();
    End first = Judgement.of(history);
    Judgement.of(REACHED.get(grounds).get().times(history.lastNs(), history.nowNs() + 9_000 * MS).history());
    Judgement.of(later(history));
    assertThat(Judgement.of(history)).isEqualTo(first);
    assertThat(REACHED.get(grounds).get().end()).isEqualTo(first);
  }

  private static History later(History h) {
    return new History(
        h.sight(), h.state(), h.resets(), h.a(), h.b(), h.clientIsB(), h.rttNs(), h.repeats(), h.repeatingSide(), h.lastNs(),
        h.nowNs() + 7_200_000 * MS);
  }

  @Test
  void judgementCannotBeChangedByWhoeverAskedForIt() {
    assertThat(Past.of(Facts.abort()).end().resets()).isUnmodifiable();
    assertThat(Past.of(Facts.abort().numbers(0, 1)).end().resets()).isUnmodifiable();
  }
}
