package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes on behind a reset: its receiver, which never got it, or its supposed sender, which never sent it. */
class WentOnTest {
  private static final long IN_FLIGHT_NS = 10 * MS;
  private static final long BUSY_NS = 40 * MS;

  private static boolean senderWentOn(Past past) {
    End end = past.end();
    assertThat(end.deciding()).isZero();
    return end.resets().get(0).senderWentOn();
  }

  private static Grounds grounds(Past past) {
    return past.end().resets().get(0).grounds();
  }

  private static Past abort() {
    return Past.of(Facts.abort());
  }

  @Test
  void segmentOnItsWayIsOneRoundTripOld() {
    assertThat(senderWentOn(abort().acked(1, IN_FLIGHT_NS - 1))).isFalse();
    assertThat(senderWentOn(abort().acked(1, IN_FLIGHT_NS))).isTrue();
    assertThat(senderWentOn(abort().rtt(-1).acked(1, 200 * MS - 1))).isFalse();
    assertThat(senderWentOn(abort().rtt(-1).acked(1, 200 * MS))).isTrue();
    assertThat(senderWentOn(abort().acked(0, 500 * MS))).as("the other side").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1000001, false", "2, 1000000, false", "2, 1000001, true"})
  void newDataBehindTheResetShowsItSooner(int nxt, long afterNs, boolean wentOn) {
    assertThat(senderWentOn(abort().side(1, Side.open().nxt(nxt)).spoke(1, afterNs))).isEqualTo(wentOn);
    assertThat(senderWentOn(abort().side(1, Side.open().nxt(nxt)).acked(1, afterNs))).as("a bare ACK").isFalse();
  }

  @Test
  void newDataThatAcknowledgesMoreShowsItAtOnce() {
    Side more = Side.open().nxt(2).acked(2, 64_000);
    assertThat(senderWentOn(abort().side(1, more).spoke(1, 0))).isTrue();
    assertThat(senderWentOn(abort().side(1, Side.open().nxt(2)).spoke(1, 0))).isFalse();
    assertThat(senderWentOn(abort().side(1, Side.open().acked(2, 64_000)).spoke(1, 0))).as("no data").isFalse();
    assertThat(senderWentOn(abort().side(1, Side.open().nxt(2).silent()).spoke(1, 0))).isFalse();
    Facts blind = Facts.abort().sender(Side.open().silent());
    assertThat(senderWentOn(Past.of(blind).side(1, more).spoke(1, 0))).as("more than what?").isFalse();
  }

  @Test
  void dataBelowTheResetWasSentBeforeIt() {
    Facts ahead = Facts.abort().numbers(101, 1).receiver(Side.open().silent());
    Past past = Past.of(ahead);
    assertThat(senderWentOn(past.side(1, Side.open().nxt(101)).spoke(1, 2 * MS))).isFalse();
    assertThat(senderWentOn(past.side(1, Side.open().nxt(102)).spoke(1, 2 * MS))).isTrue();
    Facts unplaced = Facts.abort().sender(Side.unknown());
    assertThat(senderWentOn(Past.of(unplaced).side(1, Side.open().nxt(102)).spoke(1, 2 * MS))).isFalse();
  }

  @Test
  void timeCountsFromTheReset() {
    long ns = 3_000 * MS;
    Past late = Past.of(Facts.abort().at(9, ns));
    assertThat(senderWentOn(late.acked(1, ns + IN_FLIGHT_NS - 1))).isFalse();
    assertThat(senderWentOn(late.acked(1, ns + IN_FLIGHT_NS))).isTrue();
    late.side(1, Side.open().nxt(2));
    assertThat(senderWentOn(late.spoke(1, ns + MS))).isFalse();
    assertThat(senderWentOn(late.spoke(1, ns + MS + 1))).isTrue();
  }

  @Test
  void finOfASocketThatWasClosedBeforeIsNoNewData() {
    assertThat(senderWentOn(abort().side(1, Side.open().fin(4, 0)).spoke(1, 2 * MS))).isFalse();
    assertThat(senderWentOn(abort().side(1, Side.open().nxt(2).fin(4, 0)).spoke(1, 2 * MS))).isTrue();
    Facts closed = Facts.abort().sender(Side.open().fin(2, 0)).numbers(2, 1);
    assertThat(senderWentOn(Past.of(closed).side(1, Side.open().fin(2, 0).nxt(3)).spoke(1, 2 * MS))).isTrue();
  }

  @Test
  void whatComesBehindARefusalContradictsNothing() {
    Past refused = Past.of(Facts.refusal(1_000)).state(State.SYN_SENT).spoke(1, 500 * MS).spoke(0, 500 * MS);
    assertThat(senderWentOn(refused)).isFalse();
    assertThat(grounds(refused)).isEqualTo(Grounds.ACKS_SYN);
    Past own = Past.of(Facts.refusal(1_000).before(State.UNREACHABLE));
    assertThat(senderWentOn(own.state(State.UNREACHABLE).spoke(1, 500 * MS).spoke(0, 500 * MS))).isFalse();
    assertThat(grounds(own)).isEqualTo(Grounds.ACKS_SYN);
  }

  @Test
  void whatComesBehindTheFirstPacketContradictsNothing() {
    Past first = Past.of(Facts.abort().before(State.NEW)).state(State.MIDSTREAM).spoke(1, 500 * MS).spoke(0, 500 * MS);
    assertThat(senderWentOn(first)).isFalse();
    assertThat(grounds(first)).isEqualTo(Grounds.NOTHING_BEFORE);
  }

  @Test
  void receiverThatIsBusyTakesTheResetInLater() {
    assertThat(grounds(abort().spoke(0, BUSY_NS))).isEqualTo(Grounds.EXACT);
    assertThat(grounds(abort().spoke(0, BUSY_NS + 1))).isEqualTo(Grounds.WENT_ON);
    assertThat(grounds(abort().acked(0, BUSY_NS + 1))).as("bare ACKs may only answer").isEqualTo(Grounds.EXACT);
    assertThat(grounds(abort().rtt(-1).spoke(0, 200 * MS))).isEqualTo(Grounds.EXACT);
    assertThat(grounds(abort().rtt(-1).spoke(0, 200 * MS + 1))).isEqualTo(Grounds.WENT_ON);
    assertThat(grounds(abort().spoke(1, BUSY_NS + 1))).as("the other side").isEqualTo(Grounds.EXACT);
  }

  @Test
  void whatNoReceiverWouldHaveTakenIsNotCalledLost() {
    Past below = Past.of(Facts.abort().numbers(0, 1)).spoke(0, 500 * MS);
    assertThat(grounds(below)).isEqualTo(Grounds.BELOW_WINDOW);
  }

  @ParameterizedTest
  @CsvSource({"1, 101, EXACT", "2, 101, WENT_ON", "101, 101, WENT_ON", "102, 101, EXACT", "2, 1, EXACT"})
  void receiverThatAcknowledgesLaterDataNeverGotIt(int acked, int senderNxt, Grounds grounds) {
    Past past = abort().side(1, Side.open().nxt(senderNxt)).side(0, Side.open().acked(acked, 64_000));
    assertThat(grounds(past)).isEqualTo(grounds);
  }

  @Test
  void acknowledgmentIsOfLaterDataOnlyBeyondTheReset() {
    Facts ahead = Facts.abort().numbers(51, 1).receiver(Side.open().silent());
    Past past = Past.of(ahead).side(1, Side.open().nxt(101));
    assertThat(grounds(past.side(0, Side.open().acked(51, 9)))).isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
    assertThat(grounds(past.side(0, Side.open().acked(52, 9)))).isEqualTo(Grounds.WENT_ON);
    assertThat(grounds(past.side(0, Side.open().silent()))).isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
    Past wrapping = Past.of(Facts.abort().numbers(-5, 1).sender(Side.open().nxt(-5)).receiver(Side.open().silent()));
    assertThat(grounds(wrapping.side(1, Side.open().nxt(5)))).isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
    Past unseen = past.side(0, Side.open().acked(52, 9)).side(1, Side.unknown().placedOnly(0, 101));
    assertThat(grounds(unseen)).as("nothing of the sender was seen").isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
    Facts unplaced = Facts.abort().numbers(51, 1).sender(Side.unknown()).receiver(Side.open().silent());
    Past later = Past.of(unplaced).side(1, Side.open().nxt(101)).side(0, Side.open().acked(52, 9));
    assertThat(grounds(later)).isEqualTo(Grounds.NOTHING_ACKNOWLEDGED);
  }
}
