package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Both readers: whatever the bytes, reading ends, with one complaint at most. */
class ReaderFuzz {
  @FuzzTest(maxDuration = "3m")
  void read(byte[] capture) throws IOException {
    Hostile.read(capture);
  }

  /** What is asked of any bytes. */
  static final class Hostile {
    private Hostile() {}

    static void read(byte[] capture) throws IOException {
      Reading reading = Reading.of(capture);
      assertThat(reading.damage().size()).isLessThanOrEqualTo(1);
      for (String message : reading.messages()) {
        assertThat(message).startsWith("-: ").hasLineCount(1);
      }
      CaptureInfo info = reading.captures().get(0);
      assertThat(info.packets()).isEqualTo(reading.packets().size());
      assertThat(info.damage() != null).isEqualTo(!reading.damage().isEmpty());
    }
  }
}
