package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.teardown.ResetEffect.ACCEPTED;
import static io.finrst.teardown.ResetEffect.IGNORED;
import static io.finrst.teardown.ResetEffect.LATE;
import static io.finrst.teardown.ResetEffect.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A host aborts while something is under way. What still comes from the other one neither undoes the end nor takes the
 * abort's place, and the bare resets it draws are not the end.
 */
class AbortUnderWayTest {
  private static List<ResetEffect> effects(ConnectionRecord connection) {
    return connection.resets().stream().map(Reset::effect).toList();
  }

  private static List<String> errors(List<SocketError> errors) {
    return errors.stream().map(each -> each.error().name()).toList();
  }

  private static String best(Diagnosis diagnosis) {
    return diagnosis.findings().isEmpty() ? "none" : diagnosis.findings().get(0).cause().id();
  }

  @Test
  void acksOfDataUnderWayAreNoChallengeToAnAbort() {
    Found found =
        Found.inScript(
            EXCHANGE
                + """
                +0.0300 S > C [P.] 201:1201(1000) ack 101
                +0.0001 S > C [P.] 1201:2201(1000) ack 101
                +0.0050 S > C [R.] 2201 ack 101
                +0.0050 C > S [.] 101 ack 1201
                +0.0001 S > C [R] 1201
                +0.0050 C > S [.] 101 ack 2201
                +0.0001 S > C [R] 2201
                """);
    ConnectionRecord connection = found.only();

    assertThat(effects(connection)).containsExactly(ACCEPTED, LATE, LATE);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(Found.endedBy(connection).frame()).isEqualTo(9);
    assertThat(best(found.diagnoses().get(0))).isEqualTo("abortive-close");
  }

  @Test
  void uploadThatGoesOnAfterTheServerHungUpWasLeftUnread() {
    // 413: the answer is sent, the rest of the body never read
    Found found =
        Found.inScript(
            HANDSHAKE
                + """
                +0.001 C > S [.] 1:1001(1000) ack 1
                +0.001 C > S [.] 1001:2001(1000) ack 1
                +0.001 S > C [.] 1 ack 2001
                +0.001 S > C [P.] 1:101(100) ack 2001
                +0.001 S > C [R.] 101 ack 2001
                +0.001 C > S [.] 2001:3001(1000) ack 1
                +0.0001 S > C [R] 1
                +0.001 C > S [.] 3001:4001(1000) ack 1
                +0.0001 S > C [R] 1
                """);
    ConnectionRecord connection = found.only();

    assertThat(Found.endedBy(connection).frame()).isEqualTo(8);
    assertThat(effects(connection)).startsWith(ACCEPTED).doesNotContain(UNSEEN);
    assertThat(best(found.diagnoses().get(0))).isEqualTo("unread-data-at-close");
    assertThat(errors(found.diagnoses().get(0).clientErrors())).containsExactly("ECONNRESET", "EPIPE");
  }

  @Test
  void abortThatDrewAChallengeIsTheCauseAndNotTheAnswerToIt() {
    Found found =
        Found.inScript(
            EXCHANGE
                + """
                +0.010 S > C [P.] 201:1201(1000) ack 101 lost
                +0.001 S > C [R.] 1201 ack 101
                +0.010 C > S [.] 101 ack 201
                +0.010 S > C [R] 201
                """);

    assertThat(effects(found.only())).containsExactly(IGNORED, ACCEPTED);
    assertThat(found.only().decidingReset().at().frame()).isEqualTo(7);
    assertThat(Found.endedBy(found.only()).frame()).as("the one that was taken").isEqualTo(9);
    assertThat(best(found.diagnoses().get(0))).isEqualTo("abortive-close");
  }

  @Test
  void abortThatWasLostIsFoundOutByTheNextSegment() {
    // the response is lost, too, so the second reset lies below what the server had sent
    Found found =
        Found.inScript(
            EXCHANGE
                + """
                +0.030 S > C [P.] 201:1201(1000) ack 101
                +0.001 S > C [R.] 1201 ack 101
                +0.300 C > S [P.] 101:111(10) ack 201
                +0.001 S > C [R] 201
                """);

    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(effects(found.only())).containsExactly(UNSEEN, ACCEPTED);
    assertThat(best(found.diagnoses().get(0))).isEqualTo("abortive-close");
  }

  @Test
  void finLongAfterAnAbortShowsThatItWasLostAndLeavesTheSilenceBeforeIt() {
    ConnectionRecord connection =
        Found.inScript(
                EXCHANGE + "+2 S > C [R.] 201 ack 101\n+30 C > S [F.] 101 ack 201\n+0.001 S > C [R] 201\n")
            .only();

    assertThat(effects(connection)).startsWith(UNSEEN);
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(connection.silenceBeforeEndNs()).isEqualTo(2_000_000_000L);
  }

  @Test
  void keepaliveTimeoutStaysOneWhenThePeerSpeaksAfterIt() {
    Found found =
        Found.inScript(
            EXCHANGE
                + """
                +10 S > C [.] 200 ack 101
                +1 S > C [.] 200 ack 101
                +1 S > C [R.] 201 ack 101
                +0.3 C > S [P.] 101:111(10) ack 201
                +0.001 S > C [R] 201
                """);

    assertThat(best(found.diagnoses().get(0))).isEqualTo("keepalive-timeout");
    assertThat(errors(found.diagnoses().get(0).serverErrors())).containsExactly("ETIMEDOUT");
  }

  @Test
  void whoAbortsItselfGetsNoErrorFromTheOthersAbort() {
    Found found = Found.inScript(EXCHANGE + "+1 C > S [R.] 101 ack 201\n+0.001 S > C [R.] 201 ack 101\n");

    assertThat(Found.endedBy(found.only()).role()).isEqualTo(Role.CLIENT);
    assertThat(found.diagnoses().get(0).serverErrors()).isEmpty();
    assertThat(found.diagnoses().get(0).clientErrors()).isEmpty();
  }

  @Test
  void finThatNeverArrivedEndsNoStream() {
    String data = "+0.2 C > S [P.] 101:111(10) ack 201\n+0.001 S > C [R] 201\n";
    Found lost = Found.inScript(EXCHANGE + "+0.1 S > C [F.] 201 ack 101\n+0.2 S > C [F.] 201 ack 101\n" + data);
    Found arrived =
        Found.inScript(
            EXCHANGE
                + "+0.1 S > C [F.] 201 ack 101\n+0.01 C > S [.] 101 ack 202\n"
                + data.replace("201", "202"));

    assertThat(errors(lost.diagnoses().get(0).clientErrors())).containsExactly("ECONNRESET", "EPIPE");
    assertThat(errors(arrived.diagnoses().get(0).clientErrors())).containsExactly("EPIPE");
  }

  @Test
  void icmpErrorsSayWhyItGaveUp() {
    Found found =
        Found.inScript(
            EXCHANGE
                + """
                +0.1 C > S [P.] 101:201(100) ack 201
                +0.001 icmp 3/13 from R quoting 7
                +0.2 C > S [P.] 101:201(100) ack 201
                +0.4 C > S [P.] 101:201(100) ack 201
                +0.8 C > S [P.] 101:201(100) ack 201
                +60 S > C [P.] 201:211(10) ack 101
                +0.001 C > S [R] 101
                """);

    assertThat(best(found.diagnoses().get(0))).isEqualTo("retransmission-timeout");
    assertThat(errors(found.diagnoses().get(0).clientErrors())).containsExactly("EHOSTUNREACH");
    assertThat(errors(found.diagnoses().get(0).serverErrors())).containsExactly("ECONNRESET", "EPIPE");
  }
}
