package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.finrst.AnalysisOptions;
import io.finrst.flow.Announcing;
import io.finrst.record.CaptureQuality;
import io.finrst.record.CaptureQuality.Directions;
import io.finrst.record.CaptureQuality.Handshake;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.script.Script;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** What a record says of a connection, seen from whichever side and from wherever the capture began. */
class RecordTest {
  private static final long MS = 1_000_000L;

  private static ConnectionRecord of(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  private static final String ANSWERED =
      """
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:101(100) ack 1
      +0.01 S > C [P.] 1:201(200) ack 101
      """;

  @Test
  void sidesAreTheSameWhereTheServersPacketComesFirst() {
    ConnectionRecord c = of(ANSWERED, "+3 S > C [F.] 201 ack 101\n+0.01 C > S [F.] 101 ack 202\n+0.01 S > C [.] 202 ack 102\n");
    assertThat(c.client()).hasToString("10.0.0.1:40000");
    assertThat(c.server()).hasToString("10.0.0.2:80");
    assertThat(c.clientHalf()).extracting(HalfRecord::packets, HalfRecord::bytes).containsExactly(3L, 100L);
    assertThat(c.serverHalf()).extracting(HalfRecord::packets, HalfRecord::bytes).containsExactly(4L, 200L);
    assertThat(c.endedBy()).isEqualTo(new EndedBy(Role.SERVER, c.server(), 5));
    assertThat(c.closing().firstFin()).isEqualTo(Role.SERVER);
    assertThat(c.silenceBeforeEndNs()).isEqualTo(3_000 * MS);
  }

  private static CaptureQuality quality(String... script) {
    return of(script).quality();
  }

  @Test
  void handshakeIsCompleteWhereAllThreeSegmentsWereSeen() {
    assertThat(quality(HANDSHAKE).handshake()).isEqualTo(Handshake.COMPLETE);
    assertThat(quality(ANSWERED).handshake()).as("no SYN").isEqualTo(Handshake.PARTIAL);
    String noSynAck = HANDSHAKE.replace("0:0(0) ack 1", "0:0(0) ack 1 lost");
    assertThat(quality(noSynAck).handshake()).as("no SYN-ACK").isEqualTo(Handshake.PARTIAL);
    assertThat(quality("0 C > S [S] 0:0(0)\n+0.1 S > C [S.] 0:0(0) ack 1\n").handshake()).isEqualTo(Handshake.PARTIAL);
    assertThat(quality("0 C > S [.] 1 ack 1\n+0.1 S > C [.] 1 ack 1\n").handshake()).isEqualTo(Handshake.NONE);
  }

  @Test
  void directionsAreThoseOfPacketsSeen() {
    assertThat(quality(HANDSHAKE).directions()).isEqualTo(Directions.BOTH);
    assertThat(quality("0 C > S [.] 1 ack 1\n").directions()).isEqualTo(Directions.CLIENT_ONLY);
    assertThat(quality("0 S > C [.] 1 ack 1\n").directions()).isEqualTo(Directions.SERVER_ONLY);
  }

  @Test
  void gapsOfBothSidesCount() {
    String gapOfEach =
        "+0.1 C > S [P.] 201:301(100) ack 201\n+0.1 S > C [.] 201 ack 301\n"
            + "+0.1 S > C [P.] 301:401(100) ack 301\n+0.1 C > S [.] 301 ack 401\n";
    assertThat(quality(EXCHANGE, gapOfEach).gaps()).isEqualTo(2);
    assertThat(quality(EXCHANGE).duplicated()).isFalse();
    assertThat(quality(EXCHANGE, gapOfEach).duplicated()).isFalse();
  }

  @Test
  void resetsBeyondThoseKeptAreCounted() {
    ConnectionRecord c = of(EXCHANGE, "+1 S > C [R.] 201 ack 101\n".repeat(66));
    assertThat(c.resets()).hasSize(64);
    assertThat(c.resetsSeen().notKept()).isEqualTo(2);
  }

  @Test
  void numbersOfAResetCountFromThoseOfTheirSides() {
    ConnectionRecord both = of("isn C 1000 S 5000\n", EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n+0.01 C > S [R] 101\n");
    assertThat(both.resets()).extracting(Reset::seq).containsExactly(201L, 101L);
    assertThat(both.resets()).extracting(Reset::ack).containsExactly(101L, 0L);
    ConnectionRecord refused = of("isn C 1000 S 5000\n0 C > S [S] 0:0(0)\n+0.1 S > C [R.] 0 ack 1\n");
    assertThat(refused.resets()).extracting(Reset::seq, Reset::ack).containsExactly(tuple(0L, 1L));
  }

  @Test
  void icmpErrorEndsInTheNameOfWhoSentIt() {
    String syn = "0 C > S [S] 0:0(0)\n";
    EndedBy router = of(syn, "+0.1 icmp 3/1 from R quoting 1\n").endedBy();
    assertThat(router.role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(router.endpoint().address()).hasToString("10.0.0.254");
    assertThat(router.frame()).isEqualTo(2);
    EndedBy server = of(syn, "+0.1 icmp 3/3 from S quoting 1\n").endedBy();
    assertThat(server.role()).isEqualTo(Role.SERVER);
    assertThat(server.endpoint().address()).hasToString("10.0.0.2");
    assertThat(of(syn).endedBy()).isNull();
  }

  @Test
  void halfCloseSaysWhatTheOtherSideStillSentAndForHowLong() {
    assertThat(of(BOTH_CLOSED).closing().halfClose()).isNull();
    assertThat(of(EXCHANGE).closing().halfClose()).isNull();
    String goesOn = SERVER_CLOSED + "+1 C > S [P.] 101:111(10) ack 202\n+0.01 S > C [.] 202 ack 111\n";
    ConnectionRecord bothInTheEnd =
        of(goesOn, "+1 C > S [F.] 111 ack 202\n+0.01 S > C [.] 202 ack 112\n");
    assertThat(bothInTheEnd.verdict()).isEqualTo(Verdict.HALF_CLOSE);
    assertThat(bothInTheEnd.closing().halfClose()).isEqualTo(new HalfClose(Role.SERVER, 10, 1_010 * MS));
    assertThat(bothInTheEnd.endedBy().role()).isEqualTo(Role.SERVER);
    ConnectionRecord neverClosed = of(SERVER_CLOSED, "host D 10.0.0.9:9\n");
    assertThat(neverClosed.closing().halfClose()).isEqualTo(new HalfClose(Role.SERVER, 0, 10 * MS));
    String reset = goesOn + "+0.1 C > S [R.] 111 ack 202\n";
    assertThat(of(reset).verdict()).isEqualTo(Verdict.RST_AFTER_FIN);
    assertThat(of(reset).closing().halfClose()).isEqualTo(new HalfClose(Role.SERVER, 10, 1_010 * MS));
  }

  @Test
  void silenceBeforeTheEndIsThatBeforeTheFirstFinOrTheReset() {
    String finThenReset = SERVER_CLOSED + "+5 C > S [R.] 101 ack 202\n";
    assertThat(of(finThenReset).silenceBeforeEndNs()).isEqualTo(100 * MS);
    String clientsFin = EXCHANGE + "+2 C > S [F.] 101 ack 201\n+0.01 S > C [.] 201 ack 102\n";
    assertThat(of(clientsFin).silenceBeforeEndNs()).isEqualTo(2_000 * MS);
    String resetThenFin = EXCHANGE + "+4 C > S [R.] 101 ack 201\n+0.001 S > C [F.] 201 ack 101\n";
    assertThat(of(resetThenFin).silenceBeforeEndNs()).isEqualTo(4_000 * MS);
    String clientResetsThenFin = EXCHANGE + "+4 S > C [R.] 201 ack 101\n+0.001 C > S [F.] 101 ack 201\n";
    assertThat(of(clientResetsThenFin).silenceBeforeEndNs()).isEqualTo(4_000 * MS);
    assertThat(of(EXCHANGE).silenceBeforeEndNs()).isZero();
  }

  private static final String AGAIN = " C > S [P.] 101:201(100) ack 201\n";

  @Test
  void silenceBeforeGivingUpIsThatBeforeTheFirstRepetition() {
    String other = "host D 10.0.0.9:9\n+900 D > S [S] 0:0(0)\n";
    String silent = EXCHANGE + "+7" + AGAIN + "+0.3" + AGAIN + "+0.6" + AGAIN + "+1.2" + AGAIN;
    ConnectionRecord c = Found.inScript(silent + other).connections().get(0);
    assertThat(c.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(c.silenceBeforeEndNs()).isEqualTo(7_000 * MS);
    assertThat(c.endedBy()).isEqualTo(new EndedBy(Role.CLIENT, c.client(), 10));
  }

  @Test
  void whatIsRepeatedAfterTheResetDoesNotCount() {
    String reset = EXCHANGE + "+1" + AGAIN + "+0.3" + AGAIN + "+0.6" + AGAIN + "+0.1 S > C [R.] 201 ack 101\n";
    assertThat(of(reset, "+0.001" + AGAIN).lastRepeated().frame()).isEqualTo(9);
  }

  @Test
  void packetsAreKeptWhereAskedFor() {
    AnalysisOptions ladder = new AnalysisOptions(true, false, 100, 10, false, Announcing.NEVER);
    ConnectionRecord c = Found.in(Script.parse(EXCHANGE).source(), ladder).only();
    assertThat(c.ladder()).extracting(packet -> packet.at().frame()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(of(EXCHANGE).ladder()).isEmpty();
  }

  private static final String SCALED = "<mss 1460,nop,wscale 7>";

  /** One SYN and one SYN-ACK, then a window of 500 from each side. */
  private static String windows(String client, String server) {
    return "0 C > S [S] 0:0(0) %s\n+0.01 S > C [S.] 0:0(0) ack 1 %s\n+0.01 C > S [.] 1 ack 1 win 500\n".formatted(client, server)
        + "+0.01 S > C [P.] 1:11(10) ack 1 win 500\n";
  }

  @Test
  void windowsAreScaledWhereBothOffered() {
    ConnectionRecord both = of(windows(SCALED, SCALED));
    assertThat(both.clientHalf().lastWindow()).isEqualTo(64_000);
    assertThat(both.serverHalf().lastWindow()).isEqualTo(64_000);
    ConnectionRecord byNought = of(windows(SCALED, "<mss 1460,nop,wscale 0>"));
    assertThat(byNought.clientHalf().lastWindow()).isEqualTo(64_000);
    assertThat(byNought.serverHalf().lastWindow()).isEqualTo(500);
    ConnectionRecord clientOnly = of(windows(SCALED, "<mss 1460>"));
    assertThat(clientOnly.clientHalf().lastWindow()).isEqualTo(500);
    assertThat(clientOnly.serverHalf().lastWindow()).isEqualTo(500);
    ConnectionRecord serverOnly = of(windows("<mss 1460>", SCALED));
    assertThat(serverOnly.clientHalf().lastWindow()).isEqualTo(500);
    assertThat(serverOnly.serverHalf().lastWindow()).isEqualTo(500);
  }

  @Test
  void sideThatWasNotSeenLooksLikeNothing() {
    HalfRecord server = of("0 C > S [P.] 1:11(10) ack 1\n").serverHalf();
    assertThat(server.ttl()).isEqualTo(-1);
    assertThat(server.appearance().dscp()).isEqualTo(-1);
    assertThat(server.milestones().lastData()).isNull();
    assertThat(server.milestones().fin()).isNull();
  }

  @Test
  void milestonesAreWhereTheyWere() {
    ConnectionRecord c = of(BOTH_CLOSED);
    assertThat(c.serverHalf().milestones().fin()).isEqualTo(new Moment(7, c.first().timeNs() + 151 * MS));
    assertThat(c.serverHalf().milestones().finAcknowledgedFrame()).isEqualTo(8);
    assertThat(c.clientHalf().milestones().lastData()).isEqualTo(new Moment(4, c.first().timeNs() + 21 * MS));
    assertThat(c.last()).isEqualTo(new Moment(10, c.first().timeNs() + 181 * MS));
  }

  private static long unacknowledged(String... script) {
    return of(script).clientHalf().unacknowledgedBytes();
  }

  @Test
  void bytesThatNobodyAcknowledgedAreCounted() {
    assertThat(unacknowledged(EXCHANGE)).isZero();
    assertThat(unacknowledged(EXCHANGE, "+0.1 C > S [P.] 101:151(50) ack 201\n")).isEqualTo(50);
    assertThat(unacknowledged(EXCHANGE, "+0.1 C > S [FP.] 101:151(50) ack 201\n")).as("a FIN is no byte").isEqualTo(50);
    assertThat(unacknowledged(BOTH_CLOSED)).isZero();
    assertThat(unacknowledged("0 C > S [P.] 1:11(10) ack 1\n")).as("nobody was seen to acknowledge").isEqualTo(10);
    assertThat(unacknowledged("0 S > C [P.] 1:11(10) ack 1\n")).isZero();
  }
}
