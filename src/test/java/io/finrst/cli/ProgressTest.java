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
    assertThat(Progress.line(0, 100)).isEqualTo("\r[..............................] 0 % ");
    assertThat(Progress.line(50, 100)).isEqualTo("\r[###############...............] 50 % ");
    assertThat(Progress.line(101, 100)).isEqualTo("\r[##############################] 100 % ");
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
