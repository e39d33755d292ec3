package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.flow.Announcing;
import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Script;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** What is one connection and what is two, and how one may begin. */
class StreamTest {

  @Test
  void newSynWithAnotherNumberIsANewConnection() {
    Found found = Found.inScript(BOTH_CLOSED + "isn C 77 S 99\n+1 " + reopened());

    assertThat(found.verdicts()).containsExactly("graceful", "rst-after-data");
    assertThat(found.connections()).extracting(ConnectionRecord::tcpStream).containsExactly(0L, 1L);
    assertThat(found.connections().get(1).first().frame()).isEqualTo(11);
  }

  private static String reopened() {
    return """
        C > S [S] 0:0(0)
        +0.010 S > C [S.] 0:0(0) ack 1
        +0.010 C > S [.] 1 ack 1
        +0.010 C > S [P.] 1:11(10) ack 1
        +0.010 S > C [R.] 1 ack 11
        """;
  }

  @Test
  void newNumberSplitsEvenAnOpenConnection() {
    Found found = Found.inScript(EXCHANGE + "isn C 77 S 99\n+1 " + reopened());

    assertThat(found.verdicts()).containsExactly("open", "rst-after-data");
  }

  @Test
  void sameSynAgainAfterARefusalIsOneConnection() {
    // as Windows does: up to three more tries of one connect()
    Found found =
        Found.inScript(
            """
            0      C > S [S] 0:0(0)
            +0.001 S > C [R.] 0:0(0) ack 1
            +0.500 C > S [S] 0:0(0)
            +0.001 S > C [R.] 0:0(0) ack 1
            +0.500 C > S [S] 0:0(0)
            +0.001 S > C [R.] 0:0(0) ack 1
            """);

    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_TO_SYN);
    assertThat(found.only().resets()).hasSize(3);
  }

  @Test
  void refusedThenAcceptedOnTheSameSynIsEstablished() {
    Found found =
        Found.inScript(
            """
            0      C > S [S] 0:0(0)
            +0.001 S > C [R.] 0:0(0) ack 1
            +0.500 C > S [S] 0:0(0)
            +0.001 S > C [S.] 0:0(0) ack 1
            +0.001 C > S [.] 1 ack 1
            """);

    assertThat(found.only().verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void simultaneousOpenIsOneConnection() {
    ConnectionRecord connection =
        Found.inScript(
                """
                0      C > S [S] 0:0(0)
                +0.001 S > C [S] 0:0(0)
                +0.010 C > S [S.] 0:0(0) ack 1
                +0.001 S > C [S.] 0:0(0) ack 1
                +0.010 C > S [P.] 1:11(10) ack 1
                +0.010 S > C [.] 1 ack 11
                +0.010 C > S [F.] 11 ack 1
                +0.010 S > C [F.] 1 ack 12
                +0.010 C > S [.] 12 ack 2
                """)
            .only();

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.client().port()).isEqualTo(40_000);
  }

  @Test
  void dataInTheSynIsCounted() {
    ConnectionRecord connection =
        Found.inScript(
                """
                0      C > S [S] 0:10(10) <mss 1460,fastopen 0x1122334455667788>
                +0.010 S > C [S.] 0:0(0) ack 11
                +0.010 C > S [.] 11 ack 1
                +0.010 S > C [R.] 1 ack 11
                """)
            .only();

    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(connection.clientHalf().bytes()).isEqualTo(10);
  }

  @Test
  void captureThatStartsMidstreamSaysSo() {
    ConnectionRecord connection =
        Found.in(Script.parse(BOTH_CLOSED).part(4, 10)).only();

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.quality().handshake()).isEqualTo(CaptureQuality.Handshake.NONE);
    assertThat(connection.quality().rolesGuessed()).isTrue();
    assertThat(connection.server().port()).isEqualTo(80);
  }

  @Test
  void oneDirectionAloneSaysSo() {
    ConnectionRecord connection =
        Found.inScript(
                """
                0    C > S [S] 0:0(0)
                +0.1 C > S [.] 1 ack 1
                +0.1 C > S [P.] 1:11(10) ack 1
                +0.1 C > S [F.] 11 ack 101
                +0.1 C > S [.] 12 ack 102
                """)
            .only();

    assertThat(connection.quality().directions()).isEqualTo(CaptureQuality.Directions.CLIENT_ONLY);
  }

  @Test
  void icmpErrorAboutAnUnknownConnectionMakesNone() {
    Found found =
        Found.in(Script.parse("0 C > S [S] 0:0(0)\n+0.01 icmp 3/1 from R quoting 1\n").part(2, 2));

    assertThat(found.connections()).isEmpty();
  }

  @Test
  void icmpErrorIsJoinedInBothFamilies() {
    Found four = Found.inScript("0 C > S [S] 0:0(0)\n+0.01 icmp 3/13 from R quoting 1\n");
    Found six = Found.inScript("v6\n0 C > S [S] 0:0(0)\n+0.01 icmp 1/4 from R quoting 1\n");

    assertThat(four.verdicts()).containsExactly("unreachable");
    assertThat(six.verdicts()).containsExactly("unreachable");
    assertThat(six.only().icmpErrors().get(0).ipVersion()).isEqualTo(6);
  }

  @Test
  void icmpErrorInTheMiddleEndsNothing() {
    ConnectionRecord connection =
        Found.inScript(EXCHANGE + "+0.1 C > S [P.] 101:111(10) ack 201\n+0.01 icmp 3/1 from R quoting 7\n").only();

    assertThat(connection.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(connection.icmpErrors()).hasSize(1);
    assertThat(connection.icmpErrors().get(0).quotesSyn()).isFalse();
  }

  @Test
  void boundOnConnectionsEvictsTheLongestSilentOne() {
    AnalysisOptions two = new AnalysisOptions(true, false, 2, 0, false, Announcing.NEVER);
    Found found =
        Found.in(
            Script.parse(
                    """
                    host D 10.0.0.3:5000
                    host E 10.0.0.4:5000
                    0  C > S [S] 0:0(0)
                    +1 D > S [S] 0:0(0)
                    +1 E > S [S] 0:0(0)
                    """)
                .source(),
            two);

    assertThat(found.summary().connections()).isEqualTo(3);
    assertThat(found.summary().evicted()).isEqualTo(1);
    assertThat(found.connections()).extracting(c -> c.quality().evicted()).containsExactly(true, false, false);
  }

  @Test
  void handshakeRoundTripIsFromSynToItsAck() {
    assertThat(Found.inScript(HANDSHAKE).only().handshakeRttNs()).isEqualTo(20_000_000);
  }
}
