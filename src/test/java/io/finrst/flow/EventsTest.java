package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.wire.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ACKs that tell of what was not captured or should not be: each condition by itself. */
class EventsTest {
  private final TwoHalves two = new TwoHalves();
  private final Half me = two.c.half(TwoHalves.B);
  private final Half peer = two.c.half(TwoHalves.A);
  private final Segment s = new Segment();

  private Segment ack(int number) {
    s.flags = Segment.ACK;
    s.ack = number;
    return s;
  }

  private void peerSentSyn() {
    two.take(TwoHalves.A, Segment.SYN, 0, 0, 0);
    peer.set(Half.SYN_SEEN);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true", "-1, true"})
  void ackThatDoesNotAcknowledgeTheSynIsAChallenge(int number, boolean challenge) {
    peerSentSyn();
    assertThat(Events.isChallenge(ack(number), me, peer)).isEqualTo(challenge);
    me.set(Half.SYN_SEEN);
    assertThat(Events.isBadHandshakeAck(ack(number), me, peer)).isEqualTo(challenge);
  }

  @Test
  void challengeComesFromASideWithoutASynOfItsOwn() {
    peerSentSyn();
    assertThat(Events.isChallenge(ack(7), me, peer)).isTrue();
    assertThat(Events.isBadHandshakeAck(ack(7), me, peer)).isFalse();
    me.set(Half.SYN_SEEN);
    assertThat(Events.isChallenge(ack(7), me, peer)).isFalse();
    assertThat(Events.isBadHandshakeAck(ack(7), me, peer)).isTrue();
  }

  @Test
  void onlyAnAckWithoutSynToAPeerWithOneIsEither() {
    assertThat(Events.isChallenge(ack(7), me, peer)).as("no SYN was seen").isFalse();
    me.set(Half.SYN_SEEN);
    assertThat(Events.isBadHandshakeAck(ack(7), me, peer)).isFalse();
    me.clear(Half.SYN_SEEN);
    peerSentSyn();
    for (int flags : new int[] {0, Segment.SYN | Segment.ACK, Segment.PSH}) {
      s.flags = flags;
      me.clear(Half.SYN_SEEN);
      assertThat(Events.isChallenge(s, me, peer)).isFalse();
      me.set(Half.SYN_SEEN);
      assertThat(Events.isBadHandshakeAck(s, me, peer)).isFalse();
    }
  }

  private Segment repeated() {
    s.flags = Segment.ACK;
    s.ack = 1;
    s.seq = 1;
    s.window = two.windowField();
    s.payloadLength = 0;
    s.hasSack = false;
    return s;
  }

  private boolean isUnprompted() {
    return Events.isUnprompted(s, two.c, me, peer);
  }

  @Test
  void repeatedAckThatNothingAskedForIsUnprompted() {
    two.connected();
    two.take(TwoHalves.B, 1, 0, 1);
    me.window(two.windowField());
    repeated();
    assertThat(isUnprompted()).isTrue();
    s.hasSack = true;
    assertThat(isUnprompted()).as("it tells of a gap").isFalse();
    repeated().seq = 0;
    assertThat(isUnprompted()).as("a probe").isFalse();
    repeated();
    peer.countRetransmission();
    assertThat(isUnprompted()).as("it may answer what was sent again").isFalse();
  }

  @Test
  void nothingMayBeOnItsWayNorLostNorClosed() {
    two.connected();
    two.take(TwoHalves.B, 1, 0, 1);
    me.window(two.windowField());
    repeated();
    two.c.closer(0);
    assertThat(isUnprompted()).as("a FIN was sent").isFalse();
    two.c.closer(1);
    assertThat(isUnprompted()).isFalse();
    two.c.closer(-1);
    assertThat(isUnprompted()).isTrue();
    two.c.tell();
    assertThat(isUnprompted()).as("nothing odd is told").isTrue();
    two.c.story().count(Story.Oddity.DUPLICATE, 0);
    assertThat(isUnprompted()).isFalse();
  }

  @Test
  void unacknowledgedDataMayHaveDrawnIt() {
    two.connected();
    two.take(TwoHalves.B, 1, 10, 1);
    me.window(two.windowField());
    repeated().seq = 1;
    assertThat(isUnprompted()).as("sent before the data").isFalse();
    repeated().seq = 11;
    assertThat(isUnprompted()).isFalse();
    two.take(TwoHalves.A, 1, 0, 11);
    assertThat(isUnprompted()).isTrue();
  }

  @Test
  void repeatedAckHasNothingNew() {
    repeated();
    assertThat(Events.repeatsAck(s, 1, 1, s.window)).isTrue();
    assertThat(Events.repeatsAck(s, 2, 1, s.window)).isFalse();
    assertThat(Events.repeatsAck(s, 1, 2, s.window)).isFalse();
    assertThat(Events.repeatsAck(s, 1, 1, s.window + 1)).isFalse();
    s.payloadLength = 1;
    assertThat(Events.repeatsAck(s, 1, 1, s.window)).isFalse();
    for (int flag : new int[] {Segment.SYN, Segment.FIN, Segment.RST}) {
      repeated().flags |= flag;
      assertThat(Events.repeatsAck(s, 1, 1, s.window)).isFalse();
    }
    repeated().flags |= Segment.PSH;
    assertThat(Events.repeatsAck(s, 1, 1, s.window)).isTrue();
  }
}
