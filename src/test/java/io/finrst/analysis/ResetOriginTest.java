package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What about a reset contradicts the host whose address it carries, and what only seems to. */
class ResetOriginTest {
  private static final String LABELLING_SERVER =
      """
      v6
      linux
      host D [2001:db8::3]:4000
      0.000  D > S [S] 0:0(0)
      +0.010 S > D [S.] 0:0(0) ack 1
      isn S 1
      """;

  /** Of the first reset of the last connection. */
  private static ResetOrigin origin(String script) {
    List<Diagnosis> all = Found.inScript(script).diagnoses();
    return all.get(all.size() - 1).origins().get(0);
  }

  private static Set<Oddity> oddities(String script) {
    return origin(script).oddities().keySet();
  }

  private static Collection<String> phrases(String script) {
    return origin(script).oddities().values();
  }

  private static List<Finding> findings(String script) {
    Found found = Found.inScript(script);
    return found.diagnoses().get(found.diagnoses().size() - 1).findings();
  }

  private static List<String> causes(String script) {
    return findings(script).stream().map(each -> each.cause().id() + " " + each.confidence().id()).toList();
  }

  private static List<String> facts(String script) {
    return findings(script).get(0).evidence().stream().map(Evidence::fact).toList();
  }

  @Test
  void aRefusalThatDoesNotEchoTheDscpMayBeAFirewallsOnTheHost() {
    String script = "linux\n0 C > S [S] 0:0(0) tos 72\n+0.01 S > C [R.] 0 ack 1 tos 0\n";
    assertThat(oddities(script)).containsExactly(Oddity.NO_ECHO);
    assertThat(causes(script)).contains("path-reject possible", "port-closed possible");
  }

  @Test
  void aRefusalThatEchoesTheDscpIsTheHostsOwn() {
    String script = "linux\n0 C > S [S] 0:0(0) tos 72\n+0.01 S > C [R.] 0 ack 1 tos 72\n";
    assertThat(oddities(script)).isEmpty();
    assertThat(causes(script)).containsExactly("port-closed likely");
    assertThat(facts(script)).anyMatch(fact -> fact.startsWith("it has the SYN's DSCP"));
  }

  @Test
  void onlyLinuxIsKnownToEchoTheDscp() {
    String windows = "linux\n0 C > S [S] 0:0(0) tos 72\n+0.01 S > C [R.] 0 ack 1 tos 0 ttl 120\n";
    assertThat(oddities(windows)).isEmpty();
    String withoutDscp = "linux\n0 C > S [S] 0:0(0) tos 1\n+0.01 S > C [R.] 0 ack 1 tos 0\n"; // ECN only
    assertThat(oddities(withoutDscp)).isEmpty();
  }

  @Test
  void theDscpThatCountsIsThatOfTheSegmentAnswered() {
    String changed =
        Openings.EXCHANGE
            + """
            +0.010 C > S [P.] 101:201(100) ack 201 tos 72
            +0.010 S > C [.] 201 ack 201
            +0.010 C > S [P.] 201:301(100) ack 201
            +0.010 S > C [R] 201
            """;
    assertThat(oddities(changed)).isEmpty();
    assertThat(oddities(changed.replace("201:301(100) ack 201", "201:301(100) ack 201 tos 72")))
        .containsExactly(Oddity.NO_ECHO);
  }

  @Test
  void overIpv6ALinuxHostsOwnRefusalHasAFlowLabel() {
    String rejected = LABELLING_SERVER + "+1 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0 ack 1 flow 0\n";
    assertThat(oddities(rejected)).containsExactly(Oddity.UNLABELLED);
    assertThat(causes(rejected)).contains("path-reject possible", "port-closed possible");
    String own = LABELLING_SERVER + "+1 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0 ack 1 flow 4711\n";
    assertThat(oddities(own)).isEmpty();
    assertThat(causes(own)).containsExactly("port-closed likely");
  }

  @Test
  void aHostWithoutAnyFlowLabelsIsNotSuspected() {
    String script = "v6\nlinux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0 ack 1 flow 0\n";
    assertThat(oddities(script)).isEmpty();
    assertThat(causes(script)).containsExactly("port-closed likely");
  }

