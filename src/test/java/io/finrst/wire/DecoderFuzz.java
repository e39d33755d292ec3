package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.finrst.capture.Packet;

/** The decoder: whatever the bytes, it answers, and claims none that are not there. */
class DecoderFuzz {
  private static final int HEAD = 2; // the link type, in the first two bytes of an input

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final SegmentDecoder verifying = new SegmentDecoder(true, true);
  private final SegmentDecoder outside = new SegmentDecoder(false, true);
  private final Segment segment = new Segment();

  @FuzzTest(maxDuration = "3m")
  void decode(byte[] input) {
    if (input.length < HEAD) {
      return;
    }
    Packet packet = new Packet();
    packet.data = input;
    packet.offset = HEAD;
    packet.capturedLength = input.length - HEAD;
    packet.wireLength = packet.capturedLength;
    packet.linkType = (input[0] & 0xFF) << 8 | input[1] & 0xFF;
    for (SegmentDecoder each : new SegmentDecoder[] {decoder, verifying, outside}) {
      if (each.decode(packet, segment) == Outcome.TCP) {
        assertThat(segment.payloadCaptured).isBetween(0, segment.payloadLength);
        assertThat(segment.payloadOffset).isBetween(HEAD, input.length);
        assertThat(segment.payloadOffset + segment.payloadCaptured).isLessThanOrEqualTo(input.length);
        assertThat(segment.windowScale).isBetween(-1, 14);
        assertThat(segment.optionsLength).isBetween(0, 40);
      }
    }
  }
}
