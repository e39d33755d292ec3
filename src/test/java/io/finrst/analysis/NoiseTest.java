package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** Segments that no stack makes decide nothing where the connection goes on; a SYN that drew an answer was answered. */
class NoiseTest {
  private static ConnectionRecord only(String script) {
    return Found.inScript(script).only();
  }

  @Test
  void aSegmentWithAllFlagsIsNoiseWhereTrafficGoesOn() {
    String all = EXCHANGE + "+0.01 C > S [FSRP.UEW] 101 ack 201\n";
    ConnectionRecord on = only(all + "+0.01 C > S [P.] 101:201(100) ack 201\n+0.01 S > C [.] 201 ack 201\n");
    assertThat(on.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(on.resets().get(0).effect()).isEqualTo(ResetEffect.IGNORED);
    assertThat(only(all).verdict()).as("nothing more came").isEqualTo(Verdict.RST_AFTER_DATA);
  }

  @Test
  void aForgedResetWithFinBeforeTheSynAckDecidesNothing() {
    String forged = "linux\n0 C > S [S] 0:0(0)\n+0.001 S > C [FR.] 0 ack 1\n";
    String on = "+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n+1 C > S [P.] 1:101(100) ack 1\n";
    assertThat(only(forged + on).verdict()).isEqualTo(Verdict.OPEN);
    assertThat(only(forged + "+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [R] 1\n").verdict())
        .isEqualTo(Verdict.RST_IN_HANDSHAKE);
  }

  @Test
  void anAnsweredSynIsNotUnanswered() {
    String bare = "linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R] 77\n";
    assertThat(only(bare).verdict()).as("by a reset that does not count").isEqualTo(Verdict.UNKNOWN);
    String again = bare + "+1 C > S [S] 0:0(0)\n+2 C > S [S] 0:0(0)\n";
    assertThat(only(again).verdict()).as("sent again after it").isEqualTo(Verdict.SYN_UNANSWERED);
    assertThat(only("0 C > S [S] 0:0(0)\n+0.01 S > C [.] 5 ack 77\n").verdict())
        .as("by an ACK of another connection")
        .isEqualTo(Verdict.UNKNOWN);
  }
}
