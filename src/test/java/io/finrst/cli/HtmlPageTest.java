package io.finrst.cli;

import static io.finrst.cli.Run.GRACEFUL;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.UNREAD;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finrst.report.html.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code --html} says what the other reports of the same run say. */
class HtmlPageTest {
  @TempDir Path folder;

  private Document page(String... words) throws IOException {
    Path file = folder.resolve("page.html");
    List<String> all = new ArrayList<>(List.of("-q", "--html", file.toString()));
    all.addAll(List.of(words));
    Run run = finrst(all.toArray(new String[0]));
    assertThat(run.err()).isEmpty();
    return Pages.parsed(Files.readString(file));
  }

  @Test
  void rowsAreTheConnectionsOfTheJsonOfTheSameRun() throws IOException {
    Path file = folder.resolve("both.html");
    Run run = finrst("-q", "--json", "--html", file.toString(), SAMPLES);
    assertThat(run.out()).isEqualTo(finrst("-q", "--json", SAMPLES).out());
    Map<Long, List<String>> told = new TreeMap<>();
    JsonNode summary = null;
    for (String line : run.lines()) {
      JsonNode object = new ObjectMapper().readTree(line);
      if (!object.path("type").asText().equals("connection")) {
        summary = object;
        continue;
      }
      told.put(
          object.path("tcpStream").asLong(),
          List.of(
              object.path("client").path("ip").asText(),
              object.path("server").path("port").asText(),
              object.path("verdict").asText(),
              object.path("harm").asText(),
              object.path("endedBy").path("role").asText(),
              object.path("causes").path(0).path("id").asText()));
    }
    Document page = Pages.parsed(Files.readString(file));
    Map<Long, List<String>> shown = new TreeMap<>();
    for (List<String> row : Pages.rows(page)) {
      String cause = row.get(7).replaceFirst("^[~?]", "");
      shown.put(
          Long.parseLong(row.get(1)),
          List.of(
              row.get(3).replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", ""), row.get(4).replaceFirst(".*:", ""),
              row.get(5), row.get(18), row.get(6), cause.contains(" ") ? "" : cause));
    }
    assertThat(shown).hasSizeGreaterThan(30).isEqualTo(told);
    Map<String, String> legend =
        page.select(".legend li").stream()
            .collect(Collectors.toMap(li -> li.select(".id").text(), li -> li.select("b").text()));
    assertThat(summary).isNotNull();
    Map<String, String> counts = new TreeMap<>();
    summary.path("verdicts").properties().forEach(each -> counts.put(each.getKey(), each.getValue().asText()));
    assertThat(legend).isEqualTo(counts);
  }

  @Test
  void itsFirstScreenSaysWhatTheTextReportSays() throws IOException {
    String text = finrst(SAMPLES).out().replaceAll("\\s+", " ");
    Document page = page(SAMPLES);
    assertThat(text).startsWith(page.selectFirst("h1").text());
    assertThat(text).contains(page.selectFirst(".headline").text());
    assertThat(page.select("header .caution, header .remark").eachText()).isNotEmpty().allMatch(text::contains);
    assertThat(page.select("details.card h3").eachText()).hasSizeGreaterThan(10).first().matches(text::contains);
    assertThat(page.text()).contains("Look first at stream 3: finrst --explain --stream 3 samples");
    assertThat(page.select("details.card figure svg.finrst-ladder")).hasSameSizeAs(page.select("details.card"));
  }

  @Test
  void aSingleConnectionIsExplainedInTheSameWords() throws IOException {
    String answer = finrst(UNREAD).out().replaceAll("\\s+", " ");
    Document page = page(UNREAD);
    assertThat(answer).contains(page.selectFirst("h1").text().replace('\u00a0', ' '));
    assertThat(page.select(".example dd").eachText()).hasSizeGreaterThan(4).allMatch(answer::contains);
    String explained = finrst("--explain", "--ascii", "-t", "iso", UNREAD).out().replaceAll("\\s+", " ");
    String explanation = Pages.explanations(page).get(0);
    assertThat(explanation.lines().map(line -> line.split("\t", -1)[3].replaceAll("\\s+", " "))).allMatch(explained::contains);
  }

  @Test
  void whatEndedWellIsSaidToHave() throws IOException {
    Document page = page(GRACEFUL, "samples/server-closes-first.pcap");
    assertThat(page.selectFirst("h1").text()).isEqualTo("No connection ended badly.");
    assertThat(page.select("details.card, .bar .bad, .bar .doubtful")).isEmpty();
  }

  @Test
  void whatWasAskedAndReadStandsThere() throws IOException {
    Document page = page("--only", "rst", GRACEFUL, UNREAD);
    assertThat(page.select(".source code").text()).startsWith("finrst -q --html ").endsWith("--only rst " + GRACEFUL + " " + UNREAD);
    assertThat(page.select(".source tbody tr")).hasSize(2);
    assertThat(page.getElementById("table").text()).contains("1 connection that match, of 2.");
  }

  @Test
  void aFilesNameIsNeverMarkup() throws IOException {
    Path evil = Files.createDirectories(folder.resolve("<")).resolve("script><img src=x onerror=alert(1)>&amp;.pcap");
    Files.copy(Path.of(UNREAD), evil);
    Document page = page(evil.toString(), GRACEFUL);
    assertThat(page.select("img")).isEmpty();
    assertThat(page.select(".source td").eachText()).contains(evil.toString());
    assertThat(page.selectFirst(".file").text()).contains("script><img src=x onerror=alert(1)>&amp;.pcap");
  }

  @Test
  void aPageIsOverwrittenAndNothingElseIs() throws IOException {
    Path capture = folder.resolve("evidence.pcap");
    Files.copy(Path.of(UNREAD), capture);
    Run run = finrst("--html", capture.toString(), UNREAD);
    assertThat(run.status()).isEqualTo(ExitCode.UNUSABLE.status());
    assertThat(run.err()).contains("evidence.pcap: --html would overwrite a file that is no HTML page");
    assertThat(capture).hasSameBinaryContentAs(Path.of(UNREAD));
    page(UNREAD);
    assertThat(page(GRACEFUL).selectFirst(".file").text()).isEqualTo(GRACEFUL);
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforeAnythingIsRead() {
    Run run = finrst("--html", folder.resolve("none/page.html").toString(), UNREAD);
    assertThat(run.status()).isEqualTo(ExitCode.UNUSABLE.status());
    assertThat(run.err()).contains("page.html: --html cannot write there");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void severalReportsAreNoPage() {
    assertThat(finrst("--separate", "--html", "x.html", SAMPLES).err()).contains("--separate makes several reports, --html one page");
  }

  @Test
  void ofAPipeThereIsAPageAtItsEnd() throws IOException {
    Path file = folder.resolve("pipe.html");
    Run run = finrst(Files.newInputStream(Path.of(UNREAD)), "-q", "--html", file.toString(), "-");
    assertThat(run.status()).isZero();
    assertThat(Pages.rows(Pages.parsed(Files.readString(file)))).hasSize(1);
  }
}
