package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static io.finrst.teardown.ResetEffect.ACCEPTED;
import static io.finrst.teardown.ResetEffect.IGNORED;
import static io.finrst.teardown.ResetEffect.LATE;
import static io.finrst.teardown.ResetEffect.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each reset did to its receiver (RFC 9293 section 3.10.7.4, RFC 5961 section 3.2). */
class ResetEffectTest {
  private static final String BOTH_CLOSE =
      """
      +0.010 C > S [F.] 111 ack 201
      +0.010 S > C [F.] 201 ack 112
      +0.010 C > S [.] 112 ack 202
      """;

  private static ConnectionRecord ending(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  private static List<ResetEffect> effects(ConnectionRecord connection) {
    return connection.resets().stream().map(Reset::effect).toList();
  }

  @Test
  void exactSequenceNumberIsAccepted() {
    ConnectionRecord connection = ending(EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n");

    assertThat(effects(connection)).containsExactly(ACCEPTED);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
  }

  @Test
  void answerOfAHostThatHadGivenUpIsExactAlthoughItsOwnDataNeverArrived() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1 S > C [P.] 201:301(100) ack 101
            +0.2 S > C [P.] 201:301(100) ack 101
            +0.4 S > C [P.] 201:301(100) ack 101
            +3600 C > S [P.] 101:111(10) ack 201
            +0.01 S > C [R] 201
            """);

    assertThat(effects(connection)).containsExactly(ACCEPTED);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(Found.endedBy(connection).role()).isEqualTo(Role.SERVER);
  }

  @Test
  void answerThatTheSendersDataOvertookIsIgnored() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +2     S > C [P.] 201:301(100) ack 101
            +0.001 C > S [P.] 101:111(10) ack 201
            +0.001 S > C [R] 201
            +0.001 C > S [.] 111 ack 301
            """);

    assertThat(effects(connection)).containsExactly(IGNORED);
  }

