package io.finrst.flow;

import io.finrst.record.LadderPacket;
import static io.finrst.flow.TwoHalves.A;
import static io.finrst.flow.TwoHalves.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.LadderPacket.Note;
import io.finrst.wire.Segment;
import org.junit.jupiter.api.Test;

class SequenceSpaceTest {
  private static final int FAR = 1 << 30;
  private final TwoHalves two = new TwoHalves();

  private void assertTaken(Note note, Note expected, int fresh) {
    assertThat(note).isEqualTo(expected);
    assertThat(two.fresh()).isEqualTo(fresh);
  }

  @Test
  void handshakePlacesBothSides() {
    two.connected();
    assertThat(two.c.a.iss()).isZero();
    assertThat(two.c.b.iss()).isZero();
    assertThat(two.nxt(A)).isEqualTo(1);
    assertThat(two.nxt(B)).isEqualTo(1);
    assertThat(two.acked(A)).isEqualTo(1);
    assertThat(two.acked(B)).isEqualTo(1);
  }

  @Test
  void nextSegmentIsNewAndNothingElse() {
    two.connected();
    assertTaken(two.take(A, 1, 100, 1), Note.NONE, 100);
    assertTaken(two.take(A, 101, 0, 1), Note.NONE, 0);
    assertTaken(two.take(A, Segment.FIN | Segment.ACK, 101, 20, 1), Note.NONE, 20);
    assertThat(two.nxt(A)).isEqualTo(122);
  }

  @Test
  void dataInTheSynIsNew() {
    assertTaken(two.take(A, Segment.SYN, 0, 10, 0), Note.NONE, 10);
    assertThat(two.nxt(A)).isEqualTo(11);
  }

  @Test
  void sameBytesAgainAreARetransmission() {
    two.connected();
    two.take(A, 1, 100, 1);
    assertTaken(two.take(A, 1, 100, 1), Note.RETRANSMISSION, 0);
    assertTaken(two.take(A, 51, 50, 1), Note.RETRANSMISSION, 0);
    assertThat(two.nxt(A)).isEqualTo(101);
  }

  @Test
  void whatIsSentAgainWithMoreBehindItIsNewOnlyThere() {
    two.connected();
    two.take(A, 1, 100, 1);
    assertTaken(two.take(A, 1, 130, 1), Note.RETRANSMISSION, 30);
    assertThat(two.nxt(A)).isEqualTo(131);
  }

  @Test
  void synAgainIsARetransmission() {
    two.take(A, Segment.SYN, 0, 0, 0);
    assertTaken(two.take(A, Segment.SYN, 0, 0, 0), Note.RETRANSMISSION, 0);
    assertThat(two.nxt(A)).isEqualTo(1);
  }

  @Test
  void skippedBytesAreAGapAndFillItOutOfOrder() {
    two.connected();
    assertTaken(two.take(A, 101, 100, 1), Note.GAP, 100);
    assertThat(two.holes(A)).isEqualTo("[1,101)");
    assertTaken(two.take(A, 1, 60, 1), Note.OUT_OF_ORDER, 60);
    assertThat(two.holes(A)).isEqualTo("[61,101)");
    assertTaken(two.take(A, 1, 300, 1), Note.RETRANSMISSION, 40 + 100);
    assertThat(two.holes(A)).isEmpty();
  }

  @Test
  void emptySegmentAheadTellsOfAGapToo() {
    two.connected();
    assertTaken(two.take(A, 51, 0, 1), Note.GAP, 0);
    assertThat(two.nxt(A)).isEqualTo(51);
    assertThat(two.holes(A)).isEqualTo("[1,51)");
  }

  @Test
  void acknowledgedBytesThatWereNotSeenAreAHole() {
    two.connected();
    assertTaken(two.take(B, 1, 0, 101), Note.NONE, 0);
    assertThat(two.nxt(A)).isEqualTo(101);
    assertThat(two.acked(B)).isEqualTo(101);
    assertThat(two.holes(A)).isEqualTo("[1,101)");
    assertTaken(two.take(A, 1, 100, 1), Note.OUT_OF_ORDER, 100);
    assertThat(two.holes(A)).isEmpty();
  }

