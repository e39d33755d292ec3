package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.capture.PacketSource;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Finding;
import io.finrst.flow.Announcing;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Script;
import io.finrst.script.Ticking;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections told of before they leave the table, as a live run does. */
class TellingTest {
  private static final long NS_PER_S = 1_000_000_000L;
  private static final long SETTLE_NS = NS_PER_S / 2;
  private static final long QUIET_NS = 60 * NS_PER_S;
  private static final Announcing LIVE = new Announcing(SETTLE_NS, QUIET_NS, false);

  private static final String ESTABLISHED =
      """
      linux
      0 C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:101(100) ack 1
      +0.01 S > C [.] 1 ack 101
      """;

  private static final String RESET = ESTABLISHED + "+0.01 S > C [R.] 1 ack 101\n";

  private final List<ConnectionRecord> told = new ArrayList<>();
  private final List<List<Cause>> causes = new ArrayList<>();
  private final List<Integer> toldAfterPackets = new ArrayList<>();
  private AnalysisSummary summary;

  /** Packets of a script, and after the last one the clock going on for so many seconds. */
  private void run(String script, Announcing announcing, int secondsAfter) {
    PacketSource packets = Script.parse(script).source();
    AnalysisOptions options = new AnalysisOptions(true, false, Integer.MAX_VALUE, 0, false, announcing);
    Analysis[] analysis = new Analysis[1];
    analysis[0] =
        new Analysis(
            options,
            connection -> {
              told.add(connection.record());
              causes.add(connection.diagnosis().findings().stream().map(Finding::cause).toList());
              toldAfterPackets.add((int) analysis[0].packets());
            });
    try {
      summary = analysis[0].run(new Ticking(packets, NS_PER_S / 10, secondsAfter));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void endingIsToldOnceItHasSettledAlthoughNothingMoreArrives() {
    run(RESET + "+300 C > S [S] 0:0(0)\n", LIVE, 0);
    assertThat(told.get(0).verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(toldAfterPackets.get(0)).isEqualTo(6);
    assertThat(told.stream().filter(c -> c.tcpStream() == 0)).hasSize(1);
  }

  @Test
  void withoutAnnouncingNothingIsToldBeforeItLeaves() {
    run(RESET, Announcing.NEVER, 100);
    assertThat(toldAfterPackets).containsExactly(6);
    assertThat(told.get(0).supersedes()).isNull();
  }

  @Test
  void resetThatItsReceiverNeverGotIsToldAgainWithWhatItSupersedes() {
    run(
        RESET
            + """
            +2 C > S [P.] 101:201(100) ack 1
            +0.01 S > C [.] 1 ack 201
            +0.01 C > S [F.] 201 ack 1
            +0.01 S > C [F.] 1 ack 202
            +0.01 C > S [.] 202 ack 2
            """,
        LIVE,
        3);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.RST_AFTER_DATA, Verdict.GRACEFUL);
    assertThat(told.get(1).supersedes()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(summary.verdicts()).containsOnlyKeys(Verdict.GRACEFUL).containsValue(1L);
  }

  private static final String CLOSED =
      ESTABLISHED
          + """
          +0.1 C > S [F.] 101 ack 1
          +0.01 S > C [F.] 1 ack 102
          +0.01 C > S [.] 102 ack 2
          """;

  @Test
  void sameVerdictIsToldAgainWhenItsCauseIsAnother() {
    run(CLOSED + "+2 S > C [.] 2 ack 101\n+0.01 C > S [R] 101\n", LIVE, 1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.GRACEFUL, Verdict.GRACEFUL);
    assertThat(causes).containsExactly(List.of(), List.of(Cause.LATE_PACKET_AFTER_CLOSE));
    assertThat(told.get(1).supersedes()).isEqualTo(Verdict.GRACEFUL);
    assertThat(summary.verdicts()).containsOnlyKeys(Verdict.GRACEFUL).containsValue(1L);
  }

  @Test
  void packetsThatOnlyCountAreNotToldAgain() {
    run(CLOSED + "+2 C > S [.] 102 ack 2\n", LIVE, 1);
    assertThat(told).hasSize(1);
  }

  @Test
  void forgedResetIsToldAgainWhenItsSupposedSenderGoesOn() {
    run(RESET + "+2 S > C [P.] 1:51(50) ack 101\n+0.01 C > S [R] 101\n", LIVE, 1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsOnly(Verdict.RST_AFTER_DATA);
    assertThat(told).extracting(c -> Found.endedBy(c).role()).containsExactly(Role.SERVER, Role.MIDDLEBOX);
  }

  @Test
  void unansweredSynIsToldAfterAMinuteAndSupersededByALateAnswer() {
    run(
        """
        linux
        0 C > S [S] 0:0(0)
        +1 C > S [S] 0:0(0)
        +2 C > S [S] 0:0(0)
        +90 C > S [S] 0:0(0)
        +0.01 S > C [R.] 0 ack 1
        """,
        LIVE,
        1);
    assertThat(told).extracting(ConnectionRecord::verdict)
        .containsExactly(Verdict.SYN_UNANSWERED, Verdict.RST_TO_SYN);
    assertThat(told.get(1).supersedes()).isEqualTo(Verdict.SYN_UNANSWERED);
  }

  @Test
  void silentOpenConnectionIsToldOnlyWhenAskedForAndStaysOpen() {
    run(ESTABLISHED, LIVE, 200);
    assertThat(told).hasSize(1);
    assertThat(toldAfterPackets).containsExactly(5);

    told.clear();
    run(ESTABLISHED + "+30 S > C [P.] 1:2(1) ack 101\n", new Announcing(SETTLE_NS, 10 * NS_PER_S, true), 1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.OPEN);
    assertThat(told.get(0).last().frame()).isEqualTo(5);
  }

  @Test
  void unansweredRetransmissionsAreToldAndAnEndOfTheOutageCorrectsIt() {
    run(
        ESTABLISHED
            + """
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.4 C > S [P.] 101:201(100) ack 1
            +0.8 C > S [P.] 101:201(100) ack 1
            +100 C > S [P.] 101:201(100) ack 1
            +0.01 S > C [.] 1 ack 201
            +0.01 C > S [F.] 201 ack 1
            +0.01 S > C [F.] 1 ack 202
            +0.01 C > S [.] 202 ack 2
            """,
        LIVE,
        1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.TIMED_OUT, Verdict.GRACEFUL);
  }

  @Test
  void whatSilenceHasShownIsNotTakenBackWhenTheRunEnds() {
    run(
        ESTABLISHED
            + """
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.4 C > S [P.] 101:201(100) ack 1
            +0.8 C > S [P.] 101:201(100) ack 1
            """,
        LIVE,
        100);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.TIMED_OUT);
    assertThat(summary.verdicts()).containsOnlyKeys(Verdict.TIMED_OUT);
  }

  @Test
  void abandonedConnectionLeavesAndWhatComesMuchLaterIsAnotherOneWithAndWithoutAClock() {
    String script = "linux\n0 C > S [S] 0:0(0)\n+1 C > S [S] 0:0(0)\n+900 S > C [R.] 0 ack 1\n";
    run(script, LIVE, 1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.SYN_UNANSWERED, Verdict.UNKNOWN);
    assertThat(summary.connections()).isEqualTo(2);
    assertThat(Found.inScript(script).connections())
        .extracting(ConnectionRecord::verdict)
        .containsExactly(Verdict.SYN_UNANSWERED, Verdict.UNKNOWN);
  }

  @Test
  void idleHalfClosedAndTimedOutConnectionsAreKeptHoweverLong() {
    run(
        ESTABLISHED
            + """
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.2 C > S [P.] 101:201(100) ack 1
            +0.4 C > S [P.] 101:201(100) ack 1
            +9000 S > C [.] 1 ack 201
            +0.01 S > C [R.] 1 ack 201
            """,
        LIVE,
        1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.TIMED_OUT, Verdict.RST_AFTER_DATA);
    assertThat(told.get(1).supersedes()).isEqualTo(Verdict.TIMED_OUT);
    told.clear();
    run(ESTABLISHED + "+9000 C > S [P.] 101:201(100) ack 1\n+0.01 S > C [R] 1\n", LIVE, 1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.RST_AFTER_DATA);
    told.clear();
    run(
        ESTABLISHED + "+1 C > S [F.] 101 ack 1\n+0.01 S > C [.] 1 ack 102\n+9000 S > C [F.] 1 ack 102\n",
        LIVE,
        1);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.HALF_CLOSE, Verdict.GRACEFUL);
  }

  @Test
  void lastAckThatNeverComesKeepsNothingFromBeingTold() {
    run(ESTABLISHED + "+0.01 C > S [F.] 101 ack 1\n+0.01 S > C [F.] 1 ack 102\n", LIVE, 2);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.GRACEFUL);
    assertThat(toldAfterPackets).containsExactly(7);
  }

  /** The late data show that the client was still sending: the cause is the same, and surer. */
  @Test
  void abortThatLateDataSeemsToContradictStaysAnAbort() {
    run(RESET + "+2 C > S [P.] 101:201(100) ack 1\n+0.001 S > C [R] 1\n", LIVE, 3);

    assertThat(told).extracting(ConnectionRecord::verdict).containsOnly(Verdict.RST_AFTER_DATA);
    assertThat(causes).extracting(each -> each.get(0)).containsOnly(Cause.UNREAD_DATA_AT_CLOSE);
    assertThat(summary.verdicts()).containsOnlyKeys(Verdict.RST_AFTER_DATA).containsValue(1L);
  }

  private static final String GIVEN_UP =
      ESTABLISHED
          + """
          +0.2 C > S [P.] 101:201(100) ack 1
          +0.2 C > S [P.] 101:201(100) ack 1
          +0.4 C > S [P.] 101:201(100) ack 1
          +0.8 C > S [P.] 101:201(100) ack 1
          """;

  @Test
  void whenTheOtherSideGivesUpLaterThatIsToldToo() {
    run(
        GIVEN_UP
            + """
            +100 S > C [.] 1 ack 201
            +0.2 S > C [P.] 1:201(200) ack 201
            +0.2 S > C [P.] 1:201(200) ack 201
            +0.4 S > C [P.] 1:201(200) ack 201
            +0.8 S > C [P.] 1:201(200) ack 201
            """,
        LIVE,
        100);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.TIMED_OUT, Verdict.TIMED_OUT);
    assertThat(told).extracting(c -> Found.endedBy(c).role()).containsExactly(Role.CLIENT, Role.SERVER);
  }

