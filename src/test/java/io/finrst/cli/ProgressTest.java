package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureSet;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theBarGrowsWithWhatWasRead() {
    assertThat(Progress.bar(0, 100)).isEqualTo("[..............................] 0 % ");
    assertThat(Progress.bar(50, 100)).isEqualTo("[###############...............] 50 % ");
    assertThat(Progress.bar(101, 100)).isEqualTo("[##############################] 100 % ");
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
