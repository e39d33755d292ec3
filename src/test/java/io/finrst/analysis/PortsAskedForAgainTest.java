package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A SYN on the ports of a connection: a question to whoever has one (RFC 9293 section 3.5.1), or the next one. */
class PortsAskedForAgainTest {
  private static final String LIVE = "isn C 1000 S 5000\n" + EXCHANGE;
  private static final String SYN = "isn C 900000\n+9 C > S [S] 0:0(0)\n";

  /** Numbers of the old connection, seen from the initial number of the SYN. */
  private static final String CHALLENGE = "+0.01 S > C [.] 201 ack -898899\n";

  @Test
  void hostThatKnowsNothingOfTheOldConnectionResetsIt() {
    Found found = Found.inScript(LIVE + SYN + CHALLENGE + "+0.01 C > S [R] -898899\n");
    ConnectionRecord old = found.connections().get(0);
    ConnectionRecord asking = found.connections().get(1);

    assertThat(found.connections()).hasSize(2);
    assertThat(old.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(old.endedBy().role()).isEqualTo(Role.CLIENT);
    assertThat(old.endedBy().frame()).isEqualTo(9);
    assertThat(found.diagnoses().get(0).findings()).hasSize(1);
    assertThat(found.diagnoses().get(0).findings().get(0).cause()).isEqualTo(Cause.HALF_OPEN_RECOVERY);
    assertThat(found.diagnoses().get(0).findings().get(0).evidence().get(0).fact()).contains("tcp.stream 1");
    assertThat(found.diagnoses().get(1).findings().get(0).evidence().get(0).fact()).contains("an older connection");
    assertThat(found.diagnoses().get(0).serverErrors()).extracting(SocketError::error).contains(Errno.ECONNRESET);
    assertThat(old.neighbours().clearedBy()).isEqualTo(asking.tcpStream()).isEqualTo(1);
    assertThat(asking.neighbours().cleared()).isEqualTo(old.tcpStream()).isZero();
    assertThat(old.neighbours().cleared()).isEqualTo(-1);
    assertThat(asking.neighbours().clearedBy()).isEqualTo(-1);
  }

  @Test
  void resetAtAnotherNumberThanTheChallengesClearsNothing() {
    Found found = Found.inScript(LIVE + SYN + CHALLENGE + "+0.01 C > S [R] -898898\n");
    assertThat(found.connections().get(0).verdict()).isEqualTo(Verdict.OPEN);
    assertThat(found.connections().get(0).neighbours().clearedBy()).isEqualTo(-1);
  }

  @Test
  void forgedSynMeansNothingWhereTheOldNumbersGoOn() {
    Found found =
        Found.inScript(
            LIVE
                + SYN
                + CHALLENGE
                + """
                isn C 1000
                +1    C > S [P.] 101:201(100) ack 201
                +0.01 S > C [P.] 201:301(100) ack 201
                +0.01 C > S [F.] 201 ack 301
                +0.01 S > C [F.] 301 ack 202
                +0.01 C > S [.] 202 ack 302
                """);
    ConnectionRecord only = found.only();
    assertThat(only.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(only.neighbours().alsoStreams()).containsExactly(1L);
    assertThat(only.clientHalf()).extracting(HalfRecord::bytes, HalfRecord::packets).containsExactly(200L, 8L);
    assertThat(only.serverHalf()).extracting(HalfRecord::bytes, HalfRecord::packets).containsExactly(300L, 5L);
    assertThat(String.join("\n", only.quality().notes())).contains("a SYN in its middle began no connection");
    assertThat(found.summary().connections()).isEqualTo(1);
  }

  /** The first number that no receiver takes any more, and the last it takes. */
  @ParameterizedTest
  @CsvSource({"99, 2", "100, 1", "101, 1", "8388581, 1", "8388582, 2"})
  void oldNumbersAreThoseWithinTheOldWindow(int seq, int connections) {
    // the window of 65535 that the server offered with its ACK of 101 is scaled by 7
    Found found = Found.inScript(LIVE + SYN + "isn C 1000\n+1 C > S [.] " + seq + " ack 201\n");
    assertThat(found.connections()).hasSize(connections);
  }

  @Test
  void synAckBeginsAnotherConnection() {
    Found found =
        Found.inScript(
            LIVE + SYN + "isn S 77000\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n"
                + "+0.01 C > S [P.] 1:11(10) ack 1\n");
    assertThat(found.verdicts()).containsExactly("open", "open");
    assertThat(found.connections().get(0).clientHalf().bytes()).isEqualTo(100);
    assertThat(found.connections().get(1).clientHalf().bytes()).isEqualTo(10);
    assertThat(found.connections().get(1).neighbours().cleared()).isEqualTo(-1);
  }

  @Test
  void synThatNothingAnswersLeavesBothToBeTold() {
    Found found = Found.inScript(LIVE + SYN);
    assertThat(found.verdicts()).containsExactly("open", "syn-unanswered");
    assertThat(found.connections()).extracting(ConnectionRecord::tcpStream).containsExactly(0L, 1L);
  }

  @Test
  void synWithTheSameNumberAfterAResetBeginsAnotherConnectionInTheSameStream() {
    Found found =
        Found.inScript(
            """
            linux
            0    C > S [S] 0:0(0)
            +0.1 S > C [S.] 0:0(0) ack 1
            +0.1 C > S [.] 1 ack 1
            +0.1 S > C [R.] 1 ack 1
            +0.1 C > S [S] 0:0(0)
            isn S 99
            +0.1 S > C [S.] 0:0(0) ack 1
            +0.1 C > S [.] 1 ack 1
            """);
    assertThat(found.verdicts()).containsExactly("rst-before-data", "open");
    assertThat(found.connections()).extracting(ConnectionRecord::tcpStream).containsExactly(0L, 0L);
    assertThat(found.connections()).extracting(c -> c.neighbours().sameStream()).containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource({"7, 1", "8, 2"})
  void copyOfTheFirstSynBehindTheResetIsACopy(int id, int connections) {
    Found found =
        Found.inScript(
            """
            0      C > S [S] 0:0(0) id 7
            +0.002 S > C [S.] 0:0(0) ack 1
            +0.002 C > S [R] 1
            +0.002 C > S [S] 0:0(0) id %d
            """.formatted(id));
    assertThat(found.connections()).hasSize(connections);
    assertThat(found.connections().get(0).clientHalf().duplicates()).isEqualTo(id == 7 ? 1 : 0);
  }

  @Test
  void refusedSynThatIsSentAgainIsTheSameConnection() {
    Found found = Found.inScript("0 C > S [S] 0:0(0)\n+0.1 S > C [R.] 0 ack 1\n+0.5 C > S [S] 0:0(0)\n");
    assertThat(found.verdicts()).containsExactly("rst-to-syn");
    assertThat(found.only().clientHalf().synCount()).isEqualTo(2);
  }

  /** A copy has the same IP ID; whoever asks again has another one. Neither begins another connection. */
  @ParameterizedTest
  @CsvSource({"7, 2", "8, 2"})
  void refusedSynIsSentAgainUnderWhateverId(int id, int syns) {
    Found found =
        Found.inScript(
            """
            0    C > S [S] 0:0(0) id 7
            +0.1 S > C [R.] 0 ack 1
            +0.5 C > S [S] 0:0(0) id %d
            +0.1 S > C [R.] 0 ack 1
            """.formatted(id));
    assertThat(found.only().clientHalf().synCount()).isEqualTo(syns);
    assertThat(found.only().neighbours().sameStream()).isFalse();
  }
}
