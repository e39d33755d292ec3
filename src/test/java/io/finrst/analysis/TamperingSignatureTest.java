package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.TamperingSignature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the nineteen is found by its number, and an ordinary end has none. */
class TamperingSignatureTest {
  private static final String SYN = "linux\n0 C > S [S] 0:0(0)\n";
  private static final String SYN_ACK = SYN + "+0.01 S > C [S.] 0:0(0) ack 1\n";
  private static final String ACK = Openings.HANDSHAKE;
  private static final String PSH = ACK + "+0.001 C > S [P.] 1:101(100) ack 1\n";
  private static final String DATA = Openings.EXCHANGE + "+0.001 C > S [P.] 101:201(100) ack 201\n";
  private static final String LATER = "host D 10.0.0.3:4000\n+4 D > S [S] 0:0(0)\n";

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(1, SYN_ACK + LATER),
        Arguments.of(2, SYN_ACK + "C > S [R] 1\n"),
        Arguments.of(3, SYN_ACK + "C > S [R.] 1 ack 1\n"),
        Arguments.of(4, SYN_ACK + "C > S [R] 1\nC > S [R.] 1 ack 1\n"),
        Arguments.of(5, ACK + LATER),
        Arguments.of(6, ACK + "C > S [R] 1\n"),
        Arguments.of(7, ACK + "C > S [R] 1\nC > S [R] 1 id 7\n"),
        Arguments.of(8, ACK + "C > S [R.] 1 ack 1\n"),
        Arguments.of(9, ACK + "C > S [R.] 1 ack 1\nC > S [R.] 1 ack 1\n"),
        Arguments.of(10, PSH + LATER),
        Arguments.of(11, PSH + "C > S [R] 101\n"),
        Arguments.of(12, PSH + "C > S [R.] 101 ack 1\n"),
        Arguments.of(13, PSH + "C > S [R] 101\nC > S [R.] 101 ack 1\n"),
        Arguments.of(14, PSH + "C > S [R.] 101 ack 1\nC > S [R.] 101 ack 1\n"),
        Arguments.of(15, PSH + "C > S [R] 101 ack 1\nC > S [R] 101 ack 1 id 7\n"),
        Arguments.of(16, PSH + "C > S [R] 101 ack 1\nC > S [R] 101 ack 5\n"),
        Arguments.of(17, PSH + "C > S [R] 101 ack 1\nC > S [R] 101\n"),
        Arguments.of(18, DATA + "C > S [R] 201\n"),
        Arguments.of(19, DATA + "C > S [R.] 201 ack 201\n"));
  }

  private static TamperingSignature signature(String script) {
    return Found.inScript(script).connections().get(0).tamperingSignature();
  }

  @ParameterizedTest(name = "signature {0}")
  @MethodSource("endings")
  void isFoundByItsNumber(int number, String script) {
    assertThat(signature(script)).isNotNull().extracting(TamperingSignature::number).isEqualTo(number);
  }

  static Stream<String> ordinaryEnds() {
    return Stream.of(
        SYN + "+0.01 S > C [R.] 0 ack 1\n", // refused: the reset is the server's
        SYN + LATER, // nobody answered
        PSH, // the capture ends here
        Openings.EXCHANGE + LATER, // the client went on to acknowledge
        Openings.BOTH_CLOSED + LATER,
        Openings.SERVER_CLOSED + "C > S [R.] 101 ack 202\n", // after a FIN
        Openings.EXCHANGE + "S > C [R.] 201 ack 101\n");
  }

  @ParameterizedTest
  @MethodSource("ordinaryEnds")
  void anOrdinaryEndHasNone(String script) {
    assertThat(signature(script)).isNull();
  }

  private static List<String> causes(String script) {
    return Found.inScript(script).diagnoses().get(0).findings().stream().map(each -> each.cause().id()).toList();
  }

  @Test
  void aMatchAloneAccusesOnlyWhereNoStackDoesTheSame() {
    assertThat(causes(PSH + "C > S [R.] 101 ack 1\nC > S [R.] 101 ack 1\n")).contains("injected-reset");
    assertThat(causes(PSH + "C > S [R.] 101 ack 1\n")).doesNotContain("injected-reset");
    assertThat(causes(PSH.replaceAll("(C > S .*)", "$1 ttl 120")
            + "C > S [R.] 101 ack 1 ttl 120\nC > S [R.] 101 ack 1 ttl 120\n"))
        .as("Windows answers late data with RST+ACK")
        .doesNotContain("injected-reset");
  }
}
