package io.finrst.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'`{{title}}\u202e\t\n";
  private static final String HOSTILE_NAME = "</script><img src=x onerror=alert(1)>"; // a name holds nothing unprintable
  private static final HtmlWriter.Origin ORIGIN = new HtmlWriter.Origin("finrst a.pcap", "finrst 1");

  private static Document page(int most, HostNames names, AnalysisSummary summary, AnalysedConnection... connections)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlWriter writer = new HtmlWriter(out, names, ORIGIN, most);
    writer.reads(new Reading(FrameOrigins.UNKNOWN, List.of("a.pcap")));
    for (AnalysedConnection each : connections) {
      writer.onConnection(each);
    }
    writer.finish(summary);
    return Pages.parsed(out.toString(StandardCharsets.UTF_8));
  }

  private static AnalysedConnection reset(long stream) {
    return Records.aReset().withLadder().stream(stream).told(Records.unreadData());
  }

  private static AnalysedConnection graceful(long stream) {
    return Records.aGracefulClose().stream(stream).told(Diagnosis.NONE);
  }

  private static List<String> streams(Document page) {
    return Pages.rows(page).stream().map(row -> row.get(1)).toList();
  }

  @Test
  void rowsStandWorstFirstAndEachHasItsExplanation() throws IOException {
    Document page =
        page(10, HostNames.NONE, Records.summary(Map.of(Verdict.RST_AFTER_DATA, 1L, Verdict.GRACEFUL, 1L)), graceful(1), reset(2));
    assertThat(streams(page)).containsExactly("2", "1");
    assertThat(Pages.explanations(page).get(0)).contains("tcp.stream eq 2").contains("unread-data-at-close (likely)");
    assertThat(Pages.explanations(page).get(1)).contains("tcp.stream eq 1").contains("Both sides closed in order");
  }

  @Test
  void ofMoreConnectionsThanFitTheWorstStayAndThePageSaysSo() throws IOException {
    Document page =
        page(2, HostNames.NONE, Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L, Verdict.GRACEFUL, 2L)),
            graceful(1), reset(2), graceful(3), reset(4));
    assertThat(streams(page)).containsExactly("2", "4");
    assertThat(page.getElementById("table").text())
        .contains("The worst 2 of 4 connections; a page holds 2 at most, --json holds all.");
  }

  @Test
  void whatIsToldAgainReplacesWhatWasTold() throws IOException {
    Records later = Records.aGracefulClose().stream(7);
    later.supersedes = Verdict.RST_AFTER_DATA;
    Document page =
        page(10, HostNames.NONE, Records.summary(Map.of(Verdict.GRACEFUL, 2L)), reset(7), graceful(8),
            later.told(Diagnosis.NONE));
    assertThat(Pages.rows(page)).extracting(row -> row.get(1) + " " + row.get(5)).containsExactly("7 graceful", "8 graceful");
    assertThat(page.select(".bar rect title").eachText()).containsExactly("2 graceful");
  }

  @Test
  void whatIsToldAgainReplacesEvenARowThatHasNoRoomAnyMore() throws IOException {
    Records later = Records.aGracefulClose().stream(7);
    later.supersedes = Verdict.RST_AFTER_DATA;
    Document page =
        page(1, HostNames.NONE, Records.summary(Map.of(Verdict.GRACEFUL, 1L, Verdict.RST_AFTER_DATA, 1L)), reset(7),
            later.told(Diagnosis.NONE));
    assertThat(streams(page)).doesNotContain("7");
  }

  @Test
  void nothingOfACaptureBecomesMarkup() throws IOException {
    CaptureInfo capture =
        new CaptureInfo(HOSTILE, "pcap", List.of(1), 30, 1, Records.START_NS, Records.START_NS + 1, 0, -1, ClockFaults.NONE,
            HOSTILE);
    AnalysisSummary s = Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L));
    AnalysisSummary hostile =
        new AnalysisSummary(
            List.of(capture), s.packets(), s.tcpPackets(), Map.of(HOSTILE, 3L), s.connections(), 0, 0, s.missing(),
            s.verdicts(), s.firstTimeNs(), s.lastTimeNs(), 6, 0, s.patterns());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlWriter writer = new HtmlWriter(out, address -> HOSTILE_NAME, new HtmlWriter.Origin(HOSTILE, "finrst 1"), 10);
    writer.reads(new Reading(FrameOrigins.UNKNOWN, List.of(HOSTILE)));
    writer.onConnection(Records.aResetWithWords(HOSTILE).withLadder().stream(1).told(Records.unreadData()));
    writer.onConnection(reset(2));
    writer.finish(hostile);
    String html = out.toString(StandardCharsets.UTF_8);
    Document page = Pages.parsed(html);
    assertThat(html).doesNotContain("<img").doesNotContain("\u202e");
    assertThat(page.select("img, [onerror], iframe, object, embed, form[action], base, link")).isEmpty();
    assertThat(page.select("script")).hasSize(3); // rows, explanations, and the page's own
    assertThat(page.title()).contains("</script><img src=x onerror=alert(1)>").contains("{{title}}");
    assertThat(page.text()).contains("Damaged: </script><img").contains("\\u202e");
    assertThat(Pages.explanations(page)).anyMatch(text -> text.contains("</script><img src=x onerror=alert(1)>"));
  }

  @Test
  void onlyItsOwnScriptAndStyleMayRunAndNothingIsFetched() throws IOException {
    Document page = page(10, HostNames.NONE, Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L)), reset(1), reset(2));
    Element policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]");
    assertThat(policy.attr("content"))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .contains(PageView.hash(page.select("script").last().data()))
        .contains(PageView.hash(page.selectFirst("style").data()))
        .doesNotContain("unsafe");
    assertThat(page.select("[style], [onclick], [src], [srcset]")).isEmpty();
    assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
  }

  @Test
  void aCaptureWithoutConnectionsIsAPageToo() throws IOException {
    Document page = page(10, HostNames.NONE, Records.emptySummary());
    assertThat(page.selectFirst("h1").text()).isEqualTo("No TCP connections.");
    assertThat(page.getElementById("lines")).isNull();
  }

  @Test
  void aSingleConnectionIsAnsweredInTheTitle() throws IOException {
    Document page = page(10, HostNames.NONE, Records.summary(Map.of(Verdict.RST_AFTER_DATA, 1L)), reset(1));
    assertThat(page.selectFirst("h1").text()).startsWith("Server 10.0.0.9:443 reset the connection");
    assertThat(page.select(".example dt").eachText()).contains("Why", "Signs", "Client saw", "At the server");
    assertThat(page.select(".example svg")).hasSize(1);
    assertThat(page.select("details.about").text()).contains("About unread-data-at-close");
  }

  @Test
  void namesOfHostsStandInTheTable() throws IOException {
    Document page =
        page(10, address -> "db.example", Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L)), reset(1), reset(2));
    assertThat(Pages.rows(page).get(0)).contains("db.example:443", "db.example:40002");
  }
}