  @Test
  void sideKnownByAcksOnlyHasNoHoles() {
    two.take(B, 5000, 10, 101);
    assertThat(two.c.a.is(Half.PLACED)).isTrue();
    assertThat(two.c.a.is(Half.KNOWN)).isFalse();
    assertThat(two.c.a.iss()).isEqualTo(100);
    assertThat(two.c.b.iss()).isEqualTo(4999);
    two.take(B, 5010, 10, 301);
    assertThat(two.nxt(A)).isEqualTo(301);
    assertTaken(two.take(A, 401, 10, 5020), Note.NONE, 10);
    assertThat(two.holes(A)).as("what came before its first segment is not missing").isEmpty();
    assertThat(two.c.a.iss()).isEqualTo(100);
    assertThat(two.nxt(A)).isEqualTo(411);
  }

  @Test
  void firstOwnSegmentBelowWhatWasAcknowledgedMovesNothingBack() {
    two.take(B, 5000, 0, 301);
    two.take(A, 101, 10, 5000);
    assertThat(two.nxt(A)).isEqualTo(301);
  }

  @Test
  void oneNumberBackIsAKeepAliveWithOrWithoutAByte() {
    two.connected();
    two.take(A, 1, 100, 1);
    two.take(B, 1, 0, 101);
    assertTaken(two.take(A, 100, 0, 1), Note.KEEP_ALIVE, 0);
    assertTaken(two.take(A, 100, 1, 1), Note.KEEP_ALIVE, 0);
    assertTaken(two.take(A, 99, 0, 1), Note.NONE, 0);
    assertTaken(two.take(A, 99, 1, 1), Note.RETRANSMISSION, 0);
    assertTaken(two.take(A, 99, 2, 1), Note.RETRANSMISSION, 0);
  }

  @Test
  void lastByteAgainBeforeItWasAcknowledgedIsARetransmission() {
    two.connected();
    two.take(A, 1, 1, 1);
    assertTaken(two.take(A, 1, 1, 1), Note.RETRANSMISSION, 0);
  }

  @Test
  void oneNumberBackIsAWindowProbeWhereTheWindowIsShut() {
    two.connected();
    two.take(A, 1, 100, 1);
    assertTaken(two.window(0).take(B, 1, 0, 101), Note.ZERO_WINDOW, 0);
    two.window(100);
    assertTaken(two.take(A, 100, 0, 1), Note.WINDOW_PROBE, 0);
    assertTaken(two.take(A, 100, 1, 1), Note.WINDOW_PROBE, 0);
  }

  @Test
  void windowThatStaysShutIsToldOnce() {
    two.connected();
    assertTaken(two.window(0).take(A, 1, 0, 1), Note.ZERO_WINDOW, 0);
    assertTaken(two.take(A, 1, 0, 1), Note.NONE, 0);
    two.window(5).take(A, 1, 0, 1);
    assertTaken(two.window(0).take(A, 1, 0, 1), Note.ZERO_WINDOW, 0);
  }

  @Test
  void otherNoteGoesBeforeAShutWindow() {
    two.connected();
    assertTaken(two.window(0).take(A, 51, 0, 1), Note.GAP, 0);
  }

  @Test
  void synWithAShutWindowIsNoZeroWindow() {
    two.take(A, Segment.SYN, 0, 0, 0);
    two.take(B, Segment.SYN | Segment.ACK, 0, 0, 1);
    assertTaken(two.window(0).take(B, Segment.SYN | Segment.ACK, 0, 0, 1), Note.RETRANSMISSION, 0);
    assertThat(two.c.b.window()).isZero();
  }

  @Test
  void farJumpsBelongToAnotherConnection() {
    two.connected();
    assertTaken(two.take(A, 1 + FAR, 10, 1), Note.NONE, 0);
    assertThat(two.nxt(A)).isEqualTo(1);
    assertTaken(two.take(A, FAR, 10, 1), Note.GAP, 10);
  }

  @Test
  void farAcknowledgmentsBelongToAnotherConnectionAndChangeNothing() {
    two.connected();
    two.window(7).take(B, 1, 0, 1 + FAR);
    assertThat(two.nxt(A)).isEqualTo(1);
    assertThat(two.acked(B)).isEqualTo(1);
    assertThat(two.c.b.window()).isEqualTo(65_535);
    two.take(B, 1, 0, FAR);
    assertThat(two.nxt(A)).isEqualTo(FAR);
  }

