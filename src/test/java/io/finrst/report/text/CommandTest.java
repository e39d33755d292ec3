package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands to paste. */
class CommandTest {
  private static String explain(String... words) {
    return Command.explain("--stream 3", List.of(words));
  }

  @Test
  void namesStandAsTheyWereGivenInTheirOrder() {
    assertThat(explain("b.pcap", "dir/a.pcap.gz")).isEqualTo("finrst --explain --stream 3 b.pcap dir/a.pcap.gz");
  }

  @Test
  void whatAShellWouldReadOtherwiseIsQuoted() {
    assertThat(explain("my file.pcap")).endsWith(" 'my file.pcap'");
    assertThat(explain("it's $HOME.pcap")).endsWith(" 'it'\\''s $HOME.pcap'");
    assertThat(explain("-c.pcap")).endsWith(" ./-c.pcap");
  }

  @Test
  void aCaptureFilterIsKeptSinceItChangesStreamNumbers() {
    assertThat(explain("a.pcap", "--", "port 80 or port 443"))
        .isEqualTo("finrst --explain --stream 3 a.pcap -- 'port 80 or port 443'");
  }

  @Test
  void moreNamesThanTwoLinesHoldAreLeftToTheReader() {
    String name = "x".repeat(53);
    assertThat(explain(name, name, name.substring(1))).endsWith(" " + name.substring(1));
    assertThat(explain(name, name, name)).endsWith(" CAPTURE...");
  }

  @Test
  void whatCannotBeReadAgainHasNoCommand() {
    assertThat(explain()).isEmpty();
  }
}
