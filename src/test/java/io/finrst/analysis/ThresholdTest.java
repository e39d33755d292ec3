package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bound that decides something, with a script on either side of it. */
class ThresholdTest {

  private static ConnectionRecord first(String... script) {
    return Found.inScript(String.join("", script)).connections().get(0);
  }

  /** Data, sent again twice or once, and then so much silence of the connection in a capture that goes on. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0.2, 1,           OPEN",
    "0.2, 0.2, 1.000000001, TIMED_OUT",
    "0.2, 0.4, 1,           OPEN",
    "0.2, 0.4, 1.000000001, TIMED_OUT",
    "1,   2,   5,           OPEN",
    "1,   2,   5.000000001, TIMED_OUT",
    "9,   2,   5.000000001, TIMED_OUT", // the last step counts
    "2,   9,   22.5,        OPEN",
    "2,   9,   22.500000001, TIMED_OUT",
  })
  void senderHasGivenUpWhenItsNextRetransmissionIsOverdue(String one, String two, String silence, Verdict verdict) {
    String data = " C > S [P.] 101:111(10) ack 201\n";
    String other = "host D 10.0.0.3:5000\n";
    String end = "+" + silence + " D > S [S] 0:0(0)\n";
    assertThat(first(other, EXCHANGE, "+0.1", data, "+" + one, data, "+" + two, data, end).verdict())
        .isEqualTo(verdict);
    assertThat(first(other, EXCHANGE, "+0.1", data, "+" + two, data, "+1000 D > S [S] 0:0(0)\n").verdict())
        .as("one repetition is none").isEqualTo(Verdict.OPEN);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, OPEN", "1, 2, OPEN", "2, 2, SYN_UNANSWERED"})
  void handshakeIsLostWhenBothSynsCameAgain(int syns, int synAcks, Verdict verdict) {
    String script = "+1 C > S [S] 0:0(0)\n".repeat(syns) + "+1 S > C [S.] 0:0(0) ack 1\n".repeat(synAcks);
    assertThat(first(script).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.999999999, 0", "1, 1000000000", "1.0009, 1000000000", "1.001, 1001000000"})
  void silenceOfASecondIsNoted(String silence, long longestNs) {
    String survived = "+" + silence + " C > S [P.] 101:111(10) ack 201\n+0.01 S > C [.] 201 ack 111\n";
    assertThat(first(EXCHANGE, survived).longestSilenceNs()).isEqualTo(longestNs);
  }

  @ParameterizedTest
  @CsvSource({"1500, 1460, false", "1501, 1460, true", "8960, 8960, false", "8961, 8960, true", "1501, 0, false"})
  void segmentLongerThanEthernetAndTheReceiversLimitWasNotCapturedOnTheWire(int length, int mss, boolean said) {
    String offer = mss == 0 ? "" : " <mss " + mss + ">";
    String script =
        "0 C > S [S] 0:0(0)" + offer + "\n+0.01 S > C [S.] 0:0(0) ack 1" + offer + "\n+0.01 C > S [.] 1 ack 1\n"
            + "+0.01 C > S [P.] 1:101(100) ack 1\n+0.01 S > C [.] 1 ack 101\n"
            + "+0.01 C > S [P.] 101:201(100) ack 1\n+0.01 S > C [.] 1 ack 201\n"
            + "+0.01 C > S [P.] 201:" + (201 + length) + " ack 1\n";
    ConnectionRecord connection = first(script);
    assertThat(connection.clientHalf().bytes()).isEqualTo(200 + length);
    assertThat(String.join("\n", connection.quality().notes()).contains("segment")).isEqualTo(said);
  }

  /** What forwards lowers the TTL; no more than eight times between two places of one capture. */
  @ParameterizedTest
  @CsvSource({"64, -1", "63, 0", "56, 0", "55, -1", "65, 0", "72, 0", "73, -1"})
  void synBehindATranslationHasAnotherTtlButNotMuchAnother(int ttl, long translatedFrom) {
    Found found =
        Found.inScript(
            """
            host V 10.0.0.100:80
            host N 10.1.0.1:61000
            host P 10.1.0.2:8080
            isn C 7000 N 7000
            0       C > V [S] 0:0(0) id 0x77
            +0.0001 N > P [S] 0:0(0) id 0x77 ttl %d
            """.formatted(ttl));
    assertThat(found.connections().get(1).quality().translatedFrom()).isEqualTo(translatedFrom);
  }

  /** Fingerprints tell time in units of 16.384 us: between the two lies one of them. */
  @ParameterizedTest
  @CsvSource({"0.0099780, 0", "0.0100110, -1"})
  void synBehindATranslationComesWithinTenMilliseconds(String after, long translatedFrom) {
    Found found =
        Found.inScript(
            """
            host V 10.0.0.100:80
            host N 10.1.0.1:61000
            host P 10.1.0.2:8080
            isn C 7000 N 7000
            0   C > V [S] 0:0(0) id 0x77
            +%s N > P [S] 0:0(0) id 0x77 ttl 63
            """.formatted(after));
    assertThat(found.connections().get(1).quality().translatedFrom()).isEqualTo(translatedFrom);
  }

  @ParameterizedTest
  @CsvSource({"0.0099780, 1, 0", "0.0100110, 0, 1"})
  void copyComesWithinTenMilliseconds(String after, int duplicates, int retransmitted) {
    String data = " C > S [P.] 101:201(100) ack 201 id 7 <nop,nop,ts 400 1>\n";
    ConnectionRecord connection = first(EXCHANGE, "+0.3", data, "+" + after, data);
    assertThat(connection.clientHalf().duplicates()).isEqualTo(duplicates);
    assertThat(connection.clientHalf().retransmitted()).isEqualTo(retransmitted);
  }

  /** A capture's own end is no silence, and handshake alone does not tell who was heard. */
  @ParameterizedTest
  @CsvSource({"1, OPEN", "2, TIMED_OUT"})
  void keepAlivesWithoutAnswerAreGivingUpToo(int probes, Verdict verdict) {
    String script = HANDSHAKE + "+10 C > S [.] 0 ack 1\n".repeat(probes) + "+26 D > S [S] 0:0(0)\n";
    assertThat(first("host D 10.0.0.3:5000\n", script).verdict()).isEqualTo(verdict);
  }
}
