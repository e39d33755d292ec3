package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TerminalLine line = new TerminalLine(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void aShorterLineHidesTheLongerOneAndWipingHidesAll() {
    line.show("longer");
    line.show("short");
    line.wipe();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\rlonger\rshort \r      \r");
  }

  @Test
  void whatWasNotShownIsNotWiped() {
    line.wipe();
    line.show("once");
    line.wipe();
    line.wipe();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\ronce\r    \r");
  }
}
