package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.Packet;
import io.finrst.judgement.Voice;
import io.finrst.wire.Segment;
import org.junit.jupiter.api.Test;

/** What counts as a sign of life after a reset, and what as a word. */
class ResetsTest {
  private static final int AT_NS = 77;

  private final TwoHalves two = new TwoHalves();
  private final Segment s = new Segment();
  private final Packet p = new Packet();

  private Voice after(int flags, int seq, int payload) {
    two.c.tell();
    two.c.direction = TwoHalves.B;
    p.timeNs = AT_NS;
    s.flags = flags;
    s.seq = seq;
    s.payloadLength = payload;
    Resets.lifeAfter(s, p, two.c, two.c.b);
    return two.c.story().voice(TwoHalves.B, two.c.b);
  }

  private void says(Voice voice, boolean life, boolean word) {
    assertThat(voice.lastSegmentNs()).isEqualTo(life ? AT_NS : 0);
    assertThat(voice.lastWordNs()).isEqualTo(word ? AT_NS : 0);
  }

  @Test
  void dataIsAWord() {
    two.connected();
    says(after(Segment.ACK, 1, 1), true, true);
  }

  @Test
  void finIsAWord() {
    two.connected();
    says(after(Segment.FIN | Segment.ACK, 1, 0), true, true);
  }

  @Test
  void bareAckIsLife() {
    two.connected();
    says(after(Segment.ACK, 1, 0), true, false);
    says(after(Segment.ACK, 2, 0), true, false);
  }

  @Test
  void keepaliveProbeIsAWord() {
    two.connected();
    says(after(Segment.ACK, 0, 0), true, true);
  }

  @Test
  void ofASideNeverSeenNothingLooksLikeAProbe() {
    says(after(Segment.ACK, -1, 0), true, false);
  }

  @Test
  void synSentAgainIsNeither() {
    two.connected();
    says(after(Segment.SYN | Segment.ACK, 0, 0), false, false);
  }
}