  @Test
  void inWindowButInexactIsIgnoredAfterAChallengeAck() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1   S > C [R] 1201 ttl 50
            +0.001 C > S [.] 101 ack 201
            +0.1   C > S [P.] 101:111(10) ack 201
            +0.010 S > C [.] 201 ack 111
            """,
            BOTH_CLOSE);

    assertThat(effects(connection)).containsExactly(IGNORED);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void outOfTheWindowIsIgnored() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1   S > C [R] 1000000201
            +0.1   C > S [P.] 101:111(10) ack 201
            +0.010 S > C [.] 201 ack 111
            """,
            BOTH_CLOSE);

    assertThat(effects(connection)).containsExactly(IGNORED);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void sweepOfForgedResetsIsIgnoredAndListed() {
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1   S > C [R] 100000201
            +0.001 S > C [R] 200000201
            +0.001 S > C [R] 300000201
            +0.1   C > S [P.] 101:111(10) ack 201
            +0.010 S > C [.] 201 ack 111
            """,
            BOTH_CLOSE);

    assertThat(effects(connection)).containsExactly(IGNORED, IGNORED, IGNORED);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void oneBeforeTheExpectedNumberIsAcceptedInCloseWait() {
    // tcp_validate_incoming: a reset at rcv.nxt - 1 counts once the FIN has been received
    ConnectionRecord connection =
        ending(SERVER_CLOSED, "+0.1 C > S [P.] 101:111(10) ack 201\n+0.01 S > C [R] 201\n");

    assertThat(effects(connection)).containsExactly(ACCEPTED);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_FIN);
    assertThat(Found.endedBy(connection).role()).isEqualTo(Role.SERVER);
  }

  @Test
  void afterBothFinsItIsLateAndChangesNothing() {
    ConnectionRecord connection =
        ending(BOTH_CLOSED, "+0.5 S > C [P.] 1:201(200) ack 101\n+0.01 C > S [R] 101\n");

    assertThat(effects(connection)).containsExactly(LATE);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void secondResetAfterAnAcceptedOneIsLate() {
    ConnectionRecord connection =
        ending(EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n+0.001 S > C [R.] 201 ack 101\n");

    assertThat(effects(connection)).containsExactly(ACCEPTED, LATE);
    assertThat(Found.endedBy(connection).frame()).isEqualTo(7);
  }

  @Test
  void answerToASynMustAcknowledgeIt() {
    ConnectionRecord refused = ending("0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0:0(0) ack 1\n");
    ConnectionRecord forged =
        ending(
            """
            0      C > S [S] 0:0(0)
            +0.01  S > C [R.] 0:0(0) ack 77
            +0.01  S > C [S.] 0:0(0) ack 1
            +0.01  C > S [.] 1 ack 1
            """);

    assertThat(effects(refused)).containsExactly(ACCEPTED);
    assertThat(effects(forged)).containsExactly(IGNORED);
    assertThat(forged.verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void bareResetDoesNotEndASynSent() {
    // SYN-SENT: a reset without ACK acknowledges nothing and is dropped
    ConnectionRecord connection =
        ending(
            """
            0      C > S [S] 0:0(0)
            +0.01  S > C [R] 0
            +1     C > S [S] 0:0(0)
            +0.01  S > C [S.] 0:0(0) ack 1
            +0.01  C > S [.] 1 ack 1
            """);

    assertThat(effects(connection)).containsExactly(IGNORED);
    assertThat(connection.verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void answerOvertakenByTheResponseIsIgnored() {
    // the client closed early; its kernel answers late data with the number the server had already passed
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.100 C > S [P.] 101:111(10) ack 201
            +0.001 C > S [P.] 111:121(10) ack 201
            +0.002 S > C [P.] 201:401(200) ack 101
            +0.001 S > C [F.] 401 ack 101
            +0.001 S > C [R] 201
            +0.010 C > S [.] 121 ack 402
            +0.010 S > C [R] 402
            """);

    assertThat(effects(connection)).containsExactly(IGNORED, ACCEPTED);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_FIN);
    assertThat(Found.endedBy(connection).role()).isEqualTo(Role.SERVER);
  }

  @Test
  void abortAheadOfTheVictimAndTheAnswerToItsChallengeAreOneReset() {
    // the server aborts with data in flight that is lost: its number lies ahead, the challenge ACK draws a second reset
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.100 C > S [P.] 101:111(10) ack 201
            +0.010 S > C [P.] 201:1201(1000) ack 111 lost
            +0.001 S > C [R.] 1201 ack 111
            +0.010 C > S [.] 111 ack 201
            +0.010 S > C [R] 201
            """);

    assertThat(effects(connection)).containsExactly(IGNORED, ACCEPTED);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(Found.endedBy(connection).role()).isEqualTo(Role.SERVER);
    assertThat(Found.endedBy(connection).frame()).isEqualTo(connection.resets().get(1).at().frame());
    assertThat(connection.decidingReset()).isSameAs(connection.resets().get(0));
  }

  @Test
  void victimThatGoesOnNeverSawAnExactReset() {
    // the reset was captured but lost further on: both sides talk on
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1   S > C [R] 201 ttl 50
            +0.5   C > S [P.] 101:111(10) ack 201
            +0.010 S > C [P.] 201:301(100) ack 111
            +0.010 C > S [.] 111 ack 301
            +0.100 C > S [F.] 111 ack 301
            +0.010 S > C [F.] 301 ack 112
            +0.010 C > S [.] 112 ack 302
            """);

    assertThat(effects(connection)).containsAnyOf(UNSEEN, IGNORED).hasSize(1);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
  }

  @Test
  void abortBehindWhichDataStillCameIsTheEndThoughTheDataDrewAResetOfItsOwn() {
    // a busy host: the sender's send() holds the socket, so the abort waits in its backlog
    String abort = "+0.030 S > C [R.] 201 ack 101\n";
    String onItsWay = "+0.030 C > S [P.] 101:111(10) ack 201\n+0.001 S > C [R] 201\n";
    ConnectionRecord once = ending(EXCHANGE, abort, onItsWay);
    ConnectionRecord more =
        ending(EXCHANGE, abort, onItsWay, "+0.3 C > S [P.] 101:111(10) ack 201\n+0.001 S > C [R] 201\n");

    assertThat(effects(once)).containsExactly(ACCEPTED, LATE);
    assertThat(effects(more)).as("still sending after a third of a second").containsExactly(ACCEPTED, UNSEEN, LATE);
    assertThat(List.of(once, more))
        .allSatisfy(
            connection -> {
              assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
              assertThat(Found.endedBy(connection).frame()).isEqualTo(7);
            });
  }

  @Test
  void abortOfASideThatTalksOnIsNotTheEnd() {
    // forged: whoever is supposed to have sent it goes on, and is answered by a bare reset later
    ConnectionRecord connection =
        ending(
            EXCHANGE,
            """
            +0.1   S > C [R.] 201 ack 101
            +0.5   C > S [P.] 101:111(10) ack 201
            +0.010 S > C [P.] 201:301(100) ack 111
            +0.010 C > S [.] 111 ack 301
            +0.5   C > S [P.] 111:121(10) ack 301
            +0.010 S > C [R] 301
            """);

    assertThat(effects(connection)).containsExactly(UNSEEN, ACCEPTED);
    assertThat(Found.endedBy(connection).frame()).isEqualTo(12);
  }

  @Test
  void everyResetSaysWhyItHadItsEffect() {
    ConnectionRecord connection = ending(EXCHANGE, "+0.1 S > C [R] 1201\n+0.1 S > C [R.] 201 ack 101\n");

    assertThat(connection.resets()).allSatisfy(reset -> assertThat(reset.why()).isNotBlank());
  }
}
