package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands to paste. */
class CommandTest {
  private static String explain(String... names) {
    return Command.explain("--stream 3", Arrays.stream(names).map(name -> capture(name, "pcap")).toList());
  }

  private static CaptureInfo capture(String name, String format) {
    return new CaptureInfo(name, format, List.of(1), 1, 1, 0, 0, 0, -1, ClockFaults.NONE, null);
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
  void moreThanThreeNamesAreLeftToTheReader() {
    assertThat(explain("a", "b", "c")).endsWith(" a b c");
    assertThat(explain("a", "b", "c", "d")).endsWith(" CAPTURE...");
  }

  @Test
  void whatCannotBeReadAgainHasNoCommand() {
    assertThat(explain("-")).isEmpty();
    assertThat(Command.explain("--stream 3", List.of(capture("eth0", "live")))).isEmpty();
    assertThat(Command.explain("--stream 3", List.of())).isEmpty();
  }
}
