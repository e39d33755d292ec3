package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No program is said to have seen ETIMEDOUT before any stack's own limit can have been reached. */
class PatienceTest {
  private static final String OTHER_HOST = "host D 10.0.0.3:5000\n";
  private static final String SYN = OTHER_HOST + "linux\n0 C > S [S] 0:0(0)\n";
  private static final String DATA = " C > S [P.] 101:201(100) ack 201\n";

  private static List<Errno> errors(Found found) {
    Diagnosis first = found.diagnoses().get(0);
    return Stream.concat(first.clientErrors().stream(), first.serverErrors().stream())
        .map(SocketError::error)
        .toList();
  }

  private static ConnectionRecord first(Found found) {
    return found.connections().get(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2, false", "2, 0.6, false", "3, 0.6, true", "9, 0.6, true"})
  void nobodyGivesUpBeforeThreeRetransmissions(int repetitions, String gap, boolean told) {
    String script = OTHER_HOST + EXCHANGE + "+0.1" + DATA + ("+" + gap + DATA).repeat(repetitions);
    Found found = Found.inScript(script + "+20 D > S [S] 0:0(0)\n");
    assertThat(first(found).verdict()).isEqualTo(repetitions < 2 ? Verdict.OPEN : Verdict.TIMED_OUT);
    assertThat(errors(found)).isEqualTo(told ? List.of(Errno.ETIMEDOUT) : List.of());
  }

  @Test
  void twoRetransmissionsWithinASecondAreNoError() {
    Found found =
        Found.inScript(
            OTHER_HOST + EXCHANGE + "+0.1" + DATA + "+0.4" + DATA + "+0.4" + DATA + "+1.1 D > S [S] 0:0(0)\n");
    assertThat(first(found).verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(errors(found)).isEmpty();
    assertThat(first(found).quality().notes()).contains("the capture goes on for only 1.1 s after its last packet");
  }

  @Test
  void synThatIsTheLastPacketIsNoError() {
    Found found = Found.inScript(SYN);
    assertThat(found.only().verdict()).isEqualTo(Verdict.SYN_UNANSWERED);
    assertThat(errors(found)).isEmpty();
    assertThat(found.only().quality().notes()).contains("its last packet is the last of the capture");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "20.999999999, false", "21, true", "300, true"})
  void connectTimesOutAfterTheShortestLimitOfAnyStack(String seconds, boolean told) {
    Found watched = Found.inScript(SYN + "+" + seconds + " D > S [S] 0:0(0)\n");
    assertThat(errors(watched)).isEqualTo(told ? List.of(Errno.ETIMEDOUT) : List.of());
    Found asked = Found.inScript(SYN + "+" + seconds + " C > S [S] 0:0(0)\n");
    assertThat(errors(asked)).as("by SYNs sent again").isEqualTo(told ? List.of(Errno.ETIMEDOUT) : List.of());
  }

  @Test
  void bothTheSynsAndTheSilenceAfterThemCount() {
    String twice = SYN + "+10 C > S [S] 0:0(0)\n";
    assertThat(errors(Found.inScript(twice + "+10.999999999 D > S [S] 0:0(0)\n"))).isEmpty();
    assertThat(errors(Found.inScript(twice + "+11 D > S [S] 0:0(0)\n"))).containsExactly(Errno.ETIMEDOUT);
  }

  @ParameterizedTest
  @CsvSource({"0.5, true", "29.999999999, true", "30, false", "600, false"})
  void noteSaysHowLongTheCaptureGoesOnWhereThatIsShort(String seconds, boolean noted) {
    List<String> notes = first(Found.inScript(SYN + "+" + seconds + " D > S [S] 0:0(0)\n")).quality().notes();
    assertThat(String.join("\n", notes).contains("the capture goes on for only")).isEqualTo(noted);
  }

  @Test
  void whatWasNotGivenUpNeedsNoSuchNote() {
    assertThat(String.join("\n", Found.inScript(EXCHANGE).only().quality().notes()))
        .doesNotContain("goes on for only", "last of the capture");
  }
}
