package io.finrst.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endings that two hosts played and finrst once got wrong, each as the smallest script that shows it. */
class EndingsOnceMistakenTest {
  @ParameterizedTest
  @EnumSource
  void areTold(Ending ending) {
    Outcome.Said said = Outcome.Said.of(Found.inScript(HANDSHAKE + ending.script).connections().get(0));
    assertThat(said).isEqualTo(ending.right);
  }

  private static final String HANDSHAKE =
      """
      linux
      0     C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      """;

  enum Ending {
    /** A server of which only SYN-ACKs were seen answers a FIN: the reset decides. */
    RESET_OF_A_SILENT_SERVER_AFTER_FIN(
        """
        +1    C > S [F.] 1 ack 1
        +0.01 S > C [R] 1
        """,
        Verdict.RST_AFTER_FIN,
        Role.SERVER),

    /**
     * A host that lost its socket, and before that data on the way, answers at exactly its peer's RCV.NXT. Whether
     * something is still on its way is asked of what its peer repeats, too, which is what it answers.
     */
    EXACT_ANSWER_TO_WHAT_IS_REPEATED(
        """
        +0.01 C > S [P.] 1:101(100) ack 1
        +1    S > C [P.] 1:101(100) ack 1
        +0.3  S > C [P.] 1:101(100) ack 1
        +0.01 C > S [R] 1
        """,
        Verdict.RST_AFTER_DATA,
        Role.CLIENT),

    /** The same from a stack that answers by RST+ACK, as lwIP does: no answer by its shape. */
    EXACT_ANSWER_WITH_ACK(
        """
        +0.01 C > S [P.] 1:101(100) ack 1
        +5    S > C [P.] 1:101(100) ack 1
        +0.01 C > S [R.] 1 ack 101
        """,
        Verdict.RST_AFTER_DATA,
        Role.CLIENT),

    /** Such an answer proves no abort before it that was lost on the way. */
    ABORT_BEFORE_AN_ANSWER_WITH_ACK(
        """
        +0.01 C > S [P.] 1:101(100) ack 1
        +0.01 S > C [.] 1 ack 101
        +1    S > C [R.] 1 ack 101
        +5    C > S [F.] 101 ack 1
        +0.01 S > C [R.] 1 ack 102
        """,
        Verdict.RST_AFTER_DATA,
        Role.SERVER),

    /** Bytes below what was sent before the other side's FIN are none that were sent after it. */
    HOLE_FILLED_AFTER_FIN(
        """
        +0.01  C > S [P.] 1:101(100) ack 1 lost
        +0.001 C > S [P.] 101:201(100) ack 1
        +0.001 S > C [F.] 1 ack 1
        +0.01  C > S [.] 201 ack 2
        +0.3   C > S [P.] 1:101(100) ack 2
        +0.01  S > C [.] 2 ack 201
        +0.01  C > S [F.] 201 ack 2
        +0.01  S > C [.] 2 ack 202
        """,
        Verdict.GRACEFUL,
        Role.SERVER),

    /** A FIN that comes with data sent again counts as a byte of new data, and so as data after the other FIN. */
    FIN_WITH_DATA_SENT_AGAIN(
        """
        +0.01  C > S [P.] 1:101(100) ack 1
        +0.001 S > C [F.] 1 ack 1
        +0.01  C > S [.] 101 ack 2
        +0.3   C > S [FP.] 1:101(100) ack 2
        +0.01  S > C [.] 2 ack 102
        """,
        Verdict.GRACEFUL,
        Role.SERVER),

    /** A program had closed when data came: its host's FIN and then its reset, which overtook the FIN. */
    FIN_OVERTAKEN_BY_RESET(
        """
        +0.01   C > S [P.] 1:101(100) ack 1
        +0.01   S > C [R] 1
        +0.0005 S > C [F.] 1 ack 101
        """,
        Verdict.RST_AFTER_DATA,
        Role.SERVER),

    /** Sent before the reset arrived: Linux takes a reset one below RCV.NXT when that one is a FIN it has got. */
    ACK_OF_THE_FIN_UNDER_WAY(
        """
        +0.01  C > S [P.] 1:101(100) ack 1
        +0.01  S > C [.] 1 ack 101
        +0.1   C > S [F.] 101 ack 1
        +0.001 S > C [P.] 1:101(100) ack 101
        +0.001 C > S [R] 101
        +0.005 S > C [.] 101 ack 102
        """,
        Verdict.RST_AFTER_FIN,
        Role.CLIENT);

    private final String script;
    private final Outcome.Said right;

    Ending(String script, Verdict verdict, Role ender) {
      this.script = script;
      right = new Outcome.Said(verdict, ender);
    }
  }
}
