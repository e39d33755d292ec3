package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
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
}
