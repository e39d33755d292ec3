package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureSet;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void theBarGrowsWithWhatWasRead() {
    assertThat(Progress.bar(0, 100, SECOND_NS)).isEqualTo("[..............................] 0 %");
    assertThat(Progress.bar(50, 100, SECOND_NS)).isEqualTo("[###############...............] 50 %, 50 B/s, 1 s left");
    assertThat(Progress.bar(101, 100, SECOND_NS)).isEqualTo("[##############################] 100 %, 101 B/s, 0 s left");
  }

  @Test
  void rateAndTimeLeftComeFromWhatWasRead() {
    assertThat(Progress.bar(2_000_000_000L, 8_000_000_000L, 30 * SECOND_NS)).endsWith("25 %, 66.7 MB/s, 1 min 30 s left");
  }

  @Test
  void aSmallFileHasNone() {
    Console console = new Console(true, true, 80, true);
    Surroundings surroundings =
        new Surroundings(InputStream.nullInputStream(), null, System.err, Map.of(), console, false);

    try (CaptureSet small = CaptureSet.open(List.of(Run.RACE), InputStream.nullInputStream())) {
      assertThat(Progress.start(small, surroundings)).isNull();
    }
  }
}
