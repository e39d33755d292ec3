package io.finrst.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.finrst.report.ci.Baseline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Committed baselines, merged by hand: each is read or refused in a line, and what was read is written as it was. */
class BaselineFuzz {
  @FuzzTest(maxDuration = "3m")
  void read(byte[] file) throws IOException {
    Baseline baseline;
    try {
      baseline = BaselineFile.read(new ByteArrayInputStream(file));
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    BaselineFile.write(baseline, written);
    assertThat(BaselineFile.read(new ByteArrayInputStream(written.toByteArray()))).isEqualTo(baseline);
  }
}
