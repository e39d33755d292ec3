package io.finrst.cli;

import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** {@code --ladder}: the diagram of one connection. */
class LadderTest {

  @Test
  void eachFormatIsWrittenAloneToStandardOutput() {
    assertThat(finrst("--ladder=svg", "--stream", "0", RACE).out()).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(finrst("--ladder=mermaid", "--stream", "0", RACE).out()).startsWith("sequenceDiagram\n");
    Run text = finrst("--ladder", "text", "--stream", "0", RACE);
    assertThat(text.status()).isZero();
    assertThat(text.lines().get(0)).startsWith("Server 10.65.183.130:9000 reset the connection after it had closed");
    assertThat(text.out()).contains("reset accepted").doesNotContain("Summary");
  }

  @Test
  void everySampleIsWellFormed() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    for (int stream = 0; stream < 37; stream++) {
      byte[] svg = finrst("--ladder=svg", "--stream=" + stream, SAMPLES).out().getBytes(StandardCharsets.UTF_8);
      assertThatCode(() -> factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg)))
          .as("stream %s", stream)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatCannotBeDrawnIsSaidInOneLine() {
    Run none = finrst("--ladder=svg", "--stream", "99", RACE);
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualTo("finrst: no connection with this stream number and these filters, of 1\n");
    Run missing = finrst("--ladder=svg", "--stream", "0", "no-such.pcap");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("finrst: no-such.pcap: no such file\n");
    assertThat(finrst("--ladder=svg", RACE).err()).startsWith("finrst: --ladder draws one connection: --stream N");
    assertThat(finrst("--ladder=svg", "--stream", "1,2", RACE).status()).isEqualTo(2);
    assertThat(finrst("--ladder=svg", "--stream", "0", "--json", RACE).err()).contains("exclude each other");
    assertThat(finrst("--ladder=svg", "--stream", "0", "--separate", RACE).err()).contains("--ladder one diagram");
    assertThat(finrst("--ladder=pdf", "--stream", "0", RACE).status()).isEqualTo(2);
  }
}
