package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.Patterns;
import io.finrst.report.BrokenPipe;
import io.finrst.report.HostNames;
import io.finrst.report.Records;
import io.finrst.report.TimeStyle;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {

  private static String table(TextStyle style, int top, AnalysisSummary summary) throws IOException {
    return Texts.ofAll(out -> new TableWriter(out, style, top), summary);
  }

  @Test
  void theWorstComeFirstOnALineEach() throws IOException {
    String text = table(Texts.ascii(0), 4, Records.summary(Map.of(Verdict.GRACEFUL, 7L)));
    assertThat(text.substring(text.indexOf("stream  start")))
        .isEqualTo(
            """
            stream  start     client          -> server        verdict         ended by   frame  cause\
                              duration     sent  received  rst
                 1  0.000000  10.0.0.5:40002  -> 10.0.0.9:443  rst-after-data  server        32\
              ~unread-data-at-close     0.2 s  18.6 kB       0 B    1
                 4  0.000000  10.0.0.5:40002  -> 10.0.0.9:443  rst-after-data  middlebox     32\
                                        0.2 s  18.6 kB       0 B    3
                33  0.000000  10.0.0.5:40002  -> 10.0.0.9:443  rst-to-syn      server         2\
              port-closed               50 us      0 B       0 B    1
                 5  0.000000  10.0.0.5:40002  -> 10.0.0.9:443  half-close                      \
              client closed first       3.2 s    100 B      5 MB

            cause: ~ likely, ? possible, no mark certain; --explain shows the evidence.

            Shown: the worst 4 of 7 connections. --top 0 shows all; --json hands all to other tools.

            Summary
              7 TCP connections in 30 packets, 0.2 s from 2026-11-20T19:23:34.438146Z to 2026-11-20T19:23:34.638146Z.

              7  graceful          closed by both sides in order
            """);
  }

  @Test
  void theSummarySaysWhatCouldNotBeSeen() throws IOException {
    String text = table(Texts.ascii(0), 1, Records.poorSummary());
    assertThat(text.substring(text.indexOf("Summary")))
        .isEqualTo(
            """
            Summary
              1,246 TCP connections in 54,321 packets of 2 captures, 351 s from 2026-11-20T19:23:34.438146Z to \
            2026-11-20T19:29:25.438146Z.

                 12  rst-after-data    reset after data had been sent
              1,234  graceful          closed by both sides in order

              Incomplete: a\\x1b[2J.pcap: 12 packets lost while capturing. A missing FIN or RST changes a verdict; \
            capture with a larger buffer or a shorter snapshot length.

              Not read: b.pcap: a record is cut short at byte 1234.

              Clock: a\\x1b[2J.pcap: 2 packets with a time that cannot be, before 1970 or after 2116. Each counts as \
            captured with the one before it; durations there mean nothing.

              Clock: a\\x1b[2J.pcap: 3 packets are earlier than the one before them, by up to 1 h 30 min. The clock \
            was set back, or captures were joined in a wrong order; durations across such a place mean nothing.

              Filtered: only segments with SYN, FIN or RST are in this capture. Their numbers tell how most connections \
            ended, but data, ACKs and ICMP errors would tell why. Capture with tcpdump -s 256 'tcp or icmp or icmp6', and \
            pick afterwards: finrst --only rst.

              One side only: of 2 connections the packets of one side are missing, and so is the verdict where it \
            depends on them. Look for asymmetric routing, a mirror of one direction, or a filter.

              1 connection began before the capture: who is client and who is server is guessed there.

              5 connections are others of these, captured again behind an address translation.

              7 connections dropped while open to bound memory: their ends were not seen. Raise --max-connections, or \
            memory with FINRST_JAVA_OPTS=-Xmx8g.

              Not followed: 1,234 packets (UDP 1,200, ARP 34).

              A capture filter removed 3 packets before the analysis.
            """);
  }

  @Test
  void anEmptyCaptureIsSaidToHoldNothing() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableWriter(out, TextStyle.PLAIN, 0).finish(Records.emptySummary());
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\nSummary\n  No TCP connections in 0 packets.\n");
  }

  @Test
  void filtersThatLetNothingThroughAreNotMistakenForAnEmptyCapture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableWriter(out, TextStyle.PLAIN, 0).finish(Records.summary(Map.of(Verdict.OPEN, 1L)));
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("No connection matched.\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 100, 120, 160, 200})
  void noLineIsLongerThanTheTerminal(int width) throws IOException {
    for (boolean unicode : new boolean[] {true, false}) {
      TextStyle style = new TextStyle(width, Palette.PLAIN, unicode, TimeStyle.ISO);
      String text = table(style, 0, Records.poorSummary());
      assertThat(rows(text)).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
      if (width >= 60) {
        assertThat(text.lines())
            .filteredOn(line -> !line.contains("finrst --explain")) // one line, so that it can be copied
            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
      }
    }
  }

  /** The lines from the heading to the blank line behind the rows. */
  private static List<String> rows(String text) {
    return text.lines()
        .dropWhile(line -> !line.strip().startsWith("stream "))
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 80, 120, 200})
  void everyVerdictStandsUnderItsTitle(int width) throws IOException {
    List<String> rows = rows(table(Texts.unicode(width), 0, Records.emptySummary()));
    int each = rows.size() / 8; // lines
    int title = 0;
    while (!rows.get(title).contains("verdict")) {
      title++;
    }
    int line = title;
    int column = rows.get(title).indexOf("verdict");
    assertThat(IntStream.range(1, 8).mapToObj(row -> rows.get(row * each + line)))
        .extracting(row -> row.substring(column).split(" ")[0])
        .containsExactly("rst-after-data", "rst-after-data", "rst-to-syn", "half-close", "unknown", "open", "graceful");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120, 200})
  void whoEndedItHowAndWhyAndBothAddressesAreWhole(int width) throws IOException {
    List<String> rows = rows(table(Texts.ascii(width), 0, Records.emptySummary()));
    assertThat(rows)
        .anySatisfy(line -> assertThat(line).contains("10.0.0.5:40002"))
        .anySatisfy(line -> assertThat(line).contains("-> 10.0.0.9:443"))
        .anySatisfy(line -> assertThat(line).contains("rst-after-data  server").contains("~unread-data-at-close"))
        .anySatisfy(line -> assertThat(line).contains("rst-after-data  middlebox"))
        .allSatisfy(line -> assertThat(line).doesNotContain("..").hasSizeLessThanOrEqualTo(width));
  }

  @Test
  void aTerminalTooNarrowForThatShortensAddressesAndKeepsTheirPorts() throws IOException {
    assertThat(rows(table(Texts.ascii(40), 0, Records.emptySummary())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
  }

  @Test
  void fewBadEndsAreAnsweredAboveTheTable() throws IOException {
    String text = table(Texts.ascii(0), 0, Records.summary(Map.of()));
    assertThat(text)
        .startsWith(
            """
            Server 10.0.0.9:443 reset the connection 0.2 s after it started (frame 32), 31 ms after the client's last\
             data.
              Why            unread-data-at-close (likely): the program closed its socket, or died, with received\
             data still unread.
              or             abortive-close (possible): the program aborted the connection on purpose: SO_LINGER 0,\
             disconnect, or its listener was closed.
              Signs          the server had acknowledged 18,559 bytes and answered none (frame 31); no FIN of either\
             side.
              Client saw     recv ECONNRESET (Linux 104, macOS 54, Windows 10054), then send EPIPE (Linux 32, macOS\
             32, Windows 10053 or 10054)
              At the server  Read the request to its end before closing. Or close in two steps: shutdown, read, close.
              At the client  Send the request again only if it is safe to repeat.
              More           finrst --explain --stream 1 a.pcap

            A device between""")
        .contains("Server 10.0.0.9:443 refused the connection");
  }

  @Test
  void manyBadEndsAreLeftToTheSummary() throws IOException {
    for (int bad : new int[] {5, 6}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TableWriter writer = new TableWriter(out, Texts.ascii(0), 0);
      for (int i = 0; i < bad; i++) {
        writer.onConnection(Texts.looked(Records.aReset().stream(i), Records.unreadData()));
      }
      writer.finish(Records.summary(Map.of()));
      String text = out.toString(StandardCharsets.UTF_8);
      assertThat(text.split("  Why  ", -1)).as("%d bad ends", bad).hasSize(bad == 5 ? 6 : 1);
    }
  }

  @Test
  void aSingleConnectionIsAnsweredHoweverItEnded() throws IOException {
    String text = Texts.of(out -> new TableWriter(out, Texts.ascii(0), 0), Records.aGracefulClose(), Diagnosis.NONE);
    assertThat(text).startsWith("Both sides closed in order: the client first");
  }

  @Test
  void whoWaitedForAnAnswerIsToldWhatItsProgramSaid() throws IOException {
    Records closed = Records.aGracefulClose();
    closed.firstFin = Role.SERVER;
    Finding unanswered =
        new Finding(Cause.CLOSED_WITHOUT_ANSWER, Confidence.CERTAIN, List.of(), List.of(), "", true);
    Diagnosis diagnosis =
        new Diagnosis(null, List.of(), List.of(unanswered), List.of(), List.of(), List.of(), List.of());
    assertThat(Texts.of(out -> new TableWriter(out, Texts.ascii(0), 0), closed, diagnosis))
        .contains("  Client saw     recv returned 0: ")
        .contains("RemoteDisconnected")
        .doesNotContain("Server saw");
  }

  @Test
  void fewBadEndsAreAnsweredHoweverManyOthersThereAre() throws IOException {
    String text = table(Texts.ascii(0), 1, Records.summary(Map.of()));
    assertThat(text.split("  Why  ", -1)).hasSize(3);
    assertThat(text).contains("A device between client and server").contains("Shown: the worst of 7 connections");
  }

  @Test
  void theFirstRowIsTheOneToLookAtFirst() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter writer = new TableWriter(out, Texts.ascii(0), 3);
    writer.reads(Texts.A_FILE);
    Finding harmless = new Finding(Cause.HEALTH_CHECK, Confidence.CERTAIN, List.of(), List.of(), "", false);
    Diagnosis check =
        new Diagnosis(null, List.of(), List.of(harmless), List.of(), List.of(), List.of(), List.of());
    for (int i = 0; i < 10; i++) {
      writer.onConnection(Texts.looked(Records.aReset().stream(i), check));
      writer.onConnection(Texts.looked(Records.aRefusal().stream(20 + i), Records.portClosed()));
    }
    writer.onConnection(Texts.looked(Records.aReset().stream(77), Records.unreadData()));
    Group group =
        new Group(
            Cause.PORT_CLOSED, Map.of(Verdict.RST_TO_SYN, 11L), false, Confidence.LIKELY, Confidence.LIKELY, 11, 0,
            List.of(), 0, true, null, 0, 0, 20);
    writer.finish(
        Records.summary(new Patterns(List.of(group), List.of(), 0, List.of(), List.of(), 11, 10, 0)));
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("11 of 100 connections did not end well.\nLook first at  finrst --explain --stream 77 a.pcap\n");
    assertThat(rows(text).stream().skip(1).map(row -> row.strip().split(" ")[0])).containsExactly("77", "20", "21");
  }

  @Test
  void aHarmlessEndIsFaintAndNeverRed() throws IOException {
    Finding harmless = new Finding(Cause.HEALTH_CHECK, Confidence.CERTAIN, List.of(), List.of(), "", false);
    Diagnosis check =
        new Diagnosis(null, List.of(), List.of(harmless), List.of(), List.of(), List.of(), List.of());
    TextStyle coloured = new TextStyle(0, Palette.ANSI, true, TimeStyle.ISO);
    assertThat(Texts.of(out -> new TableWriter(out, coloured, 0), Records.aReset(), check))
        .contains(Palette.ANSI.paint(Ink.FAINT, "rst-after-data"))
        .doesNotContain(Palette.ANSI.paint(Ink.BAD, "rst-after-data"));
  }

  @Test
  void coloursAddNothingThatCanBeSeen() throws IOException {
    TextStyle coloured = new TextStyle(100, Palette.ANSI, true, TimeStyle.ISO);
    TextStyle plain = new TextStyle(100, Palette.PLAIN, true, TimeStyle.ISO);
    String text = table(coloured, 0, Records.poorSummary());
    assertThat(text).contains("\u001b[1;31mrst-after-data\u001b[0m");
    assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(table(plain, 0, Records.poorSummary()));
  }

  @Test
  void aSilenceIsShownOnceItIsLongEnoughToMatter() throws IOException {
    Records idle = Records.aReset();
    idle.silenceBeforeEndNs = 351_000_000_000L;
    String text = Texts.of(out -> new TableWriter(out, TextStyle.PLAIN, 0), idle, Diagnosis.NONE);
    assertThat(text).contains("silence").contains("351 s");
  }

  @Test
  void aConnectionThatCannotBeAmongTheWorstCostsNoRecordAndIsCounted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter writer = new TableWriter(out, TextStyle.PLAIN, 1);
    AnalysedConnection close = Records.aGracefulClose().told(Diagnosis.NONE);
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    writer.onConnection(close);
    assertThat(close.hasRecord()).isFalse();
    writer.finish(Records.emptySummary());
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Shown: the worst of 2 connections.");
  }

  @Test
  void aBrokenPipeIsReportedOnceAtTheEnd() {
    TableWriter writer = new TableWriter(new BrokenPipe(10), TextStyle.PLAIN, 0);
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThatThrownBy(() -> writer.finish(Records.emptySummary())).isInstanceOf(IOException.class);
    assertThat(writer.failed()).isTrue();
  }

  @Test
  void aLiveRowIsThereAsSoonAsItsConnectionHasEnded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LiveTableWriter writer = new LiveTableWriter(out, Texts.ascii(80));
    writer.onConnection(Records.aReset().told(Records.unreadData()));
    writer.onConnection(Records.aPoorCapture().stream(7).told(Diagnosis.NONE));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    int column = lines.get(1).indexOf("verdict");
    assertThat(lines.get(3).substring(column)).startsWith("rst-after-data");
    assertThat(lines.get(5).substring(column)).startsWith("unknown");
  }

  @Test
  void hostsAreCalledByTheirNamesWhereKnown() throws IOException {
    HostNames names = address -> address.equals(Records.ipv4(10, 0, 0, 9)) ? "db.example.net" : null;
    TextStyle style = new TextStyle(0, Palette.PLAIN, false, TimeStyle.ISO, names);
    assertThat(table(style, 1, Records.summary(Map.of()))).contains("10.0.0.5:40002  -> db.example.net:443  ");
  }

  @Test
  void namesOfLinesThatAreNotShownAreNotLookedUp() throws IOException {
    List<Address> asked = new ArrayList<>();
    HostNames names =
        address -> {
          asked.add(address);
          return null;
        };
    TableWriter writer =
        new TableWriter(OutputStream.nullOutputStream(), new TextStyle(0, Palette.PLAIN, false, TimeStyle.ISO, names), 1);
    Records other = Records.aGracefulClose();
    other.server = new Endpoint(Records.ipv4(10, 9, 9, 9), 80);
    writer.onConnection(other.told(Diagnosis.NONE));
    writer.onConnection(Records.aReset().stream(7).told(Diagnosis.NONE));
    writer.finish(Records.summary(Map.of()));
    assertThat(asked).contains(Records.ipv4(10, 0, 0, 9)).doesNotContain(Records.ipv4(10, 9, 9, 9));
  }
}
