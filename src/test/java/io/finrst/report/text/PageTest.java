package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import io.finrst.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  private static List<String> wrapped(int width, String label, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextOutput out = new TextOutput(bytes, StandardCharsets.UTF_8);
    new Page(out, Texts.unicode(width)).hanging(4, label, 6, text);
    out.finish();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void wrappingLosesNoCharacterAndKeepsTheWidth() {
    Property.holds(draw -> assertWrapped(draw.list(0, 255, () -> draw.word(1, 30)), draw.between(11, 60)));
  }

  private static void assertWrapped(List<String> words, int width) throws IOException {
    String text = String.join(" ", words);
    List<String> lines = wrapped(width, "side", text);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    assertThat(String.join("", lines).replaceFirst("side", "").replace(" ", ""))
        .isEqualTo(text.replace(" ", ""));
  }

  /** A label may name a capture. */
  @Test
  void aLabelSteersNoTerminal() throws IOException {
    assertThat(wrapped(80, "frame 1, \u001b[2J.pcap: 1", "text")).containsExactly("    frame 1, \\x1b[2J.pcap: 1text");
  }

  @Test
  void furtherLinesStandUnderTheFirst() throws IOException {
    assertThat(wrapped(20, "side", "one two three four")).containsExactly("    side  one two", "          three four");
  }

  @Test
  void aNumberStaysWithItsUnit() throws IOException {
    assertThat(wrapped(23, "", "it lasted 31 ms more")).containsExactly("          it lasted", "          31 ms more");
  }

  @Test
  void textOfAnyWidthIsOneLine() throws IOException {
    assertThat(wrapped(0, "side", "word ".repeat(100).strip())).hasSize(1);
  }
}
