package io.finrst.cli;

import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {
  private static final String FORGED = "src/test/resources/truth/x_inject_client_only.v0.pcap";
  private static final String FORGED_AT_SERVER = "src/test/resources/truth/x_inject_client_only.v0.server.pcap";
  private static final String LOSSY = "src/test/resources/truth/g_lossy_transfer.v1.pcap";
  private static final String LOSSY_AT_SERVER = "src/test/resources/truth/g_lossy_transfer.v1.server.pcap";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void saysFirstWhereTheResetCameFrom() {
    Run run = finrst("compare", FORGED, FORGED_AT_SERVER);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("1 connection seen at client and server: 1 packet that nobody sent.")
        .contains("a reset that a device between client and server made in the name of the server (frame 13 at client)")
        .contains("injected-reset (certain)")
        .contains("Clocks: server's is 29 us behind client's, right to 8.22 ms at worst.");
  }

  @Test
  void pointsHaveTheNamesThatTheyAreGiven() {
    Run run = finrst("compare", "laptop=" + FORGED, "lb=" + FORGED_AT_SERVER);
    assertThat(run.out()).contains("between laptop and lb").doesNotContain("at client");
  }

  @Test
  void filesWithoutANameBelongToTheNameBeforeThem() throws IOException {
    Path copy = Files.copy(Path.of(FORGED), folder.resolve("same.pcap"));
    Run run = finrst("compare", "a=" + FORGED, "b=" + FORGED_AT_SERVER, copy.toString(), "--json");
    JsonNode summary = MAPPER.readTree(run.lines().get(run.lines().size() - 1));
    assertThat(summary.at("/points/1/captures")).hasSize(2);
  }

  @Test
  void theLadderHasAColumnAPointAndFitsTheTerminal() {
    Console terminal = new Console(false, false, 80, true);
    Run run = Run.on(Map.of(), terminal, "compare", "--explain", "--no-pager", "laptop=" + LOSSY, "edge=" + LOSSY_AT_SERVER);
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(run.out()).containsPattern("seconds +laptop +edge").containsPattern("lost -+ +7 PA 1429:2857");
  }

  @ParameterizedTest
  @CsvSource({
    "lost, 0", "added, 1", "rst, 1", "rst:2, 0", "injected-reset, 1", "graceful, 0", "'lost,added', 1"
  })
  void failsOnWhatIsAskedFor(String what, int status) {
    assertThat(finrst("compare", "--fail-on", what, FORGED, FORGED_AT_SERVER).status()).isEqualTo(status);
  }

  @Test
  void jsonHasTheFixedKeys() throws IOException {
    Run run = finrst("compare", "--json", "client=" + LOSSY, "server=" + LOSSY_AT_SERVER);
    JsonNode comparison = MAPPER.readTree(run.lines().get(0));
    assertThat(comparison.get("type").asText()).isEqualTo("comparison");
    assertThat(comparison.get("points")).extracting(point -> point.get("name").asText()).containsExactly("client", "server");
    assertThat(comparison.at("/lost/0/between")).extracting(JsonNode::asText).containsExactly("client", "server");
    assertThat(comparison.at("/lost/0/frames/server").asInt()).isEqualTo(7);
    assertThat(comparison.at("/lost/0/direction").asText()).isEqualTo("server-to-client");
    JsonNode summary = MAPPER.readTree(run.lines().get(1));
    assertThat(summary.at("/clocks/1/offsetSeconds").asDouble()).isBetween(-0.001, 0.001);
    assertThat(summary.get("unmatched").isObject()).isTrue();
  }

  @Test
  void oneDocumentIfWanted() throws IOException {
    assertThat(MAPPER.readTree(finrst("compare", "--json=array", FORGED, FORGED_AT_SERVER).out())).hasSize(2);
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(finrst("compare", FORGED)).satisfies(run -> {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("two points or more are needed");
    });
    assertThat(finrst("compare", FORGED, FORGED).err()).contains("named twice");
    assertThat(finrst("compare", FORGED, "b=" + FORGED_AT_SERVER).err()).contains("has no name, and others have");
    assertThat(finrst("compare", "--json", "--explain", FORGED, FORGED_AT_SERVER).status()).isEqualTo(2);
  }

  @Test
  void aPointThatCannotBeReadIsNoAnswer() {
    Run run = finrst("compare", FORGED, folder.resolve("none.pcap").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("none.pcap");
  }

  @Test
  void aCutCaptureIsIncomplete() throws IOException {
    byte[] all = Files.readAllBytes(Path.of(FORGED));
    Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(all, all.length - 10));
    assertThat(finrst("compare", cut.toString(), FORGED_AT_SERVER).status()).isEqualTo(3);
  }

  @Test
  void aSynThatNeverArrivedIsNamed() {
    Run run =
        finrst(
            "compare", "src/test/resources/truth/r_router_firewall_reset.v0.pcap",
            "src/test/resources/truth/r_router_firewall_reset.v0.server.pcap");
    assertThat(run.out()).contains("stopped between client and server").contains("path-reject").contains("never-arrived");
  }

  @Test
  void isListedAmongTheCommands() {
    assertThat(List.of(finrst("--help").err(), finrst("--help").out())).anyMatch(text -> text.contains("compare"));
  }
}
