package io.finrst.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.finrst.record.KernelReset;
import java.nio.charset.StandardCharsets;

/** Lines of a trace: whatever they hold, each is a reset or it is none. */
class TraceLineFuzz {
  @FuzzTest(maxDuration = "3m")
  void parse(byte[] trace) {
    KernelLog log = new KernelLog();
    new String(trace, StandardCharsets.ISO_8859_1)
        .lines()
        .forEach(
            line -> {
              KernelReset reset = TraceLine.parse(line);
              if (reset != null) {
                assertThat(reset.from()).isNotNull();
                assertThat(reset.to()).isNotNull();
                log.add(reset);
              }
            });
  }
}
