package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** Each verdict of the state machine, from the shortest exchange that earns it. */
class VerdictTest {

  private static ConnectionRecord ending(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  private static void assertEnded(ConnectionRecord connection, Verdict verdict, Role by, long frame) {
    assertThat(connection.verdict()).isEqualTo(verdict);
    assertThat(Found.endedBy(connection)).isNotNull();
    assertThat(Found.endedBy(connection).role()).isEqualTo(by);
    assertThat(Found.endedBy(connection).frame()).isEqualTo(frame);
  }

  @Test
  void finsOfBothSidesAreGraceful() {
    ConnectionRecord connection = ending(BOTH_CLOSED);

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.firstFin()).isEqualTo(Role.SERVER);
    assertThat(connection.simultaneousClose()).isFalse();
    assertThat(connection.halfClose()).isNull();
  }

  @Test
  void crossingFinsAreGracefulAndSimultaneous() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.010 C > S [F.] 101 ack 201
            +0.001 S > C [F.] 201 ack 101
            +0.010 C > S [.] 102 ack 202
            +0.001 S > C [.] 202 ack 102
            """);

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.simultaneousClose()).isTrue();
    assertThat(connection.firstFin()).isEqualTo(Role.CLIENT);
  }

  @Test
  void lostLastAckIsStillGracefulAndSaidSo() {
    ConnectionRecord connection = ending(SERVER_CLOSED, "+0.010 C > S [F.] 101 ack 202\n");

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.clientHalf().finAcknowledgedFrame()).isZero();
  }

  @Test
  void finThatCarriesDataIsGraceful() {
    ConnectionRecord connection =
        ending(
            HANDSHAKE,
            """
            +0.001 C > S [FP.] 1:101(100) ack 1
            +0.010 S > C [F.] 1 ack 102
            +0.010 C > S [.] 102 ack 2
            """);

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.clientHalf().bytes()).isEqualTo(100);
  }

  @Test
  void sideThatNeverClosesLeavesItHalfClosed() {
    assertThat(ending(SERVER_CLOSED).verdict()).isEqualTo(Verdict.HALF_CLOSE);
  }

  @Test
  void newDataAfterAnAcknowledgedFinIsAHalfClose() {
    ConnectionRecord connection =
        ending(
            SERVER_CLOSED,
            """
            +1.000 C > S [P.] 101:401(300) ack 202
            +0.010 S > C [.] 202 ack 401
            +0.500 C > S [F.] 401 ack 202
            +0.010 S > C [.] 202 ack 402
            """);

    assertThat(connection.verdict()).isEqualTo(Verdict.HALF_CLOSE);
    assertThat(connection.halfClose().by()).isEqualTo(Role.SERVER);
    assertThat(connection.halfClose().bytesAfterFin()).isEqualTo(300);
    assertThat(connection.halfClose().durationNs()).isEqualTo(1_010_000_000);
  }

  @Test
  void dataThatCrossedTheFinInFlightIsNoHalfClose() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.010 S > C [F.] 201 ack 101
            +0.001 C > S [P.] 101:111(10) ack 201
            +0.010 C > S [F.] 111 ack 202
            +0.010 S > C [.] 202 ack 112
            """);

    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void finThatNobodyAcknowledgesIsUnanswered() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.100 C > S [F.] 101 ack 201
            +0.200 C > S [F.] 101 ack 201
            +0.400 C > S [F.] 101 ack 201
            """);

    assertThat(connection.verdict()).isEqualTo(Verdict.FIN_UNANSWERED);
    assertThat(connection.firstFin()).isEqualTo(Role.CLIENT);
  }

  @Test
  void resetThatAnswersTheSynIsARefusal() {
    assertEnded(
        ending("0 C > S [S] 0:0(0)\n+0.010 S > C [R.] 0:0(0) ack 1\n"), Verdict.RST_TO_SYN, Role.SERVER, 2);
  }

  @Test
  void resetOfTheHandshakeByTheClientIsInTheHandshake() {
    assertEnded(
        ending(
            """
            0      C > S [S] 0:0(0)
            +0.010 S > C [S.] 0:0(0) ack 1
            +0.010 C > S [R] 1
            """),
        Verdict.RST_IN_HANDSHAKE,
        Role.CLIENT,
        3);
  }

  @Test
  void resetBeforeAnyPayloadIsBeforeData() {
    assertEnded(ending(HANDSHAKE, "+5.0 S > C [R.] 1 ack 1\n"), Verdict.RST_BEFORE_DATA, Role.SERVER, 4);
  }

  @Test
  void resetAfterPayloadIsAfterData() {
    assertEnded(ending(EXCHANGE, "+0.100 S > C [R.] 201 ack 101\n"), Verdict.RST_AFTER_DATA, Role.SERVER, 7);
  }

  @Test
  void resetAfterOneFinIsAfterFin() {
    assertEnded(ending(SERVER_CLOSED, "+0.100 C > S [R.] 101 ack 202\n"), Verdict.RST_AFTER_FIN, Role.CLIENT, 9);
  }

  @Test
  void icmpErrorToTheSynIsUnreachable() {
    ConnectionRecord connection =
        ending("0 C > S [S] 0:0(0)\n+0.010 icmp 3/1 from R quoting 1\n");

    assertThat(connection.verdict()).isEqualTo(Verdict.UNREACHABLE);
    assertThat(connection.icmpErrors()).hasSize(1);
    assertThat(connection.icmpErrors().get(0).sender()).hasToString("10.0.0.254");
    assertThat(connection.icmpErrors().get(0).quotesSyn()).isTrue();
  }

  @Test
  void synWithoutAnswerIsUnanswered() {
    ConnectionRecord connection =
        ending("0 C > S [S] 0:0(0)\n+1 C > S [S] 0:0(0)\n+2 C > S [S] 0:0(0)\n");

    assertThat(connection.verdict()).isEqualTo(Verdict.SYN_UNANSWERED);
    assertThat(connection.clientHalf().synCount()).isEqualTo(3);
    assertThat(Found.endedBy(connection)).isNull();
  }

  @Test
  void unansweredRetransmissionsThatStopAreATimeout() {
    // another connection keeps the capture going for long after the last retransmission
    ConnectionRecord connection =
        Found.inScript(
                "host D 10.0.0.3:5000\n"
                    + EXCHANGE
                    + """
                    +0.100 C > S [P.] 101:111(10) ack 201
                    +0.200 C > S [P.] 101:111(10) ack 201
                    +0.400 C > S [P.] 101:111(10) ack 201
                    +0.800 C > S [P.] 101:111(10) ack 201
                    +1.600 C > S [P.] 101:111(10) ack 201
                    +1000  D > S [S] 0:0(0)
                    +1000  D > S [S] 0:0(0)
                    """)
            .connections()
            .get(0);

    assertThat(connection.verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void captureThatEndsDuringRetransmissionsLeavesItOpen() {
    assertThat(
            ending(EXCHANGE, "+0.1 C > S [P.] 101:111(10) ack 201\n+0.2 C > S [P.] 101:111(10) ack 201\n").verdict())
        .isEqualTo(Verdict.OPEN);
  }

  @Test
  void connectionThatNobodyEndsIsOpen() {
    assertThat(ending(EXCHANGE).verdict()).isEqualTo(Verdict.OPEN);
    assertThat(Found.endedBy(ending(EXCHANGE))).isNull();
  }

  @Test
  void loneResetIsUnknown() {
    assertThat(ending("0 S > C [R] 5\n").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void silenceNeverSplitsAConnection() {
    ConnectionRecord connection = ending(EXCHANGE, "+100000 C > S [P.] 101:111(10) ack 201\n+0.01 S > C [R] 201\n");

    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(connection.silenceBeforeEndNs()).isEqualTo(100_000_000_000_000L);
  }
}
