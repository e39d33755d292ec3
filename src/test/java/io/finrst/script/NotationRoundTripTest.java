package io.finrst.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.property.Property;
import io.finrst.wire.Notation;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What finrst prints, a script reads: the two are one notation. */
class NotationRoundTripTest {
  private static final int CLIENT_ISN = 0xFFFF_FF00; // the numbers of most cases wrap
  private static final int SERVER_ISN = 77;

  @Test
  void printedSegmentReadsBackAsTheSameSegment() {
    Property.holds(
        draw ->
            assertReadsBack(
                draw.between(0, 255), draw.between(0, 100_000), draw.between(0, 100_000), draw.between(0, 3_000),
                draw.between(0, 65_535)));
  }

  private static void assertReadsBack(int flags, int seq, int ack, int length, int window) throws IOException {
    StringBuilder text = new StringBuilder();
    Notation.append(text, flags, seq, ack, length, window);
    // both sides have sent before, so that the numbers of resets are relative too
    String before = "isn C " + CLIENT_ISN + " S " + SERVER_ISN + "\nC > S [S] 0\nS > C [S.] 0 ack 1\n";

    Segment segment = decodeLast(Script.parse(before + "C > S " + text));

    StringBuilder again = new StringBuilder();
    int readSeq = segment.seq - CLIENT_ISN;
    int readAck = segment.ack - SERVER_ISN;
    Notation.append(again, segment.flags, readSeq, readAck, segment.payloadLength, segment.window);
    assertThat(again).hasToString(text.toString());
  }

  private static Segment decodeLast(Frames frames) throws IOException {
    SegmentDecoder decoder = new SegmentDecoder(true, true);
    Segment segment = new Segment();
    Packet packet = new Packet();
    try (PacketSource source = frames.source()) {
      while (source.next(packet)) {
        assertThat(decoder.decode(packet, segment)).isEqualTo(Outcome.TCP);
      }
    }
    return segment;
  }
}
