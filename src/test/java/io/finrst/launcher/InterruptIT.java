package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static io.finrst.launcher.Launch.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and its like while a pipe is read whose writer says nothing and does not go away. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a read of a pipe is not interrupted
class InterruptIT {
  private static final Path SAMPLE = SAMPLES.resolve("server-closes-first.pcap");
  private static final int FILE_HEADER = 24;

  /** No pipe holds as much: once it is written, finrst is reading. */
  private static final int MORE_THAN_PIPES_HOLD = 2 << 20;

  private Process finrst;

  /** Starts it on standard input, which then says nothing more, and on {@code files}. */
  private void startAndFeed(String... files) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("--json", "-"));
    arguments.addAll(List.of(files));
    finrst = Launch.hearing(FINRST, arguments.toArray()).start();
    byte[] capture = Files.readAllBytes(SAMPLE);
    OutputStream pipe = finrst.getOutputStream();
    pipe.write(capture, 0, FILE_HEADER);
    for (int written = 0; written < MORE_THAN_PIPES_HOLD; written += capture.length - FILE_HEADER) {
      pipe.write(capture, FILE_HEADER, capture.length - FILE_HEADER);
    }
    pipe.flush();
  }

  @AfterEach
  void end() throws IOException {
    if (finrst != null) {
      finrst.destroyForcibly();
      finrst.getOutputStream().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void firstOneEndsTheReadingAndReports(String signal) throws Exception {
    startAndFeed();
    signal(signal);

    assertThat(text(finrst.getInputStream().readAllBytes()))
        .contains("\"verdict\":\"graceful\"")
        .contains("\"type\":\"summary\"");
    assertThat(text(finrst.getErrorStream().readAllBytes()))
        .isEqualTo("finrst: interrupted; this is what was read until then\n");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void filesThatWereNotReadAnyMoreMakeItIncomplete() throws Exception {
    startAndFeed(SAMPLE.toString());
    signal("INT");

    assertThat(text(finrst.getInputStream().readAllBytes())).contains("\"type\":\"summary\"");
    assertThat(finrst.waitFor()).isEqualTo(3);
  }

  @Test
  void secondOneEndsItAtOnce() throws Exception {
    startAndFeed();
    while (finrst.isAlive()) {
      signal("INT");
    }

    assertThat(finrst.exitValue()).isEqualTo(130);
    assertThat(finrst.getInputStream().readAllBytes()).isEmpty();
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " $0", Long.toString(finrst.pid())).start();
    assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
