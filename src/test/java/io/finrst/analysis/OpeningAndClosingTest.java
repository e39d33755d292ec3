package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.CaptureQuality.Handshake;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes and closes whose packets come in another order than usual, early, twice or not at all. */
class OpeningAndClosingTest {
  private static final String SYN = "0 C > S [S] 0:0(0)\n";
  private static final String SYN_AND_ITS_ANSWER = SYN + "+0.01 S > C [S.] 0:0(0) ack 1\n";

  private static ConnectionRecord of(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  private static void isClosedBy(Role first, ConnectionRecord c) {
    assertThat(c.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(c.firstFin()).isEqualTo(first);
    assertThat(c.endedBy().role()).isEqualTo(first);
    assertThat(c.simultaneousClose()).isFalse();
  }

  private static final String CLIENT_CLOSES_AT_2 = "+0.01 C > S [F.] 1 ack 2\n+0.01 S > C [.] 2 ack 2\n";

  @Test
  void serverMayCloseBeforeTheHandshakeIsSeenToBeOver() {
    String fin = SYN_AND_ITS_ANSWER + "+0.01 S > C [F.] 1 ack 1\n";
    isClosedBy(Role.SERVER, of(fin, "+0.01 C > S [.] 1 ack 1\n+0.01 C > S [.] 1 ack 2\n", CLIENT_CLOSES_AT_2));
    isClosedBy(Role.SERVER, of(fin, "+0.01 C > S [.] 1 ack 2\n", CLIENT_CLOSES_AT_2));
    isClosedBy(Role.SERVER, of(fin, CLIENT_CLOSES_AT_2));
  }

  /** Acknowledged with the SYN or after it, before the other FIN or with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S > C [S.] 0:0(0) ack 2\n C > S [.] 2 ack 1\n S > C [F.] 1 ack 2\n C > S [.] 2 ack 2\n",
        "S > C [S.] 0:0(0) ack 1\n S > C [.] 1 ack 2\n C > S [.] 2 ack 1\n S > C [F.] 1 ack 2\n C > S [.] 2 ack 2\n",
        "S > C [S.] 0:0(0) ack 1\n C > S [.] 2 ack 1\n S > C [F.] 1 ack 2\n C > S [.] 2 ack 2\n",
        "S > C [S.] 0:0(0) ack 2\n S > C [F.] 1 ack 2\n C > S [.] 2 ack 2\n"
      })
  void clientMayCloseBeforeItIsAnswered(String rest) {
    isClosedBy(Role.CLIENT, of(SYN, "+0.01 C > S [F] 1\n", rest));
  }

  /** RFC 9293 section 3.4: SYN first, then data, then FIN, each with numbers of their own. */
  @Test
  void theFinOfASynWithDataStandsBehindThem() {
    String synFin = "0 C > S [SF] 0:10(10)\n+0.01 S > C [S.] 0:0(0) ack 11\n+0.01 C > S [.] 12 ack 1\n";
    assertThat(of(synFin).verdict()).as("SYN and data acknowledged").isEqualTo(Verdict.FIN_UNANSWERED);
    assertThat(of(synFin, "+0.01 S > C [.] 1 ack 12\n").verdict()).isEqualTo(Verdict.HALF_CLOSE);
  }

  @Test
  void nothingOfAnUnreachableServersClientCounts() {
    String unreachable = SYN + "+0.01 icmp 3/1 from R quoting 1\n";
    for (String packet : new String[] {"C > S [F] 1\n", "C > S [P.] 1:11(10) ack 1\n", "S > C [.] 1 ack 0\n"}) {
      assertThat(of(unreachable, "+0.01 ", packet).verdict()).as(packet).isEqualTo(Verdict.UNREACHABLE);
    }
    assertThat(of(unreachable, "+0.01 S > C [.] 1 ack 1\n").verdict()).as("it answers after all").isEqualTo(Verdict.OPEN);
    assertThat(of(unreachable, "+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n").state())
        .isEqualTo(State.ESTABLISHED);
  }

  @Test
  void ackCapturedBeforeItsFinAcknowledgesIt() {
    String reordered = EXCHANGE + "+0.1 C > S [.] 101 ack 202\n+0.0001 S > C [F.] 201 ack 101\n";
    ConnectionRecord halfWay = of(reordered);
    assertThat(halfWay.verdict()).isEqualTo(Verdict.HALF_CLOSE);
    assertThat(halfWay.serverHalf().milestones().finAcknowledgedFrame()).isEqualTo(7);
    isClosedBy(Role.SERVER, of(reordered, "+0.1 C > S [F.] 101 ack 202\n+0.01 S > C [.] 202 ack 102\n"));
    String second = EXCHANGE + "+0.1 C > S [F.] 101 ack 201\n+0.01 S > C [.] 201 ack 102\n+0.01 S > C [F.] 201 ack 102\n";
    isClosedBy(Role.CLIENT, of(second, "+0.01 C > S [.] 102 ack 202\n"));
  }

  @Test
  void finIsAcknowledgedOnce() {
    assertThat(of(BOTH_CLOSED, "+1 S > C [.] 202 ack 102\n").clientHalf().milestones().finAcknowledgedFrame()).isEqualTo(10);
  }

  @Test
  void dataOfAFinIsNotTheFin() {
    String fin = EXCHANGE + "+0.1 C > S [FP.] 101:151(50) ack 201\n";
    assertThat(of(fin, "+0.01 S > C [.] 201 ack 151\n").verdict()).isEqualTo(Verdict.FIN_UNANSWERED);
    assertThat(of(fin, "+0.01 S > C [.] 201 ack 152\n").verdict()).isEqualTo(Verdict.HALF_CLOSE);
  }

  @Test
  void finOfTheServerThatWasNotCapturedIsTheSecondOne() {
    String clientClosed = EXCHANGE + "+0.1 C > S [F.] 101 ack 201\n+0.01 S > C [.] 201 ack 102\n";
    isClosedBy(Role.CLIENT, of(clientClosed, "+0.1 C > S [.] 102 ack 202\n"));
  }

  /** Only the newest ACK tells of it, not one from before. */
  @Test
  void olderAckInAFinTellsOfNoOther() {
    ConnectionRecord c = of(EXCHANGE, "+0.1 S > C [.] 201 ack 102\n+0.01 S > C [F.] 201 ack 101\n");
    assertThat(c.firstFin()).isEqualTo(Role.SERVER);
  }

  private static long rttMs(String... script) {
    return of(script).handshakeRttNs() / 1_000_000;
  }

  @Test
  void roundTripIsThatOfOneSynAndTheFirstAckAfterIt() {
    assertThat(rttMs(HANDSHAKE, "+5 C > S [.] 1 ack 1\n")).isEqualTo(20);
    assertThat(of(SYN, "+1 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n").handshakeRttNs())
        .as("which of the two was answered?")
        .isEqualTo(-1);
    assertThat(of("0 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n").handshakeRttNs()).isEqualTo(-1);
  }

  /** The last segment of the handshake was not captured, and the server speaks first, whenever it likes. */
  @Test
  void serverCompletesNoHandshake() {
    ConnectionRecord banner = of(SYN_AND_ITS_ANSWER, "+1 S > C [P.] 1:11(10) ack 1\n+0.01 C > S [.] 1 ack 11\n");
    assertThat(banner.state()).isEqualTo(State.TRANSFER);
    assertThat(banner.handshakeRttNs()).isEqualTo(-1);
    assertThat(banner.quality().handshake()).isEqualTo(Handshake.PARTIAL);
    assertThat(of(SYN_AND_ITS_ANSWER, "+1 S > C [.] 1 ack 1\n").state()).isEqualTo(State.SYN_RECEIVED);
  }

  @Test
  void synSentAgainWithoutOptionsTakesNothingBack() {
    assertThat(of("0 C > S [S] 0:0(0) <mss 1460>\n+1 C > S [S] 0:0(0)\n").clientHalf().mss()).isEqualTo(1460);
  }
}
