package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.report.text.GroupWriter;
import io.finrst.report.text.Grouping;
import io.finrst.report.text.TextStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveScreenTest {
  private static final AnalysedConnection CLOSED = Records.aGracefulClose().told(Diagnosis.NONE);
  private static final AnalysedConnection RESET = Records.aReset().told(Diagnosis.NONE);
  private static final String CODES = "\u001b\\[[?0-9;]*[A-Za-z]";

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private int rows = 24;
  private long nowNs;
  private final LiveScreen screen =
      new LiveScreen(
          new GroupWriter(terminal, TextStyle.PLAIN, Grouping.SERVER, 100), terminal, TextStyle.PLAIN, () -> rows, () -> nowNs);

  private List<String> lines() {
    return screen.screen().replaceAll(CODES, "").replace("\r", "").lines().toList();
  }

  @Test
  void statusGroupsAndTheLatestThatDidNotEndWellStandOnOneScreen() {
    screen.status("12 packets");
    screen.onConnection(CLOSED);
    screen.onConnection(RESET);

    assertThat(lines()).first().isEqualTo("12 packets");
    assertThat(lines()).anyMatch(line -> line.startsWith("server  ") && line.contains("connections"));
    assertThat(lines()).filteredOn(line -> line.startsWith("stream")).hasSize(1);
    assertThat(lines().get(lines().size() - 1)).contains("rst-after-data");
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 24, 60})
  void aFloodStaysOnTheScreen(int height) {
    rows = height;
    for (int i = 0; i < 1000; i++) {
      screen.onConnection(RESET);
    }
    assertThat(lines()).hasSizeLessThanOrEqualTo(height);
    assertThat(lines().stream().filter(line -> line.contains("1,000"))).hasSize(1);
  }

  @Test
  void isDrawnOnceASecondAndGoesBackToTheOwnScreen() throws Exception {
    screen.onTime(null, 0);
    assertThat(terminal.size()).isZero();
    nowNs += 1_000_000_000L;
    screen.onTime(null, 0);
    screen.onTime(null, 0);
    String drawn = terminal.toString(StandardCharsets.UTF_8);
    assertThat(drawn).startsWith("\u001b[?1049h").containsOnlyOnce("\u001b[H");
  }
}
