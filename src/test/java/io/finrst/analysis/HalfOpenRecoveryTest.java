package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** RFC 9293 section 3.5.1, figure 9: the server still holds an older connection on the same ports. */
class HalfOpenRecoveryTest {

  @Test
  void theNewConnectionIsFollowedThroughTheClearingOfTheOldOne() {
    Found found =
        Found.inScript(
            """
            linux
            isn C 1000 S 5000
            0 C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +0.01 C > S [.] 1 ack 1
            +0.01 C > S [P.] 1:101(100) ack 1
            +0.01 S > C [.] 1 ack 101
            isn C 500
            +9 C > S [S] 0:0(0)
            +0.01 S > C [.] 1 ack 601
            +0.01 C > S [R] 601
            +0.01 C > S [S] 0:0(0)
            isn S 900000
            +0.01 S > C [S.] 0:0(0) ack 1
            +0.01 C > S [.] 1 ack 1
            +0.01 C > S [P.] 1:51(50) ack 1
            +0.01 S > C [.] 1 ack 51
            """);
    assertThat(found.connections()).hasSize(2);
    ConnectionRecord recovered = found.connections().get(1);
    assertThat(recovered.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(recovered.clientHalf().bytes()).isEqualTo(50);
    assertThat(recovered.resets()).extracting(reset -> reset.effect()).containsExactly(ResetEffect.LATE);
    assertThat(found.diagnoses().get(1).findings().get(0).cause().id()).isEqualTo("half-open-recovery");
  }
}
