package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.CaptureQuality;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import io.finrst.report.Records;
import io.finrst.report.TextOutput;
import io.finrst.report.TimeStyle;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainWriterTest {
  private static final PacketDecoder NO_DECODER = (bytes, linkType) -> List.of("decoded " + bytes.length);

  private static String note(int width, Records connection, Diagnosis diagnosis) throws IOException {
    return Texts.of(out -> new ExplainWriter(out, Texts.ascii(width), NO_DECODER, 0), connection, diagnosis);
  }

  private static String lead(Records connection) {
    AnalysedConnection told = connection.told(Diagnosis.NONE);
    return Lead.of(told.record(), told.diagnosis(), new Page((TextOutput) null, TextStyle.PLAIN));
  }

  @Test
  void aResetThatNobodyCanBeBlamedForIsToldOf() {
    assertThat(Lead.of(Records.aReset().build(), Diagnosis.NONE, new Page((TextOutput) null, TextStyle.PLAIN)))
        .isEqualTo(
            "A reset in the name of the server 10.0.0.9:443 ended the connection 0.2 s after it started (frame 32):"
                + " no socket of that host sent it.");
  }

  @Test
  void whatWasSaidIsToldAndTheWordsOfAResetCannotSteerATerminal() throws IOException {
    assertThat(note(200, Records.aResetWithWords(), Diagnosis.NONE))
        .contains("client said  an HTTP POST request (frame 4), number 2 on this connection, cut short: 3,000 of 8,192")
        .contains("server said  a TLS alert at last: handshake_failure (frame 30)")
        .contains("resembles    in what came in the client's name tampering signature 11, PSH+ACK -> RST")
        .contains("it says: no \\x1b[2Jflow")
        .contains("MPTCP says: middlebox interference")
        .doesNotContain("\u001b");
  }

  @Test
  void aResetIsExplainedFromTheFirstSentenceToTheAdvice() throws IOException {
    assertThat(note(100, Records.aReset().withLadder(), Records.unreadData()))
        .isEqualTo(
            """
            rst-after-data  10.0.0.5:40002 -> 10.0.0.9:443  tcp.stream eq 3
              Server 10.0.0.9:443 reset the connection 0.2 s after it started (frame 32), 31 ms after the
              client's last data.

              Why
                1. unread-data-at-close (likely): the program closed its socket, or died, with received data
                   still unread
                2. abortive-close (possible): the program aborted the connection on purpose: SO_LINGER 0,
                   disconnect, or its listener was closed

              What to do
                client  Send the request again only if it is safe to repeat.
                server  Read the request to its end before closing.
                server  Or close in two steps: shutdown, read, close.

              What the programs saw
                client  recv ECONNRESET (Linux 104, macOS 54, Windows 10054): Python "ConnectionResetError:
                        [Errno 104] Connection reset by peer", Java "java.net.SocketException: Connection
                        reset", Go "read: connection reset by peer", Node "Error: read ECONNRESET"
                        then send EPIPE (Linux 32, macOS 32, Windows 10053 or 10054): Python "BrokenPipeError:
                        [Errno 32] Broken pipe", Java "java.net.SocketException: Broken pipe", Go "write: broken
                        pipe", Node "Error: write EPIPE"

              Evidence
                unread-data-at-close
                   frame 31      the server had acknowledged 18,559 bytes and answered none
                   -             no FIN of either side
                   looks the same as: abortive-close
                   to tell apart: whether the server's program read the request to its end
                abortive-close
                   looks the same as: unread-data-at-close

              Facts
                started      1795202614.438146 s, lasted 0.2 s
                handshake    complete, took 12 ms
                silence      31 ms of both sides before the end began
                client sent  18,559 bytes in 17 packets
                server sent  0 bytes in 13 packets

              Resets
                frame 32, 0.2 s after the start, from the server's address: RA seq 1 ack 18560 win 501, TTL 64,
                IP ID 7
                   abort: its sender tore down a socket it had
                   accepted: its sequence number is exactly the one expected

              Packets
                frame      time  client                                        server
                    1  0.000000  |- S seq 0 win 501 ------------------------------->|
                                   ... packets left out
                   31  0.169000  |- PA seq 17100 len 1460 ack 1 win 501 ----------->|  sent again
                   31  0.170000  |<--------------------- A seq 1 ack 18560 win 501 -|
                   32  0.200000  |<-------------------- RA seq 1 ack 18560 win 501 -|  reset accepted

            Summary
              No TCP connections in 0 packets.
            """);
  }

  @Test
  void sectionsWithNothingToSayAreLeftOut() throws IOException {
    assertThat(note(0, Records.aGracefulClose(), Diagnosis.NONE))
        .doesNotContain("Resets", "Packets", "Cause", "programs", "What to do", "silence", "capture  ");
  }

  @Test
  void aPoorCaptureSaysEverythingThatLimitsItsVerdict() throws IOException {
    assertThat(note(0, Records.aPoorCapture(), Diagnosis.NONE))
        .contains("handshake    not captured: times count from the first packet seen; an ACK of an older connection")
        .contains("unanswered   the server sent a keepalive probe 3 more times, the last two 75 s apart, after 2 h of")
        .contains("capture      2 gaps; packets cut by the snapshot length; large segments suggest a capture on the sending")
        .contains("path         VLAN 5, vxlan 4294967295")
        .contains("port unreachable (ICMPv6 type 1 code 4)")
        .contains("\n                 and 1,200 more\n")
        .contains("500 bytes never acknowledged, 2 keepalive probes, 1 zero window");
  }

  @Test
  void whatContradictsTheSupposedSenderOfAResetIsListed() throws IOException {
    assertThat(note(0, Records.anInjectedReset(), Diagnosis.NONE))
        .contains("A device between client and server, in the name of the server 10.0.0.9:443, reset the connection")
        .contains("foreign: it does not look like its supposed sender's packets")
        .contains("odd: TTL 247, this host's other packets have 54")
        .contains("odd: this host went on sending afterwards")
        .contains("and 2 more");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 60, 80, 120, 200})
  void noLineIsLongerThanTheTerminal(int width) throws IOException {
    for (boolean unicode : new boolean[] {true, false}) {
      TextStyle style = new TextStyle(width, Palette.PLAIN, unicode, TimeStyle.ISO);
      assertThat(Texts.ofAll(out -> new ExplainWriter(out, style, NO_DECODER, 0), Records.poorSummary()).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void onlyAsciiIsWrittenWhereTheTerminalHasNothingElse() throws IOException {
    String text = Texts.ofAll(out -> new ExplainWriter(out, Texts.ascii(80), NO_DECODER, 0), Records.poorSummary());
    assertThat(text).matches("[\\n -~]*");
  }

  @Test
  void wordsFromOutsideCannotSteerTheTerminal() throws IOException {
    Records hostile = Records.anOpenOne();
    CaptureQuality q = hostile.quality;
    hostile.quality =
        new CaptureQuality(
            q.handshake(), q.directions(), 0, false, false, false, -1, false, Set.of(),
            List.of("\u001b]0;owned\u0007", "a\nb", "\u009b2J", "\u202eright to left"));
    String text = Texts.of(out -> new ExplainWriter(out, Texts.unicode(0), NO_DECODER, 0), hostile, Diagnosis.NONE);
    assertThat(text).contains("\\x1b]0;owned\\x07; a\\x0ab; \\x9b2J; \\u202eright to left");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("b"));
  }

  @Test
  void theWorstIsExplainedAndTheRestIsCounted() throws IOException {
    String text = Texts.ofAll(out -> new ExplainWriter(out, Texts.ascii(100), NO_DECODER, 1), Records.poorSummary());
    assertThat(text).startsWith("rst-after-data").contains("Shown: the worst of 7 connections.");
    assertThat(text).doesNotContain("half-close");
  }

  @Test
  void aLiveNoteIsThereAsSoonAsItsConnectionHasEnded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplainWriter writer = ExplainWriter.live(out, Texts.ascii(100), NO_DECODER);
    writer.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith("graceful").contains("\n\nrst-after-data").contains("started      0.000000 s");
  }

  @Test
  void theFirstSentenceOfARefusalNamesTheAnswer() {
    assertThat(lead(Records.aRefusal()))
        .isEqualTo("Server 10.0.0.9:443 refused the connection: a reset answered the SYN after 50 us (frame 2).");
  }

  @Test
  void theFirstSentenceOfAResetAfterAFinSaysWhoHadClosed() {
    Records r = Records.aReset();
    r.state = State.RESET_AFTER_FIN;
    r.firstFin = Role.SERVER;
    assertThat(lead(r)).startsWith("Server 10.0.0.9:443 reset the connection after it had closed, 0.2 s after");
    r.firstFin = Role.CLIENT;
    assertThat(lead(r)).startsWith("Server 10.0.0.9:443 reset the connection after the client had closed, 0.2 s after");
  }

  @Test
  void theFirstSentenceOfAnOrderlyCloseSaysWhoWasFirst() {
    Records r = Records.aGracefulClose();
    assertThat(lead(r))
        .isEqualTo(
            "Both sides closed in order: the client first 0.2 s after it started (frame 10), the server 3 ms later"
                + " (frame 11).");
    r.simultaneousClose = true;
    assertThat(lead(r)).startsWith("Both sides closed at once, their FINs crossing: the client's left first");
    r.serverHalf = Records.half(5, 9, Records.at(11, 203), null, Records.at(11, 203), null);
    assertThat(lead(r)).endsWith("; the very last acknowledgment was not captured.");
  }

  @Test
  void theFirstSentenceOfAHalfCloseSaysWhatCameAfterIt() {
    Records r = Records.aHalfClose();
    assertThat(lead(r))
        .isEqualTo(
            "Client 10.0.0.5:40002 closed its side 0.2 s after it started (frame 10); the server 10.0.0.9:443 sent 1,500 bytes"
                + " more over 3 s and never closed.");
    r.halfClose = new HalfClose(Role.CLIENT, 0, 0);
    assertThat(lead(r)).endsWith("; the server 10.0.0.9:443 never closed.");
  }

  @Test
  void theFirstSentenceOfAnUnreachableServerNamesTheRouter() {
    Records r = Records.anOpenOne();
    r.state = State.UNREACHABLE;
    r.icmpErrors.add(new IcmpError(Records.at(2, 12), Role.CLIENT, Records.ipv4(10, 0, 0, 1), 4, 3, 1, true));
    assertThat(lead(r))
        .isEqualTo(
            "10.0.0.1 answered the SYN with an ICMP error, host unreachable (ICMP type 3 code 1), 12 ms after it"
                + " started (frame 2).");
  }

  @Test
  void theFirstSentenceWithoutAnAnswerCountsTheTries() {
    Records r = Records.anOpenOne();
    r.state = State.SYN_SENT;
    r.last = Records.at(4, 7_000);
    r.clientHalf = Records.half(4, 0, 3, 0, 0, 0, 4, r.last, null, null, null);
    r.serverHalf = Records.half(0, 0, 0, 0, 0, 0, 0, null, null, null, null);
    assertThat(lead(r))
        .isEqualTo("Client 10.0.0.5:40002 tried to connect to 10.0.0.9:443 and saw no answer: 4 SYNs over 7 s.");
  }

  @Test
  void theFirstSentenceOfATimeoutSaysWhoGotNoAnswer() {
    Records r = Records.anOpenOne();
    r.state = State.GIVEN_UP;
    r.repetition = new Repetition(Role.CLIENT, Repetition.Kind.SEGMENT, 5, 31, 6_400_000_000L, 0);
    assertThat(lead(r))
        .isEqualTo(
            "Client 10.0.0.5:40002 got no answer any more: it sent one segment 5 more times, the last two 6.4 s apart,"
                + " and fell silent (frame 31).");
  }

  @Test
  void theFirstSentenceOfTheOthersIsPlainToo() {
    Records r = Records.aGracefulClose();
    r.state = State.FIN_WAIT_1;
    assertThat(lead(r))
        .isEqualTo(
            "Client 10.0.0.5:40002 closed 0.2 s after it started (frame 10), and nothing ever acknowledged its FIN.");
    assertThat(lead(Records.anOpenOne()))
        .isEqualTo(
            "Still open when the capture ended; its last packet came from the server 0.2 s after it started"
                + " (frame 32).");
    assertThat(lead(Records.aPoorCapture()))
        .isEqualTo(
            "The capture shows too little to tell how it ended: large segments suggest a capture on the sending host,"
                + " with offload.");
  }

  private static final String SENDING =
      """
      linux
      0 C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:101(100) ack 1
      """;

  private static String leadOf(String script) {
    Found found = Found.inScript(script);
    return Lead.of(found.connections().get(0), found.diagnoses().get(0), new Page((TextOutput) null, TextStyle.PLAIN));
  }

  @Test
  void anOpenConnectionThatIsStuckSaysSo() {
    String shut = SENDING + "+0.01 S > C [.] 1 ack 101 win 0\n+%s S > C [.] 1 ack 101 win 0\n";
    assertThat(leadOf(shut.formatted("23.7")))
        .startsWith("Still open when the capture ended, and stuck: the server ")
        .contains(" kept its receive window shut for 23.7 s (frame 5), so its program was not reading;");
    assertThat(leadOf(shut.formatted("1"))).contains("stuck");
    assertThat(leadOf(shut.formatted("0.99"))).doesNotContain("stuck");
    assertThat(leadOf(shut.formatted("2") + "+0.01 S > C [.] 1 ack 101 win 100\n")).doesNotContain("stuck");

    String again = "+0.2 C > S [P.] 1:101(100) ack 1\n";
    assertThat(leadOf(SENDING + again.repeat(3)))
        .contains("stuck: the client ", " sent one segment 3 more times, the last two 0.2 s apart, without an answer");
    assertThat(leadOf(SENDING + again.repeat(2))).doesNotContain("stuck");
  }

  @Test
  void everyVerdictHasAFirstSentenceAlsoWithTheBarestRecord() {
    for (State state : State.values()) {
      Records bare = Records.anOpenOne();
      bare.state = state;
      bare.clientHalf = Records.half(0, 0, 0, 0, 0, 0, 0, null, null, null, null);
      bare.serverHalf = bare.clientHalf;
      for (Role role : Role.values()) {
        assertThat(lead(bare)).endsWith(".");
        bare.endedBy = new EndedBy(role, bare.server, 1);
        bare.firstFin = role == Role.MIDDLEBOX ? null : role;
      }
    }
  }
}
