package io.finrst.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Burst;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.Scan;
import io.finrst.judgement.Facts;
import io.finrst.record.Reset;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.report.TimeStyle;
import io.finrst.report.text.Explained;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'`{{title}}\u202e\t\n";
  private static final String HOSTILE_NAME = "</script><img src=x onerror=alert(1)>"; // a name holds nothing unprintable
  private static final long SECOND = 1_000_000_000L;
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
    assertThat(page.select(".key").first().text()).endsWith("Times are UTC. Of the connections in the table only.");
    assertThat(page.select(".lane .count").eachText()).containsExactly("2 of 2");
    assertThat(page.select(".legend b").eachText()).containsExactlyInAnyOrder("2", "2"); // of all
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

  private static AnalysisSummary with(Patterns patterns) {
    AnalysisSummary s = Records.summary(patterns);
    return new AnalysisSummary(
        s.captures(), s.packets(), s.tcpPackets(), s.skipped(), s.connections(), 0, 0, s.missing(), s.verdicts(),
        Records.START_NS, Records.START_NS + 100 * SECOND, 6, 0, s.patterns());
  }

  private static Patterns unread(Burst burst, List<Scan> scans) {
    Group group =
        new Group(
            Cause.UNREAD_DATA_AT_CLOSE, Map.of(Verdict.RST_AFTER_DATA, 2L), false, Confidence.LIKELY, Confidence.LIKELY, 2,
            0, List.of(), 0, true, burst, 0, 0, 1);
    return new Patterns(List.of(group), scans, 0, List.of(), List.of(), 2, 0, 0);
  }

  @Test
  void aGroupHasItsCauseItsBurstAndOneConnectionWithItsDiagram() throws IOException {
    Document page =
        page(10, HostNames.NONE, with(unread(new Burst(2, Records.START_NS + 50 * SECOND, 3), List.of())), reset(1), reset(2));
    Element card = page.select("details.card").first();
    assertThat(card.select("h3").text()).startsWith("2 reset: unread-data-at-close (likely), ");
    assertThat(card.select(".where").text()).contains("2 of them within 3 s at 19:24:24");
    assertThat(card.select(".example .lead").text()).startsWith("Server 10.0.0.9:443 reset the connection");
    assertThat(card.select("svg.finrst-ladder title").text()).contains("rst-after-data");
    assertThat(card.select(".more a").attr("href")).isEqualTo("#cause=unread-data-at-close");
    Element burst = page.select(".lane .burst").first();
    assertThat(burst.attr("x") + " " + burst.attr("width")).isEqualTo("300 19"); // of 600 for 100 s
  }

  @Test
  void noAttemptOfAScanStandsForAGroup() throws IOException {
    Scan scan =
        new Scan(
            Records.aReset().client.address(), 2, 2, 2, null, true, Map.of(Verdict.RST_TO_SYN, 2L), Records.START_NS,
            Records.START_NS + SECOND, 1);
    Document page = page(10, HostNames.NONE, with(unread(null, List.of(scan))), reset(1), reset(2));
    assertThat(page.select("details.card .example")).isEmpty();
    assertThat(page.select(".scan").text()).contains("scan by 10.0.0.5: it tried 2 hosts");
  }

  @Test
  void endsStandAtTheirTimeBehindTheSilenceBeforeThem() throws IOException {
    Records silent = Records.aReset().stream(1);
    silent.resets.set(
        0,
        new Reset(
            Role.SERVER, "RA", 1, 18_560, ResetKind.ABORT, ResetEffect.ACCEPTED, "exact", 0, false,
            Facts.abort().at(Records.at(32, 50_000)).numbers(1, 18_560).build()));
    silent.silenceBeforeEndNs = 25 * SECOND;
    Document page =
        page(10, HostNames.NONE, with(unread(null, List.of())), silent.told(Records.unreadData()), graceful(2));
    Element lane = page.select(".lane svg").first();
    assertThat(lane.select(".harm").attr("d")).startsWith("M300.5 ");
    assertThat(lane.select(".well").attr("d")).startsWith("M1.5 ");
    assertThat(lane.select(".silence").attr("x") + " " + lane.select(".silence").attr("width")).isEqualTo("150 151");
    assertThat(lane.attr("aria-label")).isEqualTo("1 of 2 connections to 10.0.0.9:443 did not end well");
    assertThat(page.select(".ticks li").eachText()).first().isEqualTo("19:23:34");
  }

  @Test
  void serversWithoutALaneOfTheirOwnShareOne() {
    List<Row> rows =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  Records each = Records.aReset().stream(i);
                  each.server = new Endpoint(Records.ipv4(10, 0, 1, i), 443);
                  return Row.of(i, Explained.of(each.told(Records.unreadData())));
                })
            .toList();
    Timeline timeline = new Timeline(Records.START_NS, Records.START_NS + SECOND, TimeStyle.ABSOLUTE);
    assertThat(timeline.lanes(rows)).hasSize(Timeline.MOST_LANES + 1).last()
        .satisfies(lane -> assertThat(lane.name() + lane.href()).isEqualTo("8 other servers"));
    assertThat(timeline.lanes(rows.subList(0, 13))).hasSize(13).allMatch(lane -> lane.server() != null);
  }

  @Test
  void namesOfHostsStandInTheTable() throws IOException {
    Document page =
        page(10, address -> "db.example", Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L)), reset(1), reset(2));
    assertThat(Pages.rows(page).get(0)).contains("db.example:443", "db.example:40002");
  }
}
