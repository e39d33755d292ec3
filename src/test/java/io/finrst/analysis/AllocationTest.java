package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class AllocationTest {
  private static final long ONE_OBJECT_A_SEGMENT = 16L * 2000;

  @Test
  void ordinarySegmentsAllocateNothing() throws IOException, InterruptedException {
    // interpreted, because the compiler removes allocations and so would hide them
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint", "-cp", classPath, AllocationProbe.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    assertThat(process.waitFor()).as(lines.toString()).isZero();
    assertThat(lines).hasSize(5);
    assertThat(lines).allSatisfy(line -> assertThat(bytes(line)).as(line).isLessThan(allowed(line)));
  }

  private static long bytes(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  /** Where captures are merged, whose turn it was is kept in arrays that double. */
  private static long allowed(String line) {
    return line.startsWith("merged") ? 3 * ONE_OBJECT_A_SEGMENT : ONE_OBJECT_A_SEGMENT / 16;
  }
}