  @Test
  void whatASecondSilenceHasShownIsNotTakenBackEither() {
    run(
        GIVEN_UP
            + """
            +100 S > C [.] 1 ack 201
            +0.2 C > S [P.] 201:301(100) ack 1
            +0.2 C > S [P.] 201:301(100) ack 1
            +0.4 C > S [P.] 201:301(100) ack 1
            +0.8 C > S [P.] 201:301(100) ack 1
            """,
        LIVE,
        100);
    assertThat(told).extracting(ConnectionRecord::verdict).containsExactly(Verdict.TIMED_OUT);
    assertThat(summary.verdicts()).containsOnlyKeys(Verdict.TIMED_OUT).containsValue(1L);
  }

  @Test
  void oneThatFallsSilentAgainIsToldOfAfterAnotherMinuteAndNotOnlyInTheEnd() {
    run(
        """
        linux
        host X 10.0.0.9:999
        0 C > S [S] 0:0(0)
        +80 S > C [S.] 0:0(0) ack 1
        +0.01 C > S [.] 1 ack 1
        +0.01 C > S [F.] 1 ack 1
        +70 X > S [S] 0:0(0)
        """,
        LIVE,
        1);
    assertThat(told.stream().filter(c -> c.tcpStream() == 0)).extracting(ConnectionRecord::verdict)
        .containsExactly(Verdict.SYN_UNANSWERED, Verdict.FIN_UNANSWERED);
    assertThat(toldAfterPackets.subList(0, 2)).containsExactly(1, 4);
  }
}
