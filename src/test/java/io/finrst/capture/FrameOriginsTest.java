package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which capture a frame of a whole input came from. */
class FrameOriginsTest {
  private final FrameOrigins origins = new FrameOrigins();

  @Test
  void eachFrameHasItsNumberInItsOwnCapture() {
    origins.add("dir/a.pcap");
    origins.add("b.pcap");
    origins.turn(1, 0, 0); // a a b b b a
    origins.turn(3, 1, 0);
    origins.turn(6, 0, 2);

    assertThat(origins.areSeveral()).isTrue();
    assertThat(origins.of(2)).isEqualTo(new FrameOrigins.Origin("dir/a.pcap", 2));
    assertThat(origins.of(3)).isEqualTo(new FrameOrigins.Origin("b.pcap", 1));
    assertThat(origins.of(5)).isEqualTo(new FrameOrigins.Origin("b.pcap", 3));
    assertThat(origins.of(6)).isEqualTo(new FrameOrigins.Origin("dir/a.pcap", 3));
    assertThat(origins.of(6).fileName()).isEqualTo("a.pcap");
    assertThat(origins.of(0)).as("no frame").isNull();
  }

  @Test
  void capturesThatTakeTurnsTooOftenLeaveLaterFramesUnknown() {
    origins.add("a.pcap");
    origins.add("b.pcap");
    for (int frame = 1; frame <= FrameOrigins.MOST_TURNS + 1; frame++) {
      origins.turn(frame, frame & 1, (frame - 1) / 2);
    }
    assertThat(origins.of(FrameOrigins.MOST_TURNS)).isEqualTo(
        new FrameOrigins.Origin("a.pcap", FrameOrigins.MOST_TURNS / 2));
    assertThat(origins.of(FrameOrigins.MOST_TURNS + 1)).isNull();
  }

  @Test
  void whatIsNotReadFromFilesComesFromNowhere() {
    assertThat(FrameOrigins.UNKNOWN.areSeveral()).isFalse();
    assertThat(FrameOrigins.UNKNOWN.of(1)).isNull();
  }
}
