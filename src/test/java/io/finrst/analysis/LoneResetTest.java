package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.ResetWords;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a reset before which nothing was captured no more is said than what it says itself. */
class LoneResetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C > S [R] 4711 ttl 33\n",
        "C > S [R] 4711\nC > S [R] 4712\n",
        "C > S [R] 4711\nS > C [R] 4712\n",
        "S > C [R.] 0 ack 1\n",
        "S > C [R] 1 \"[0x1d7f2b1:1234] No server selected\"\n"
      })
  void aBareOneHasNoCause(String script) {
    Found found = Found.inScript(script);
    assertThat(found.only().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(found.diagnoses().get(0).findings())
        .noneMatch(each -> each.cause() != Cause.ABORTIVE_CLOSE || each.confidence() != Confidence.POSSIBLE);
    assertThat(found.diagnoses().get(0).endedBy().role().id()).isNotEqualTo("middlebox");
  }

  @Test
  void itsTextIsKept() {
    Found found = Found.inScript("S > C [R] 1 \"[0x1d7f2b1:1234] No server selected\"\n");
    assertThat(found.only().resets().get(0).text()).isEqualTo("[0x1d7f2b1:1234] No server selected");
  }

  @Test
  void multipathFastCloseIsItsSendersAbort() {
    Found found = Found.inScript("S > C [R] 4711 ack 3 <fastclose>\n");
    assertThat(found.only().resets().get(0).kind()).isEqualTo(ResetKind.ABORT);
    Diagnosis diagnosis = found.diagnoses().get(0);
    assertThat(diagnosis.findings()).extracting(Finding::cause).containsExactly(Cause.ABORTIVE_CLOSE);
    assertThat(diagnosis.findings().get(0).evidence())
        .anyMatch(each -> each.fact().contains("MP_FASTCLOSE"));
  }

  private static List<String> words(String script) {
    ConnectionRecord c = Found.inScript(script).only();
    return ResetWords.of(c, c.resets().get(0));
  }

  private static final String HANDSHAKE =
      "0 C > S [S] 0:0(0) ttl 255\n+0.1 S > C [S.] 0:0(0) ack 1 ttl 255 win %s\n+0.1 C > S [.] 1 ack 1 ttl 255\n";
  private static final String RESET = "+1 S > C [R.] 1 ack 1 ttl %s win 9811\n";
  private static final String NET_SCALER =
      "its window 9811 is, if a NetScaler sent it, the number of a reason: a fatal TLS alert before it";

  @Test
  void whatItSaysItselfIsTold() {
    assertThat(words("S > C [R] 1 \"[0x1d7f2b1:1234] No server selected\"\n"))
        .containsExactly("it says: [0x1d7f2b1:1234] No server selected");
    assertThat(words("S > C [R] 1 win 9811 ttl 255\n")).containsExactly(NET_SCALER);
    assertThat(words("S > C [R] 1 ttl 255\n")).isEmpty();
  }

  @Test
  void whatADecidingResetSaysIsEvidence() {
    Diagnosis diagnosis = Found.inScript(HANDSHAKE.formatted("8190") + RESET.formatted("255")).diagnoses().get(0);
    assertThat(diagnosis.findings().get(0).evidence()).extracting(Evidence::fact).contains(NET_SCALER);
  }

  /** A window that is no published number, one that was offered before, and that of a host known to be another's. */
  @Test
  void aWindowIsNoReasonWhereItIsAWindow() {
    assertThat(words("S > C [R] 1 win 9812 ttl 255\n")).hasSize(1);
    assertThat(words("S > C [R] 1 win 9809 ttl 255\n")).isEmpty();
    assertThat(words(HANDSHAKE.formatted("8190") + RESET.formatted("255"))).hasSize(1);
    assertThat(words(HANDSHAKE.formatted("9811") + RESET.formatted("255"))).isEmpty();
    assertThat(words(Openings.HANDSHAKE + RESET.formatted("64"))).isEmpty();
  }
}
