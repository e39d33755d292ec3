package io.finrst.longrun;

import io.finrst.script.Frame;
import io.finrst.script.Script;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Connections that all go alike.
 *
 * @param frames of one of them, as a script between 10.0.0.1:40000 and 10.0.0.2:80 has them
 * @param verdicts how often one of them adds which verdict
 * @param target what servers they go to
 * @param perSecondFirst how many begin a second while traffic is at its highest
 * @param perSecondLater and after that
 * @param reason of the resets that the server's kernel sends, null where none is sent by it
 */
record Kind(
    List<Frame> frames,
    Map<Verdict, Integer> verdicts,
    Target target,
    double perSecondFirst,
    double perSecondLater,
    String reason) {

  /** Where connections go. */
  enum Target {
    /** A few services. */
    SERVICE,
    /** One host, always another port. */
    NEXT_PORT,
    /** One port, always another host. */
    NEXT_HOST
  }

  /** A second; few, since what was established stays until its ports are used again. */
  private static final double STAYING = 0.05;

  private static final String CONNECTED =
      """
      0 C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      """;

  private static final String TALKING =
      CONNECTED
          + """
          +0.01 C > S [P.] 1:101(100) ack 1
          +0.01 S > C [.] 1 ack 101
          """;

  private static final String CLOSED =
      """
      +0.1 C > S [F.] 101 ack 1
      +0.01 S > C [F.] 1 ack 102
      +0.01 C > S [.] 102 ack 2
      """;

  private static final String RESET = TALKING + "+0.01 S > C [R.] 1 ack 101\n";

  private static Kind of(String script, Verdict verdict, double perSecond, String reason) {
    return of(script, Map.of(verdict, 1), Target.SERVICE, perSecond, perSecond, reason);
  }

  private static Kind of(
      String script, Map<Verdict, Integer> verdicts, Target target, double first, double later, String reason) {
    return new Kind(Script.parse("linux\nlinktype raw\n" + script).list(), verdicts, target, first, later, reason);
  }

  /** One connection that stays open for so many minutes and says something every half minute. */
  private static String open(int minutes) {
    StringBuilder script = new StringBuilder(TALKING);
    for (int from = 101; from < 101 + 200 * minutes; from += 100) {
      script.append("+29.99 C > S [P.] ").append(from).append(':').append(from + 100).append("(100) ack 1\n");
      script.append("+0.01 S > C [.] 1 ack ").append(from + 100).append('\n');
    }
    return script.toString();
  }

  /** Every way to end, and two scans. */
  static List<Kind> all(int minutes) {
    List<Kind> kinds = new ArrayList<>();
    kinds.add(of(TALKING + CLOSED, Verdict.GRACEFUL, 10, null));
    kinds.add(of(RESET, Verdict.RST_AFTER_DATA, 4, "TCP_ABORT_ON_CLOSE"));
    kinds.add(of(CONNECTED + "+0.01 S > C [R.] 1 ack 1\n", Verdict.RST_BEFORE_DATA, 2, "TCP_STATE"));
    kinds.add(
        of(
            TALKING
                + """
                +0.1 S > C [F.] 1 ack 101
                +0.01 C > S [.] 101 ack 2
                +0.2 C > S [P.] 101:201(100) ack 2
                +0.01 S > C [R] 2
                """,
            Verdict.RST_AFTER_FIN,
            2,
            "NO_SOCKET"));
    kinds.add(
        of(
            TALKING
                + """
                +0.1 C > S [F.] 101 ack 1
                +0.01 S > C [.] 1 ack 102
                +0.3 S > C [P.] 1:101(100) ack 102
                +0.01 C > S [.] 102 ack 101
                +0.3 S > C [F.] 101 ack 102
                +0.01 C > S [.] 102 ack 102
                """,
            Verdict.HALF_CLOSE,
            2,
            null));
    kinds.add(
        of("0 C > S [S] 0:0(0)\n+1 C > S [S] 0:0(0)\n+2 C > S [S] 0:0(0)\n", Verdict.SYN_UNANSWERED, 4, null));
    kinds.add(
        of(
            "0 C > S [S] 0:0(0)\n+0.01 icmp 3/13 from R quoting 1\n",
            Verdict.UNREACHABLE,
            2,
            null));
    kinds.add(
        of(
            TALKING
                + """
                +0.2 C > S [P.] 101:201(100) ack 1
                +0.2 C > S [P.] 101:201(100) ack 1
                +0.4 C > S [P.] 101:201(100) ack 1
                +0.8 C > S [P.] 101:201(100) ack 1
                """,
            Verdict.TIMED_OUT,
            STAYING,
            null));
    kinds.add(
        of(
            TALKING + "+0.1 C > S [F.] 101 ack 1\n+0.2 C > S [F.] 101 ack 1\n+0.4 C > S [F.] 101 ack 1\n",
            Verdict.FIN_UNANSWERED,
            STAYING,
            null));
    kinds.add(of("0 S > C [R] 5000\n", Verdict.UNKNOWN, 1, null));
    // the last ACK never comes
    kinds.add(of(TALKING + "+0.1 C > S [F.] 101 ack 1\n+0.01 S > C [F.] 1 ack 102\n", Verdict.GRACEFUL, 2, null));
    // in the window only, but then nothing more comes
    kinds.add(of(TALKING + "+0.1 S > C [R] 40\n", Verdict.RST_AFTER_DATA, 2, "TCP_STATE"));
    // a forged reset that its receiver never got
    kinds.add(
        of(
            RESET
                + """
                +2 C > S [P.] 101:201(100) ack 1
                +0.01 S > C [.] 1 ack 201
                +0.01 C > S [F.] 201 ack 1
                +0.01 S > C [F.] 1 ack 202
                +0.01 C > S [.] 202 ack 2
                """,
            Verdict.GRACEFUL,
            2,
            null));
    kinds.add(
        of(
            TALKING + CLOSED + "isn C 900000 S 800000\n" + TALKING.replaceFirst("0 C", "+5 C") + CLOSED,
            Map.of(Verdict.GRACEFUL, 2),
            Target.SERVICE,
            2,
            2,
            null));
    kinds.add(of(open(minutes), Map.of(Verdict.OPEN, 1), Target.SERVICE, 1, 0, null));
    String refused = "0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0 ack 1\n";
    kinds.add(of(refused, Map.of(Verdict.RST_TO_SYN, 1), Target.NEXT_PORT, 10, 10, "NO_SOCKET"));
    kinds.add(of(refused, Map.of(Verdict.RST_TO_SYN, 1), Target.NEXT_HOST, 300, 20, "NO_SOCKET"));
    kinds.add(
        of(
            "0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [R] 1\n",
            Map.of(Verdict.RST_IN_HANDSHAKE, 1),
            Target.NEXT_HOST,
            200,
            30,
            null));
    return kinds;
  }
}
