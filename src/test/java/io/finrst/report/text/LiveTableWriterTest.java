package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.HostNames;
import io.finrst.report.Records;
import io.finrst.report.TimeStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTableWriterTest {
  @ParameterizedTest
  @CsvSource({"160, 20, 1", "160, 21, 2", "160, 45, 3", "0, 45, 1"})
  void aTerminalGetsItsHeadingAgainBeforeItScrollsAway(int width, int connections, int headings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LiveTableWriter writer = new LiveTableWriter(out, Texts.ascii(width));
    for (int i = 0; i < connections; i++) {
      writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("stream"))).hasSize(headings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void columnOfZeekStandsWhereItWasAskedFor(boolean asked) {
    TextStyle style = new TextStyle(0, Palette.PLAIN, false, TimeStyle.ISO, HostNames.NONE, asked);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LiveTableWriter(out, style).onConnection(Records.aReset().told(Diagnosis.NONE));
    String heading = out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    assertThat(heading.contains("zeek")).isEqualTo(asked);
  }
}