  @Test
  void anotherSynAckTakesThePlaceOfTheFirst() {
    two.take(A, Segment.SYN, 0, 0, 0);
    two.take(B, Segment.SYN | Segment.ACK, 500, 0, 1);
    assertTaken(two.take(B, Segment.SYN | Segment.ACK, 9000, 0, 1), Note.NONE, 0);
    assertThat(two.c.b.iss()).isEqualTo(9000);
    assertThat(two.nxt(B)).isEqualTo(9001);
    assertTaken(two.take(B, Segment.SYN | Segment.ACK, 200, 0, 1), Note.NONE, 0);
    assertThat(two.c.b.iss()).isEqualTo(200);
    assertThat(two.nxt(B)).isEqualTo(201);
  }

  @Test
  void acknowledgmentsNeverGoBack() {
    two.connected();
    two.take(A, 1, 100, 1);
    two.take(B, 1, 0, 101);
    two.take(B, 1, 0, 51);
    assertThat(two.acked(B)).isEqualTo(101);
  }

  @Test
  void withoutTheAckBitNothingIsAcknowledged() {
    two.take(A, Segment.SYN, 0, 0, 777);
    assertThat(two.c.a.is(Half.HAS_ACKED)).isFalse();
    assertThat(two.c.b.is(Half.PLACED)).isFalse();
  }

  @Test
  void windowEdgeIsTheHighestOfferedAndScaledOnlyWhenBothOfferedIt() {
    two.connected();
    assertThat(two.c.a.edge()).isEqualTo(1 + 65_535);
    two.window(1000).take(A, 1, 0, 1);
    assertThat(two.c.a.edge()).as("a window that shrinks").isEqualTo(1 + 65_535);
    two.c.a.scale(7);
    two.take(A, 1, 0, 1);
    assertThat(two.c.a.edge()).as("only one side scales").isEqualTo(1 + 65_535);
    two.c.b.scale(0);
    two.take(A, 1, 0, 1);
    assertThat(two.c.a.edge()).isEqualTo(1 + (1000 << 7));
    two.window(2000).take(A, Segment.SYN | Segment.ACK, 0, 0, 1);
    assertThat(two.c.a.edge()).as("a SYN's window is never scaled").isEqualTo(1 + (1000 << 7));
  }

  @Test
  void windowOfASideThatOfferedNoScaleIsNotScaled() {
    two.connected();
    two.c.a.scale(-1);
    two.c.b.scale(7);
    two.window(65_000).take(A, 1, 0, 1000);
    assertThat(two.c.a.edge()).isEqualTo(66_000);
  }

  @Test
  void firstWindowEdgeMayLieInTheUpperHalf() {
    two.window(100).take(A, 1, 0, 0x9000_0000);
    assertThat(two.c.a.edge()).isEqualTo(0x9000_0064);
  }

  @Test
  void anotherSynAckWithAShutWindowIsNoZeroWindowEither() {
    two.take(A, Segment.SYN, 0, 0, 0);
    two.take(B, Segment.SYN | Segment.ACK, 500, 0, 1);
    assertTaken(two.window(0).take(B, Segment.SYN | Segment.ACK, 9000, 0, 1), Note.NONE, 0);
  }

  @Test
  void lastByteAgainIsNoProbeWhereNothingWasAcknowledged() {
    two.take(A, Segment.PSH, -5, 5, 0);
    assertThat(two.nxt(A)).as("as an ACK that was never sent").isZero();
    assertTaken(two.take(A, Segment.PSH, -1, 1, 0), Note.RETRANSMISSION, 0);
  }

  @Test
  void finAgainIsNoProbe() {
    two.connected();
    two.take(A, Segment.FIN | Segment.ACK, 1, 0, 1);
    two.take(B, 1, 0, 2);
    assertTaken(two.take(A, Segment.FIN | Segment.ACK, 1, 0, 1), Note.RETRANSMISSION, 0);
  }

  @Test
  void byteFurtherBackIsNoProbeEvenIfAllWasAcknowledged() {
    two.connected();
    two.take(A, 1, 10, 1);
    two.take(B, 1, 0, 11);
    assertTaken(two.take(A, 5, 1, 1), Note.RETRANSMISSION, 0);
  }
}
