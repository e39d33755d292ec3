package io.finrst.cli;

import static io.finrst.cli.Run.DROPPED;
import static io.finrst.cli.Run.GRACEFUL;
import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.UNREAD;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aFileAloneIsAnalysedIntoATableAndASummary() {
    Run run = finrst(RACE);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().get(0)).startsWith("Server 10.65.183.130:9000 reset the connection after it had closed");
    assertThat(row(run)).contains("rst-after-fin");
    assertThat(run.out()).contains("Summary");
  }

  /** The only row of the table. */
  private static String row(Run run) {
    return run.lines().stream().dropWhile(line -> !line.startsWith("stream")).skip(1).findFirst().orElseThrow();
  }

  @Test
  void framesOfSeveralCapturesNameTheirFile() throws IOException {
    Run run = finrst(UNREAD, DROPPED);
    assertThat(run.out())
        .containsPattern("\\(frame \\d+, " + Path.of(UNREAD).getFileName() + ": \\d+\\)")
        .contains("there ");
    Run json = finrst("--json", UNREAD, DROPPED);
    Run alone = finrst("--json", UNREAD);
    for (String line : json.lines()) {
      JsonNode together = JSON.readTree(line);
      if (UNREAD.equals(together.path("capture").asText())) {
        JsonNode by = JSON.readTree(alone.lines().get(0)).path("endedBy");
        assertThat(together.path("endedBy").path("frameInCapture")).isEqualTo(by.path("frame"));
        assertThat(together.path("endedBy").path("capture").asText()).isEqualTo(UNREAD);
        assertThat(together.path("displayFilter").asText()).startsWith("ip.addr eq ").contains(" and tcp.port eq ");
        assertThat(by.has("capture")).as("one file alone says it once").isFalse();
        return;
      }
    }
    throw new AssertionError("no object names " + UNREAD);
  }

  @Test
  void namingTheCommandChangesNothing() {
    assertThat(finrst("analyze", RACE)).isEqualTo(finrst(RACE));
  }

  @Test
  void optionsMayStandBehindFiles() {
    assertThat(finrst(RACE, "--csv")).isEqualTo(finrst("--csv", RACE));
  }

  @Test
  void jsonIsOneObjectALineWithTheSummaryLast() throws IOException {
    Run run = finrst("--json", RACE);

    assertThat(run.lines()).hasSize(2);
    assertThat(JSON.readTree(run.lines().get(0)).path("verdict").asText()).isEqualTo("rst-after-fin");
    assertThat(JSON.readTree(run.lines().get(1)).path("type").asText()).isEqualTo("summary");
    assertThat(finrst("--json=ndjson", RACE)).isEqualTo(run);
  }

  @Test
  void jsonArrayIsOneDocument() throws IOException {
    JsonNode document = JSON.readTree(finrst("--json=array", RACE).out());

    assertThat(document.isArray()).isTrue();
    assertThat(document).hasSize(2);
  }

  @Test
  void csvHasAHeaderAndOneRowAConnection() {
    Run run = finrst("--csv", RACE);

    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).startsWith("stream,");
  }

  @Test
  void explainShowsEvidenceAndPackets() {
    assertThat(finrst("--explain", UNREAD).out()).contains("rst-after-data").contains("win");
  }

  @Test
  void groupsAreCounted() {
    assertThat(finrst("--group-by", "verdict", SAMPLES).out()).containsPattern("graceful +19\n");
    assertThat(finrst("--group-by=server", RACE).lines().get(1)).contains("10.65.183.130:9000");
  }

  @Test
  void topLimitsTheTableButNotTheSummary() {
    Run run = finrst("--top", "3", SAMPLES);

    assertThat(run.out()).contains("worst 3 of 37 connections").contains("37 TCP connections");
  }

  @Test
  void timesComeInFourStyles() {
    assertThat(row(finrst(RACE))).contains("20:31:40.726363");
    assertThat(row(finrst("-t", "i", RACE))).contains("2026-11-20T20:31:40.726363Z");
    assertThat(row(finrst("-t", "relative", RACE))).contains(" 0.061042");
    assertThat(row(finrst("-te", RACE))).contains(" 1795206700.726363");
  }

  @Test
  void aDashReadsStandardInput() throws IOException {
    Run run = finrst(new ByteArrayInputStream(Files.readAllBytes(Path.of(RACE))), "-");

    assertThat(run.status()).isZero();
    assertThat(run.lines().get(1)).contains("rst-after-fin");
  }

  @Test
  void severalFilesAreOneStreamInTheOrderOfTheirPackets() {
    assertThat(finrst("--json", RACE, DROPPED).lines()).hasSize(3);
    assertThat(finrst("--csv", RACE, DROPPED)).isEqualTo(finrst("--csv", DROPPED, RACE));
  }

  @Test
  void separateFilesHaveSeparateReports() {
    Run text = finrst("--separate", RACE, DROPPED);
    assertThat(text.lines().get(0)).isEqualTo(RACE);
    assertThat(text.lines()).contains(DROPPED);
    assertThat(text.lines().stream().filter("Summary"::equals)).hasSize(2);

    Run json = finrst("--json", "--separate", RACE, DROPPED);
    assertThat(json.lines()).hasSize(4).allSatisfy(line -> JSON.readTree(line));

    Run csv = finrst("--csv", "--separate", RACE, DROPPED);
    assertThat(csv.lines()).hasSize(3);
  }

  @Test
  void theSchemaIsPrinted() throws IOException {
    assertThat(JSON.readTree(finrst("schema").out()).path("title").asText()).isEqualTo("finrst report");
  }

  @Test
  void ecsIsOneDocumentAConnectionWithoutASummaryAndHasAnIndexTemplate() throws IOException {
    Run run = finrst("--json=ecs", RACE, DROPPED);
    assertThat(run.lines()).hasSize(2);
    assertThat(JSON.readTree(run.lines().get(0)).at("/event/dataset").asText()).isEqualTo("finrst.connection");
    assertThat(JSON.readTree(run.lines().get(0)).has("zeek")).isFalse();
    assertThat(JSON.readTree(finrst("schema", "ecs").out()).has("index_patterns")).isTrue();
  }

  @Test
  void zeeksStateStandsInEveryListAndChangesNothingElse() throws IOException {
    assertThat(row(finrst("--zeek-state", RACE))).endsWith("  RSTR ShADadfr");
    assertThat(finrst("--zeek-state", RACE).out()).contains("  zeek\n");
    Run csv = finrst("--zeek-state", "--csv", SAMPLES);
    assertThat(csv.lines().get(0)).endsWith(",zeek_conn_state,zeek_history");
    assertThat(csv.lines().stream().map(line -> line.replaceFirst(",[^,]*,[^,]*$", "")))
        .containsExactlyElementsOf(finrst("--csv", SAMPLES).lines());
    JsonNode json = JSON.readTree(finrst("--zeek-state", "--json", RACE).lines().get(0));
    assertThat(json.at("/zeek/conn_state").asText()).isEqualTo("RSTR");
    assertThat(json.at("/zeek/history_lacks")).isEmpty();
    JsonNode ecs = JSON.readTree(finrst("--zeek-state", "--json=ecs", RACE).lines().get(0));
    assertThat(ecs.at("/zeek/connection/history").asText()).isEqualTo("ShADadfr");
  }

  @Test
  void completionOffersTheVerdicts() {
    assertThat(finrst("generate-completion").out()).contains("rst-after-data").contains("--fail-on");
  }

  @Test
  void argumentsMayComeFromAFile(@TempDir Path folder) throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "--csv\n" + GRACEFUL + "\n");

    assertThat(finrst("@" + arguments)).isEqualTo(finrst("--csv", GRACEFUL));
  }

  @Test
  void theWidthOfTheTerminalIsKept() {
    Console console = new Console(true, true, 80, true);

    assertThat(Run.on(Map.of(), console, "--color=never", SAMPLES).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void packetsAreDecodedInFullOnRequest() {
    Run run = Run.finrst("--explain", "--packets", "--color=never", "samples/connection-refused-by-closed-port.pcap");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Frame 3", "Frame 4", "RST: true", "Window: 0", "[Ethernet Header (14 bytes)]");
    assertThat(Run.finrst("--packets", GRACEFUL).err()).startsWith("finrst: --packets belongs to --explain");
  }
}
