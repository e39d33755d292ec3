package io.finrst.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.analysis.Found;
import io.finrst.flow.Announcing;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zeek's words for endings, as its documentation of conn.log defines them. */
class ZeekStateTest {
  private static final AnalysisOptions WITH_LADDER =
      new AnalysisOptions(true, false, Integer.MAX_VALUE, 24, false, Announcing.NEVER);

  private static final String SYN = "C > S [S] 0:0(0);";
  private static final String SYN_ACK = "S > C [S.] 0:0(0) ack 1;";
  private static final String OPEN = SYN + SYN_ACK + "C > S [.] 1 ack 1;";

  private static ZeekState of(String packets) {
    Frames frames = Script.parse("linux\n" + packets.replace(";", "\n"));
    return ZeekState.of(Found.in(frames.source(), WITH_LADDER).only());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SYN                                                             | S0     | S",
        "SYN SYN                                                         | S0     | S",
        "SYN SYN_ACK                                                     | S1     | Sh",
        "OPEN                                                            | S1     | ShA",
        "OPEN C > S [P.] 1:11(10) ack 1;S > C [.] 1 ack 11;              | S1     | ShADa",
        "OPEN C > S [F.] 1:1(0) ack 1;S > C [.] 1 ack 2;                 | S2     | ShAFa",
        "OPEN S > C [F.] 1:1(0) ack 1;C > S [.] 1 ack 2;                 | S3     | ShAf",
        "OPEN C > S [F.] 1:1(0) ack 1;S > C [F.] 1:1(0) ack 2;C > S [.] 2 ack 2; | SF | ShAFf",
        "OPEN C > S [FP.] 1:11(10) ack 1;S > C [F.] 1:1(0) ack 12;       | SF     | ShAFf",
        "SYN S > C [R.] 0 ack 1;                                         | REJ    | Sr",
        "SYN C > S [R] 1;                                                | RSTOS0 | SR",
        "SYN C > S [F] 1:1(0);                                           | SH     | SF",
        "OPEN C > S [R.] 1 ack 1;                                        | RSTO   | ShAR",
        "OPEN S > C [R.] 1 ack 1;                                        | RSTR   | ShAr",
        "SYN SYN_ACK C > S [R] 1;                                        | RSTO   | ShR",
        "OPEN C > S [P.] 1:11(10) ack 1;S > C [P.] 1:5(4) ack 11;        | S1     | ShADd",
        "OPEN C > S [P.] 1:11(10) ack 1;S > C [.] 1 ack 11 win 0;        | S1     | ShADaw",
        "OPEN C > S [P.] 1:11(10) ack 1;+1 C > S [P.] 1:11(10) ack 1;    | S1     | ShADT"
      })
  void statesAndHistoriesAreZeeks(String packets, String state, String history) {
    String script = packets.replace("SYN_ACK", SYN_ACK).replace("SYN", SYN).replace("OPEN", OPEN);
    assertThat(of(script)).isEqualTo(new ZeekState(state, history, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C > S [P.] 1:11(10) ack 1;S > C [.] 1 ack 11;                          | OTH   | Da",
        "C > S [P.] 1:11(10) ack 1;S > C [.] 1 ack 11;S > C [R.] 1 ack 11;      | RSTRH | Dar",
        "C > S [P.] 1:11(10) ack 1;S > C [F.] 1:1(0) ack 11;                    | SHR   | Df",
        "S > C [S.] 0:0(0) ack 1;+0.01 S > C [R.] 1 ack 1;                      | RSTRH | hr"
      })
  void aBeginningThatWasNotCapturedIsPartial(String packets, String state, String history) {
    ZeekState zeek = of(packets);
    assertThat(List.of(zeek.state(), zeek.history())).containsExactly(state, history);
  }

  @Test
  void aResetUponBothFinsChangesNothing() {
    String closed = OPEN + "C > S [F.] 1:1(0) ack 1;S > C [F.] 1:1(0) ack 2;";
    assertThat(of(closed + "C > S [R] 2;")).isEqualTo(new ZeekState("SF", "ShAFfR", List.of()));
    assertThat(of(OPEN + "C > S [F.] 1:1(0) ack 1;S > C [R.] 1 ack 2;").state()).isEqualTo("RSTR");
    assertThat(of(OPEN + "C > S [F.] 1:1(0) ack 1;C > S [R.] 2 ack 1;S > C [F.] 1:1(0) ack 2;").state()).isEqualTo("SF");
  }

  @Test
  void aResetCountsAtItsWord() {
    String ignored = OPEN + "S > C [R] 900000;C > S [P.] 1:11(10) ack 1;S > C [P.] 1:5(4) ack 11;";
    assertThat(of(ignored).state()).isEqualTo("RSTR");
  }

  /** 24 packets are kept, six of them from the start. */
  @Test
  void ofALongConnectionWhatIsNotKnownIsLeftOutAndSaid() {
    StringBuilder packets = new StringBuilder(OPEN);
    for (int i = 0; i < 40; i++) {
      packets.append("C > S [P.] ").append(1 + 10 * i).append(":").append(11 + 10 * i).append("(10) ack 1;");
    }
    packets.append("S > C [.] 1 ack 401;").append("S > C [P.] 1:5(4) ack 401;C > S [F.] 401:401(0) ack 5;");
    packets.append("S > C [R.] 5 ack 402;");
    assertThat(of(packets.toString())).isEqualTo(new ZeekState("RSTR", "ShADdFr", List.of("a")));
  }

  @Test
  void withoutPacketsThereIsNoHistory() {
    assertThat(ZeekState.of(Records.aReset().build())).isEqualTo(new ZeekState("RSTR", null, List.of()));
  }
}
