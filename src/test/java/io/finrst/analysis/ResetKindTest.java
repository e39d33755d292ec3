package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static io.finrst.teardown.ResetKind.ABORT;
import static io.finrst.teardown.ResetKind.ANSWER;
import static io.finrst.teardown.ResetKind.FOREIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.ResetOrigin;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shapes of resets: abort, answer, foreign. */
class ResetKindTest {

  private static List<ResetOrigin> resets(String... script) {
    return Found.origins(Found.inScript(String.join("", script)).only());
  }

  private static ResetKind kind(String... script) {
    List<ResetOrigin> resets = resets(script);
    assertThat(resets).hasSize(1);
    return resets.get(0).kind();
  }

  @Test
  void tornDownSocketSendsAnAbort() {
    assertThat(kind(EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n")).isEqualTo(ABORT);
  }

  @Test
  void abortAfterItsOwnFinCountsTheFin() {
    assertThat(kind(SERVER_CLOSED, "+0.1 S > C [R.] 202 ack 101\n")).isEqualTo(ABORT);
  }

  @Test
  void lateDataDrawsAnAnswer() {
    List<ResetOrigin> resets = resets(SERVER_CLOSED, "+0.1 C > S [P.] 101:111(10) ack 202\n+0.01 S > C [R] 202\n");

    assertThat(resets.get(0).kind()).isEqualTo(ANSWER);
    assertThat(resets.get(0).reset().answeredFrame()).isEqualTo(9);
    assertThat(resets.get(0).oddities()).isEmpty();
  }

  @Test
  void closedPortSendsAnAnswer() {
    List<ResetOrigin> resets = resets("linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0:0(0) ack 1\n");

    assertThat(resets.get(0).kind()).isEqualTo(ANSWER);
    assertThat(resets.get(0).reset().answeredFrame()).isEqualTo(1);
    assertThat(resets.get(0).reset().flags()).isEqualTo("RA");
  }

  @Test
  void twoResetsAnAbortThenAnAnswerAreNotForeign() {
    List<ResetOrigin> resets =
        resets(
            EXCHANGE,
            """
            +0.010 S > C [P.] 201:1201(1000) ack 101 lost
            +0.001 S > C [R.] 1201 ack 101
            +0.010 C > S [.] 101 ack 201
            +0.010 S > C [R] 201
            """);

    assertThat(resets).extracting(ResetOrigin::kind).doesNotContain(FOREIGN);
  }

  @Test
  void abortWithAnotherTtlAndWithoutTimestampsIsForeign() {
    List<ResetOrigin> resets = resets(EXCHANGE, "+0.05 S > C [R.] 201 ack 101 ttl 113 id 55555 win 0 <>\n");

    assertThat(resets.get(0).kind()).isEqualTo(FOREIGN);
    assertThat(resets.get(0).oddities()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void burstOfRisingNumbersIsForeign() {
    List<ResetOrigin> resets =
        resets(
            EXCHANGE,
            """
            +0.010 S > C [R.] 201 ack 101 win 1980 ttl 90 id 1 <>
            +0.001 S > C [R.] 1661 ack 101 win 1981 ttl 91 id 2 <>
            +0.001 S > C [R.] 4581 ack 101 win 1982 ttl 92 id 3 <>
            """);

    assertThat(resets).extracting(ResetOrigin::kind).containsOnly(FOREIGN);
  }

  @Test
  void firewallOnTheWayIsAMiddlebox() {
    // the same server answers once itself, so its distance is known; the refusal comes from nearer
    ConnectionRecord refused =
        Found.inScript(
                """
                host D 10.0.0.1:40001
                linux
                0      C > S [S] 0:0(0)
                +0.020 S > C [S.] 0:0(0) ack 1 ttl 51
                +0.010 C > S [.] 1 ack 1
                +0.010 C > S [F.] 1 ack 1
                +0.020 S > C [F.] 1 ack 2 ttl 51
                +0.010 C > S [.] 2 ack 2
                +1     D > S [S] 0:0(0)
                isn S 0
                +0.005 S > D [R.] 0:0(0) ack 1 ttl 63
                """)
            .connections()
            .get(1);

    assertThat(Found.endedBy(refused).role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(Found.origins(refused).get(0).oddities()).isNotEmpty();
  }

  @Test
  void scannerWhoseKernelAnswersForItIsTheClient() {
    // its raw SYN is made by hand, its kernel's answer is not: they need not resemble each other
    ConnectionRecord scan =
        Found.inScript(
                """
                0      C > S [S] 0:0(0) ttl 45 id 29864 win 1024
                +0.010 S > C [S.] 0:0(0) ack 1 <mss 1460>
                +0.001 C > S [R] 1 ttl 64
                """)
            .only();

    assertThat(Found.endedBy(scan).role()).isEqualTo(Role.CLIENT);
    assertThat(Found.origins(scan).get(0).kind()).isEqualTo(ANSWER);
  }

  @Test
  void ipv6ResetsAreToldApartLikeIpv4Ones() {
    assertThat(kind("v6\n", EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n")).isEqualTo(ABORT);
    assertThat(kind("v6\n", SERVER_CLOSED, "+0.1 C > S [P.] 101:111(10) ack 202\n+0.01 S > C [R] 202\n"))
        .isEqualTo(ANSWER);
  }

  @Test
  void relativeNumbersAreThoseOfTheScript() {
    Reset reset = resets(EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n").get(0).reset();

    assertThat(reset.seq()).isEqualTo(201);
    assertThat(reset.ack()).isEqualTo(101);
    assertThat(reset.from()).isEqualTo(Role.SERVER);
    assertThat(reset.at().frame()).isEqualTo(7);
  }
}
