package io.finrst.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.report.ci.Baseline;
import io.finrst.report.ci.EndingKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {
  private static final Baseline BASELINE =
      new Baseline(
          Map.of(
              new EndingKind("rst-to-syn", "port-closed", "10.0.0.9", 443, "server"), 3L,
              new EndingKind("rst-after-data", null, "fd00::1", 5432, null), 1L,
              new EndingKind("rst-after-data", "unread-data-at-close", "*", EndingKind.ANY_PORT, "server"), 2L));

  private static Baseline read(String json) throws IOException {
    return BaselineFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String written(Baseline baseline) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BaselineFile.write(baseline, out);
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void itIsSortedOneEndingALine() throws IOException {
    assertThat(written(BASELINE))
        .isEqualTo(
            """
            {"type": "baseline", "schemaVersion": "1.0", "endings": [
            {"verdict": "rst-after-data", "cause": null, "server": "fd00::1", "port": 5432, "role": null, "count": 1},
            {"verdict": "rst-after-data", "cause": "unread-data-at-close", "server": "*", "port": "*", "role": "server", "count": 2},
            {"verdict": "rst-to-syn", "cause": "port-closed", "server": "10.0.0.9", "port": 443, "role": "server", "count": 3}
            ]}
            """);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(read(written(BASELINE))).isEqualTo(BASELINE);
    assertThat(read(written(Baseline.EMPTY))).isEqualTo(Baseline.EMPTY);
  }

  @Test
  void whatALaterMinorVersionAddsIsPassedOver() throws IOException {
    String later =
        written(BASELINE).replace("\"1.0\"", "\"1.7\", \"note\": {\"a\": [1]}").replace("\"count\"", "\"why\": [{}], \"count\"");
    assertThat(read(later)).isEqualTo(BASELINE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | line 1: no object",
        "{} | line 1: it is no baseline of finrst",
        "{\"type\":\"summary\"} | line 1: it is no baseline of finrst",
        "{\"type\":\"baseline\",\"schemaVersion\":\"2.0\"} | line 1: its version is 2.0, known is 1.0",
        "{\"type\":\"baseline\",\"endings\":{} | line 1: endings is no list",
        "{\"endings\":[3]} | line 1: an ending is no object",
        "{\"endings\":[{\"verdict\":\"open\"}]} | line 1: an ending lacks verdict, server or port",
        "{\"endings\":[{\"port\":70000}]} | line 1: port is neither 0 to 65535 nor \"*\"",
        "{\"endings\":[{\"port\":\"any\"}]} | line 1: port is neither 0 to 65535 nor \"*\"",
        "{\"endings\":[{\"cause\":3}]} | line 1: cause is no text",
        "{\"endings\":[{\"count\":\"3\"}]} | line 1: count is no whole number",
        "{\"endings\": | no JSON: line 1: Unexpected end-of-input",
        "hello | no JSON: line 1: Unrecognized token 'hello'"
      })
  void whatIsNoBaselineIsRefusedInOneLine(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageStartingWith(message);
  }

  @Test
  void aNumberThatIsTooLargeIsRefusedToo() {
    assertThatThrownBy(() -> read("{\"endings\":[{\"port\":99999999999999999999}]}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("{\"endings\":[{\"count\":99999999999999999999}]}")).isInstanceOf(IOException.class);
  }
}
