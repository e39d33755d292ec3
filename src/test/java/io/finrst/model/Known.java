package io.finrst.model;

import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;

/**
 * Where finrst is known to say something else than the hosts know, each with the smallest script that shows it. Whoever
 * corrects one takes it off this list: {@code KnownDisagreementsTest} asks for it.
 */
enum Known {
  /** Each answer has the ACK of what it answers; where the capture lacks data and ACKs, the second seems too high. */
  ANSWERS_THAT_CLIMB_OVER_A_GAP(
      """
      +0.01  C > S [P.] 1:101(100) ack 1
      +0.001 C > S [P.] 101:201(100) ack 1 lost
      +0.01  S > C [.] 1 ack 101 lost
      +0.001 S > C [P.] 1:101(100) ack 201 lost
      +0.001 C > S [R] 101
      +0.001 C > S [R] 201
      """,
      Verdict.RST_AFTER_DATA,
      Role.CLIENT),

  /** Twice the same within ten microseconds, and a round trip of 20 ms: nothing of it was sent again. */
  COPIES_WITHOUT_IP_ID_AND_TIMESTAMP(
      """
      v6
      host D [2001:db8::3]:5000
      0        C > S [S] 0:0(0)
      +0.01    S > C [S.] 0:0(0) ack 1
      +0.01    C > S [.] 1 ack 1
      +0.01    C > S [P.] 1:101(100) ack 1
      +0.00001 C > S [P.] 1:101(100) ack 1
      +0.00001 C > S [P.] 101:201(100) ack 1
      +0.00001 C > S [P.] 101:201(100) ack 1
      +100     D > S [S] 0:0(0)
      """,
      Verdict.OPEN,
      null);

  private final String script;
  final Outcome.Said right;

  Known(String script, Verdict verdict, Role ender) {
    this.script = script;
    right = new Outcome.Said(verdict, ender);
  }

  /** The whole script: after a handshake of two Linux hosts, or one that has its own. */
  String script() {
    String handshake = "linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n";
    return script.startsWith("v6") ? script : handshake + script;
  }
}