  @Test
  void anAbortWithAnotherDscpThanItsSocketIsOdd() {
    assertThat(phrases(Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101 tos 32\n"))
        .containsExactly("DSCP 8, this host's other packets have 0");
    String ownDscp =
        Openings.EXCHANGE
            + "+0.01 S > C [P.] 201:301(100) ack 101 tos 32\n+0.01 S > C [R.] 301 ack 101 tos 32\n";
    assertThat(oddities(ownDscp)).isEmpty();
  }

  @Test
  void anAnswerMadeByTurningThePacketRoundIsOdd() {
    String turned =
        Openings.EXCHANGE
            + "+0.01 C > S [P.] 101:201(100) ack 201 id 4242 win 600\n+0.01 S > C [R] 201 id 4242 win 600\n";
    assertThat(phrases(turned))
        .containsExactly(
            "IP ID 4242, copied from the segment it answers", "window 600, copied from the segment it answers");
  }

  @Test
  void twoResetsThatClimbBeyondAllThatWasSentAreForged() {
    String climbing =
        Openings.EXCHANGE + "+0.010 S > C [R.] 201 ack 101\n+0.001 S > C [R.] 1661 ack 101\n";
    ConnectionRecord c = Found.inScript(climbing).only();
    assertThat(Found.endedBy(c).role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(Found.origins(c).get(0).has(Oddity.CLIMBS)).isTrue();
    assertThat(findings(climbing).get(0).cause().id()).isEqualTo("injected-reset");
  }

  @Test
  void anAbortAheadOfLostDataAndTheAnswerToItsChallengeAreHonest() {
    String descending =
        Openings.EXCHANGE
            + """
            +0.010 S > C [P.] 201:1201(1000) ack 101
            +0.001 S > C [R.] 1201 ack 101
            +0.010 C > S [.] 101 ack 201
            +0.010 S > C [R] 201
            """;
    ConnectionRecord c = Found.inScript(descending).only();
    assertThat(Found.endedBy(c).role()).isEqualTo(Role.SERVER);
    assertThat(Found.origins(c)).hasSize(2).noneMatch(each -> each.has(Oddity.CLIMBS));
  }

  @Test
  void answersToAFlightThatAcknowledgesMoreAndMoreAreHonest() {
    String flight =
        Openings.HANDSHAKE
            + """
            +0.001 C > S [P.] 1:101(100) ack 1
            +0.001 S > C [.] 1:1001(1000) ack 101
            +0.001 S > C [.] 1001:2001(1000) ack 101
            +0.001 S > C [P.] 2001:3001(1000) ack 101
            +0.001 S > C [F.] 3001 ack 101
            +0.001 C > S [P.] 101:201(100) ack 1001
            +0.001 C > S [P.] 201:301(100) ack 2001
            +0.001 C > S [P.] 301:401(100) ack 3001
            +0.001 S > C [R] 1001
            +0.001 S > C [R] 2001
            +0.001 S > C [R] 3001
            """;
    ConnectionRecord c = Found.inScript(flight).only();
    assertThat(Found.endedBy(c).role()).isEqualTo(Role.SERVER);
    assertThat(Found.origins(c)).hasSize(3).allMatch(each -> each.oddities().isEmpty());
  }

  @Test
  void resetsWhoseWindowsCountUpAreADevicesAndCertainlyWhenTheHostGoesOn() {
    String burst =
        Openings.EXCHANGE
            + """
            +0.010 S > C [R.] 201 ack 101 win 1980 <>
            +0.0001 S > C [R.] 201 ack 101 win 1981 <>
            +0.0001 S > C [R.] 201 ack 101 win 1982 <>
            """;
    assertThat(Found.endedBy(Found.inScript(burst).only()).role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(oddities(burst)).contains(Oddity.STEPS);
    String goesOn = burst + "+0.050 S > C [P.] 201:301(100) ack 101\n";
    assertThat(findings(goesOn).get(0).cause().id()).isEqualTo("injected-reset");
    assertThat(findings(goesOn).get(0).confidence()).isEqualTo(Confidence.CERTAIN);
  }

  @Test
  void resetsInBothNamesAtOneTimeSpeakForADevice() {
    String both =
        Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101 ttl 50 <>\n+0.0001 C > S [R.] 101 ack 201 ttl 70 <>\n";
    assertThat(facts(both)).anyMatch(fact -> fact.startsWith("resets in both names"));
    String late = Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101 ttl 50 <>\n+0.03 C > S [R.] 101 ack 201\n";
    assertThat(facts(late)).noneMatch(fact -> fact.startsWith("resets in both names"));
    String honest =
        Openings.EXCHANGE
            + """
            +0.010 C > S [P.] 101:201(100) ack 201
            +0.0001 S > C [R] 201
            +0.0001 C > S [R.] 201 ack 201
            """;
    assertThat(causes(honest)).noneMatch(cause -> cause.startsWith("injected-reset"));
  }

  @Test
  void theTextOfAResetIsKept() {
    String script = Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101 \"[F5] no flow\"\n";
    assertThat(origin(script).reset().text()).isEqualTo("[F5] no flow");
    assertThat(phrases(script)).containsExactly("it carries 12 bytes, which the stacks of hosts do not send");
    assertThat(origin(Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101\n").reset().text()).isEmpty();
  }

  @Test
  void theReasonOfAnMptcpResetIsKept() {
    String script = Openings.EXCHANGE + "+0.01 S > C [R.] 201 ack 101 <mptcprst 3>\n";
    assertThat(origin(script).reset().mptcpReason()).isEqualTo(3);
    assertThat(origin(script.replace(" <mptcprst 3>", "")).reset().mptcpReason()).isEqualTo(-1);
  }
}
