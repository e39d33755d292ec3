package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bare reset out of silence answers nothing: a program tore its socket down, or a device's timer fired. */
class SilenceBeforeResetTest {

  private static Diagnosis diagnosis(Found found) {
    return found.diagnoses().get(0);
  }

  private static List<Cause> causes(Found found) {
    return diagnosis(found).findings().stream().map(Finding::cause).toList();
  }

  @Test
  void handshakeThenTenMinutesThenABareResetIsAnAbortAndBlamesNoBacklog() {
    Found found = Found.inScript(HANDSHAKE + "+600 S > C [R] 1\n");
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_BEFORE_DATA);
    assertThat(found.only().resets()).extracting(Reset::kind).containsExactly(ResetKind.ABORT);
    assertThat(causes(found))
        .contains(Cause.MIDDLEBOX_IDLE_TIMEOUT, Cause.ABORTIVE_CLOSE)
        .doesNotContain(Cause.BACKLOG_OVERFLOW, Cause.STALE_CONNECTION);
  }

  @Test
  void exchangeThenAMinuteThenABareResetMayBeEitherAndAnswersNothing() {
    Found found = Found.inScript(EXCHANGE + "+60 S > C [R] 201\n");
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(found.only().resets()).extracting(Reset::answeredFrame).containsExactly(0L);
    assertThat(diagnosis(found).findings())
        .extracting(Finding::cause, Finding::confidence)
        .containsExactly(
            tuple(Cause.MIDDLEBOX_IDLE_TIMEOUT, Confidence.POSSIBLE),
            tuple(Cause.ABORTIVE_CLOSE, Confidence.POSSIBLE));
    assertThat(diagnosis(found).findings())
        .flatExtracting(Finding::evidence)
        .noneSatisfy(evidence -> assertThat(evidence.fact()).containsPattern("answers|was answered"));
  }

  @Test
  void sameResetSoonAfterASegmentAnswersIt() {
    Found found = Found.inScript(EXCHANGE + "+60 C > S [P.] 101:111(10) ack 201\n+0.1 S > C [R] 201\n");
    Reset reset = found.only().resets().get(0);
    assertThat(reset.kind()).isEqualTo(ResetKind.ANSWER);
    assertThat(reset.answeredFrame()).isEqualTo(7);
    assertThat(causes(found)).contains(Cause.STALE_CONNECTION);
  }

  /** Until its sender would send it again; the round trip of 20 ms is too short to matter. */
  @ParameterizedTest
  @CsvSource({"0.2, ANSWER", "0.200000001, ABORT"})
  void segmentIsAnsweredBeforeItWouldBeSentAgain(String after, ResetKind kind) {
    ConnectionRecord connection = Found.inScript(EXCHANGE + "+" + after + " S > C [R] 201\n").only();
    assertThat(connection.resets()).extracting(Reset::kind).containsExactly(kind);
  }

  /** Shorter silences lie within an exchange, and devices have no shorter timers. */
  @ParameterizedTest
  @CsvSource({"0.999999999, false", "1, true"})
  void silenceOfASecondMayBeADevicesTimer(String silence, boolean named) {
    Found found = Found.inScript(EXCHANGE + "+" + silence + " S > C [R] 201\n");
    assertThat(causes(found).contains(Cause.MIDDLEBOX_IDLE_TIMEOUT)).isEqualTo(named);
  }

  @Test
  void abortWithAckOutOfSilenceIsAProgramsOwn() {
    Found found = Found.inScript(EXCHANGE + "+60 S > C [R.] 201 ack 101\n");
    assertThat(causes(found)).contains(Cause.ABORTIVE_CLOSE).doesNotContain(Cause.MIDDLEBOX_IDLE_TIMEOUT);
  }
}
