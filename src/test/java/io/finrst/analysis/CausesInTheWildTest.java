package io.finrst.analysis;

import static io.finrst.analysis.CauseCase.OTHER_HOST;
import static io.finrst.analysis.CauseCase.TIME_PASSES;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells causes apart that end in like packets, on either side of each boundary, and on which stack. */
class CausesInTheWildTest {
  private static Diagnosis diagnosis(String... script) {
    List<Diagnosis> all = Found.inScript(String.join("", script)).diagnoses();
    return all.get(all.size() - 1);
  }

  /** Causes with how sure they are, the best first. */
  private static List<String> causes(String... script) {
    return diagnosis(script).findings().stream().map(each -> each.cause().id() + " " + each.confidence().id()).toList();
  }

  private static String first(String... script) {
    List<String> all = causes(script);
    return all.isEmpty() ? "" : all.get(0);
  }

  /** The server's packets as another stack's: TTL 128 is Windows, 255 without SACK and timestamps lwIP. */
  private static String with(String script, String server) {
    return script.replaceAll("(S > C .*)", "$1 " + server);
  }

  // ---- a race, or a pool that does not look

  @ParameterizedTest
  @CsvSource({
    "0.049, keepalive-race likely",
    "0.051, keepalive-race possible",
    "0.999, keepalive-race possible",
    "1.001, data-after-close certain",
  })
  void whoWritesASecondAfterTheFinHasNotRaced(String later, String cause) {
    String fin = "+5 S > C [F.] 201 ack 101\n+0.001 C > S [.] 101 ack 202\n";
    String request = "+" + (Double.parseDouble(later) - 0.001) + " C > S [P.] 101:201 ack 202\nS > C [R] 202\n";
    assertThat(first(EXCHANGE, fin, request)).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"80, true", "3306, false"})
  void timersOfHttpServersAreNamedWhereHttpMayBeSpoken(int port, boolean named) {
    String moved = "host T 10.0.0.7:" + port + "\n" + EXCHANGE.replace(" S >", " T >").replace("> S", "> T");
    String race = "+5 T > C [F.] 201 ack 101\nC > T [P.] 101:201 ack 201\nT > C [R] 201\n";
    List<String> facts =
        diagnosis(moved, race).findings().get(0).evidence().stream().map(each -> each.fact()).toList();
    assertThat(facts.stream().anyMatch(fact -> fact.contains("a default of"))).isEqualTo(named);
  }

  @Test
  void shutWindowIsNoIdleness() {
    String shut = "S > C [.] 201 ack 101 win 0\n+5 S > C [F.] 201 ack 101 win 500\n";
    assertThat(first(EXCHANGE, shut, "C > S [P.] 101:201 ack 202\nS > C [R] 202\n")).startsWith("data-after-close");
  }

  // ---- data after close, answered as the stack at hand does

  private static final String LATE = "+0.5 C > S [P.] 101:201 ack 202\n+0.001 S > C [R.] 202 ack 201 win 0 <>";

  @ParameterizedTest
  @CsvSource({
    "ttl 64, unread-data-at-close likely",
    "ttl 128, data-after-close possible",
  })
  void resetWithAckAfterTheOwnFinIsAnAnswerOfWindowsAndAnAbortOfLinux(String server, String expected) {
    List<String> found = causes(with(SERVER_CLOSED, server), LATE, " ", server, "\n");
    assertThat(found).contains(expected);
    assertThat(found.stream().anyMatch(each -> each.startsWith("unread"))).isEqualTo(server.endsWith("64"));
  }

  // ---- unread data, or on purpose: small requests

  private static String request(int bytes, String later, String reset) {
    int end = 101 + bytes;
    return EXCHANGE
        + "+1 C > S [P.] 101:" + end + " ack 201\n+0.001 S > C [.] 201 ack " + end + "\n+" + later + " " + reset + "\n";
  }

  @ParameterizedTest
  @CsvSource({
    "100,  0.02, unread-data-at-close possible",
    "100,  1.9,  unread-data-at-close possible",
    "100,  2.1,  abortive-close possible",
    "1460, 0.02, unread-data-at-close possible",
    "1461, 0.02, unread-data-at-close likely",
  })
  void requestWithoutAnAnswerWasPerhapsNeverRead(int bytes, String later, String expected) {
    String abort = request(bytes, later, "S > C [R.] 201 ack " + (101 + bytes));
    assertThat(first(abort)).isEqualTo(expected);
    assertThat(causes(abort)).hasSize(2).last().asString().endsWith("possible");
  }

  @Test
  void manySmallRequestsAreNoLongOne() {
    String long1 = HANDSHAKE + "+0.01 C > S [P.] 1:1501 ack 1\n+0.01 S > C [P.] 1:101 ack 1501\n+0.001 S > C [R.] 101 ack 1501\n";
    assertThat(first(long1)).isEqualTo("unread-data-at-close likely");
    String two = EXCHANGE + "+1 C > S [P.] 101:1501 ack 201\n+0.01 S > C [P.] 201:301 ack 1501\n+0.001 S > C [R.] 301 ack 1501\n";
    assertThat(first(two)).isEqualTo("abortive-close possible");
  }

  @Test
  void whatTheResetItselfAcknowledgesWasNotUnderWay() {
    String acknowledged = EXCHANGE + "+1 C > S [P.] 101:201 ack 201\n+0.02 S > C [R.] 201 ack 201\n";
    assertThat(first(acknowledged)).isEqualTo("unread-data-at-close possible");
    String more = EXCHANGE + "+1 C > S [P.] 101:201 ack 201\nC > S [P.] 201:301 ack 201\n+0.02 S > C [R.] 201 ack 201\n";
    assertThat(first(more)).isEqualTo("unread-data-at-close likely");
  }

  @ParameterizedTest
  @CsvSource({"0.02, unread-data-at-close likely", "0.3, unread-data-at-close possible"})
  void whatIsSaidLongAfterALostResetWasNotBeingSentWhenItCame(String later, String expected) {
    String lost =
        EXCHANGE + "+1 C > S [P.] 101:201 ack 201\n+0.02 S > C [R.] 201 ack 201\n+" + later
            + " C > S [P.] 201:301 ack 201\nS > C [R] 201\n";
    assertThat(first(lost)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.02, abortive-close possible, 2", "0.2, abortive-close likely, 1"})
  void serverThatAnswersAndCutsOffAtOnceMayNotHaveRead(String later, String expected, int count) {
    List<String> found = causes(EXCHANGE, "+" + (Double.parseDouble(later) - 0.01) + " S > C [R.] 201 ack 101\n");
    assertThat(found).hasSize(count).first().isEqualTo(expected);
  }

  /** The client's response: what it reacts to it has read, and what it stays silent over perhaps not. */
  @ParameterizedTest
  @CsvSource({"0.02, abortive-close", "0.2, unread-data-at-close", "2.1, abortive-close"})
  void clientThatStaysSilentOverItsAnswerWasPerhapsNotReading(String later, String expected) {
    assertThat(causes(EXCHANGE, "+" + later + " C > S [R.] 101 ack 201\n"))
        .hasSize(2)
        .allMatch(each -> each.endsWith("possible"))
        .first()
        .isEqualTo(expected + " possible");
  }

  @ParameterizedTest
  @CsvSource({"0.005, abortive-close possible", "0.1, unread-data-at-close possible"})
  void whoReactsToAFinHasReadWhatCameBeforeIt(String later, String expected) {
    String closed = HANDSHAKE + "+0.01 C > S [P.] 1:101 ack 1\nC > S [F.] 101 ack 1\n";
    assertThat(first(closed, "+" + later + " S > C [R.] 1 ack 102\n")).isEqualTo(expected);
  }

  @Test
  void clientThatTakesUpNoneOfSeveralMessagesWasPerhapsNotReading() {
    String one = EXCHANGE + "+0.001 S > C [F.] 201 ack 101\n+0.001 C > S [.] 101 ack 202\n";
    String several = EXCHANGE + "S > C [P.] 201:211 ack 101\n+0.001 S > C [F.] 211 ack 101\n+0.001 C > S [.] 101 ack 212\n";
    assertThat(first(one, "+0.3 C > S [R.] 101 ack 202\n")).isEqualTo("abortive-close possible");
    assertThat(first(several, "+0.3 C > S [R.] 101 ack 212\n")).isEqualTo("unread-data-at-close possible");
  }

  /** Whoever says on accept that it is full has not read what came meanwhile; who answers a command has. */
  @ParameterizedTest
  @CsvSource({
    "-ERR max number of clients reached, unread-data-at-close likely",
    "-ERR unknown command, abortive-close possible",
  })
  void serverThatTurnsAwayOnAcceptHasNotRead(String words, String expected) {
    int end = 1 + words.length() + 2;
    String ping = "+0.0005 C > S [P.] 1 ack 1 \"*1\\r\\n$4\\r\\nPING\\r\\n\"\nS > C [.] 1 ack 15\n";
    String reply = "+0.0005 S > C [P.] 1 ack 15 \"" + words + "\\r\\n\"\nC > S [.] 15 ack " + end + "\n";
    assertThat(first(HANDSHAKE, ping, reply, "+0.00005 S > C [R.] " + end + " ack 15\n")).isEqualTo(expected);
  }

  /** Active Directory ends so: an unbind has no answer, a search has one. */
  @ParameterizedTest
  @CsvSource({"42\\x00, abortive-close possible", "63\\x00, unread-data-at-close possible"})
  void serverThatAbortsUponAnUnbindHasReadIt(String operation, String expected) {
    String directory =
        """
        host T 10.0.0.2:389
        linux
        0.000  C > T [S] 0:0(0)
        +0.010 T > C [S.] 0:0(0) ack 1
        +0.010 C > T [.] 1 ack 1
        +0.01 C > T [P.] 1 ack 1 "\\x30\\x0c\\x02\\x01\\x01\\x60\\x07\\x02\\x01\\x03\\x04\\x00\\x80\\x00"
        +0.01 T > C [P.] 1 ack 15 "\\x30\\x0c\\x02\\x01\\x01\\x61\\x07\\x0a\\x01\\x00\\x04\\x00\\x04\\x00"
        +0.01 C > T [P.] 15 ack 15 "\\x30\\x05\\x02\\x01\\x02\\x%s"
        +0.1 T > C [R.] 15 ack 22
        """;
    assertThat(first(directory.formatted(operation))).isEqualTo(expected);
  }

  /** QUIT needs no answer to be read; a command that does was perhaps never read. */
  @ParameterizedTest
  @CsvSource({"QUIT, abortive-close possible", "NOOP, unread-data-at-close possible"})
  void serverThatAbortsUponAGoodbyeHasReadIt(String command, String expected) {
    String mail =
        """
        host T 10.0.0.2:25
        linux
        0.000  C > T [S] 0:0(0)
        +0.010 T > C [S.] 0:0(0) ack 1
        +0.010 C > T [.] 1 ack 1
        +0.01 T > C [P.] 1 ack 1 "220 hello ESMTP\\r\\n"
        +0.01 C > T [P.] 1 ack 18 "EHLO a\\r\\n"
        +0.01 T > C [P.] 18 ack 9 "250 ok\\r\\n"
        +0.01 C > T [P.] 9 ack 26 "%s\\r\\n"
        +0.1 T > C [R.] 26 ack 15
        """;
    assertThat(first(mail.formatted(command))).isEqualTo(expected);
  }

  @Test
  void proxysRefusalOfAConnectIsNotReadToItsEnd() {
    String connect = HANDSHAKE + "+0.01 C > S [P.] 1 ack 1 \"CONNECT a:1 HTTP/1.1\\r\\n\\r\\n\"\n+0.01 S > C [P.] 1 ack 25 \"HTTP/1.1 ";
    String rest = "\\r\\nContent-Length: 2\\r\\n\\r\\nno\"\n+0.001 C > S [R.] 25 ack ";
    assertThat(first(connect, "503 x", rest, "40\n")).isEqualTo("unread-data-at-close likely");
    assertThat(first(connect, "200 x", rest, "40\n")).startsWith("abortive-close");
  }

  @Test
  void onlyLinuxOpensItsWindowInTheResetOnceTheQueueIsGone() {
    String grown = "+0.01 S > C [R.] 201 ack 101 win 600\n";
    String before = EXCHANGE.replaceAll("(S > C .*)", "$1 win 500");
    assertThat(first(before, grown)).isEqualTo("unread-data-at-close likely");
    assertThat(first(with(before, "ttl 128"), grown.replace("600", "600 ttl 128"))).isEqualTo("abortive-close possible");
  }

  @ParameterizedTest
  @CsvSource({"128, likely", "64, possible"})
  void windowsServersEndByResetWhenTheirClientHasClosed(int ttl, String sure) {
    String closed = EXCHANGE + "+0.01 C > S [P.] 101:110 ack 201\nC > S [F.] 110 ack 201\n+0.002 S > C [R.] 201 ack 111\n";
    assertThat(first(with(closed, "ttl " + ttl))).isEqualTo("abortive-close " + sure);
  }

  @ParameterizedTest
  @CsvSource({"58, unread-data-at-close", "60, abortive-close"})
  void windowsClientsDropWhatTheyHaveKeptForAMinuteByReset(int seconds, String expected) {
    String start = EXCHANGE.replaceAll("(C > S .*)", "$1 ttl 128");
    List<String> found = causes(start, "+" + seconds + " C > S [R.] 101 ack 201 win 0 ttl 128 <>\n");
    assertThat(found.contains("abortive-close likely")).isEqualTo(seconds >= 59);
    assertThat(found.stream().anyMatch(each -> each.startsWith("unread"))).isEqualTo(expected.startsWith("unread"));
  }

  @Test
  void answerSentAfterTheWindowShutIsProofThatNobodyHangs() {
    String shut = HANDSHAKE + "+0.01 C > S [P.] 1:1001 ack 1\n+0.01 S > C [.] 1 ack 1001 win 0\n";
    String abort = "+0.3 S > C [R.] ";
    assertThat(first(shut, abort, "1 ack 1001\n")).isEqualTo("zero-window-abort likely");
    assertThat(first(shut, "+0.3 S > C [P.] 1:101 ack 1001 win 0\n", abort, "101 ack 1001\n"))
        .startsWith("unread-data-at-close");
  }

  // ---- bare resets that answer nothing

  @Test
  void bareResetOfASocketThatHasJustSpokenIsAnAbort() {
    String request = EXCHANGE + "+0.5 C > S [P.] 101:201 ack 201\n";
    assertThat(first(request, "+0.1 S > C [R] 201\n")).startsWith("stale-connection");
    String spoken = request + "+0.01 S > C [.] 201 ack 201\n";
    assertThat(causes(spoken, "+0.1 S > C [R] 201\n")).noneMatch(each -> each.startsWith("stale-connection"));
    assertThat(first(spoken, "+0.005 S > C [R] 201\n")).startsWith("stale-connection");
  }

  /** iOS drops a connection so when its server has closed: the FIN broke the silence. */
  @ParameterizedTest
  @CsvSource({"0.9, false", "1.1, true"})
  void bareResetUponAFinCameNotOutOfSilence(String later, boolean device) {
    String closed = EXCHANGE + "+5 S > C [F.] 201 ack 101\n+0.01 C > S [.] 101 ack 202\n";
    List<String> found = causes(closed, "+" + later + " C > S [R] 101\n");
    assertThat(found.contains("middlebox-idle-timeout possible")).isEqualTo(device);
  }

  /** A load balancer whose timer fires may tell both sides; one that resets in mid-traffic has another reason. */
  @ParameterizedTest
  @CsvSource({"300, true", "0.5, false"})
  void deviceThatResetsOutOfSilenceMayHaveHadATimer(String silence, boolean timer) {
    String both = "+" + silence + " S > C [R] 201 ttl 250\n+0.0001 C > S [R] 101 ttl 250\n";
    List<String> found = causes(EXCHANGE, both);
    assertThat(found).first().isEqualTo("injected-reset likely");
    assertThat(found.contains("middlebox-idle-timeout possible")).isEqualTo(timer);
  }

  @Test
  void bareResetWithAWindowOrAStrayAckNumberIsAnAbort() {
    String request = EXCHANGE + "+0.5 C > S [P.] 101:201 ack 201\n+0.01 S > C [R] 201";
    assertThat(first(request, "\n")).startsWith("stale-connection");
    assertThat(causes(request, " ack 101\n")).noneMatch(each -> each.startsWith("stale-connection"));
    assertThat(causes(request, " win 500\n")).noneMatch(each -> each.startsWith("stale-connection"));
  }

  // ---- health checks and scans

  @Test
  void checkThatTearsItsSocketDownInsteadOfTheLastAckIsOne() {
    String answered = "linux\n0 C > S [S] 0:0(0)\n+0.001 S > C [S.] 0:0(0) ack 1\n+0.0001 C > S ";
    assertThat(first(answered, "[R.] 1 ack 1\n")).isEqualTo("health-check likely");
    assertThat(diagnosis(answered, "[R.] 1 ack 1\n").serverErrors()).isEmpty();
    assertThat(first(answered, "[R] 1\n")).isEqualTo("connect-aborted likely");
  }

  @ParameterizedTest
  @CsvSource({"1024, half-open-scan likely", "1025, connect-aborted likely"})
  void nmapsSynHasAnMssAloneAndATinyWindow(int window, String expected) {
    String syn = "0 C > S [S] 0:0(0) win " + window + " <mss 1460>\n+0.001 S > C [S.] 0:0(0) ack 1\n";
    assertThat(first(syn, "+0.0001 C > S [R] 1\n")).isEqualTo(expected);
  }

  @Test
  void refusalMadeOfTheSynTurnedRoundIsADevices() {
    String syn = "linux\n0 C > S [S] 0:0(0) id 777 win 64240\n+0.001 S > C [R.] 0 ack 1 ";
    assertThat(diagnosis(syn, "id 777 win 64240\n").endedBy().role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(diagnosis(syn, "id 778 win 64240\n").endedBy().role()).isEqualTo(Role.SERVER);
  }

  // ---- time

  private static String finAgain(int times) {
    StringBuilder script = new StringBuilder(OTHER_HOST + EXCHANGE + "+0.1 S > C [F.] 201 ack 101\n");
    for (int i = 0; i < times; i++) {
      script.append("+").append(0.2 * (1 << i)).append(" S > C [F.] 201 ack 101\n");
    }
    return script + TIME_PASSES;
  }

  @Test
  void finInVainIsGivenUpAfterThreeTimes() {
    assertThat(causes(finAgain(2))).isEmpty();
    assertThat(first(finAgain(3))).isEqualTo("retransmission-timeout likely");
  }

  private static Verdict lastFinAgain(int times) {
    StringBuilder script = new StringBuilder(OTHER_HOST + SERVER_CLOSED + "+0.1 C > S [F.] 101 ack 202\n");
    for (int i = 0; i < times; i++) {
      script.append("+").append(0.2 * (1 << i)).append(" C > S [F.] 101 ack 202\n");
    }
    return Found.inScript(script + TIME_PASSES).connections().get(1).verdict();
  }

  @Test
  void lastFinInVainIsNoGracefulEnd() {
    assertThat(lastFinAgain(2)).isEqualTo(Verdict.GRACEFUL);
    assertThat(lastFinAgain(3)).isEqualTo(Verdict.FIN_UNANSWERED);
  }

  @ParameterizedTest
  @CsvSource({"19, false", "21, true"})
  void closeWaitLeakTakesTensOfSeconds(int seconds, boolean leak) {
    List<String> found = causes(SERVER_CLOSED, "+" + seconds + " C > S [F.] 101 ack 202\nS > C [R] 202\n");
    assertThat(found.stream().anyMatch(each -> each.startsWith("close-wait-leak"))).isEqualTo(leak);
  }

  // ---- both gone

  /** The second time the client's kernel had acknowledged what the server's reset then lies below. */
  @ParameterizedTest
  @CsvSource({"''", "'S > C [.] 252 ack 152\nC > S [.] 152 ack 251\n'"})
  void twoThatCloseWithDataUnderWayAndAnswerEachOtherByResetsAreBothGone(String overtaken) {
    String crossing =
        EXCHANGE
            + """
            +0.1 C > S [P.] 101:151(50) ack 201
            C > S [F.] 151 ack 201
            S > C [P.] 201:251(50) ack 101
            S > C [F.] 251 ack 101
            """
            + overtaken
            + "C > S [R] 101\n+0.02 S > C [R] 201\n";
    Found found = Found.inScript(crossing);
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_AFTER_FIN);
    assertThat(first(crossing)).startsWith("data-after-close");
    String oneOnly = crossing.substring(0, crossing.indexOf("+0.02"));
    assertThat(Found.inScript(oneOnly).only().verdict()).isNotEqualTo(Verdict.RST_AFTER_FIN);
  }
}
