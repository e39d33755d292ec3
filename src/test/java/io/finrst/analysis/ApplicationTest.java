package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.flow.Announcing;
import io.finrst.record.Application.Body;
import io.finrst.record.Application;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.wire.ApplicationMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the programs were saying is kept without their payload, and told as evidence where it decides nothing alone. */
class ApplicationTest {
  private static final String POST_HEAD = "POST / HTTP/1.1\\r\\nContent-Length: 8192\\r\\n\\r\\n"; // 41 bytes
  private static final String OK_HEAD = "HTTP/1.1 200 OK\\r\\nContent-Length: 5000\\r\\n\\r\\n"; // 41 bytes
  private static final String GET = "GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"; // 27 bytes
  private static final String OK = "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"; // 40 bytes

  /** A request and its response, keep-alive; next is 28 of the client and 41 of the server. */
  private static final String HTTP_EXCHANGE =
      Openings.HANDSHAKE
          + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
          + "+0.020 S > C [P.] 1 ack 28 \"" + OK + "\"\n"
          + "+0.010 C > S [.] 28 ack 41\n";

  private static final String CLIENT_HELLO = "\\x16\\x03\\x01\\x00\\x05\\x01\\x00\\x00\\x01\\x03";

  private static Application client(String script) {
    return Found.inScript(script).only().clientHalf().application();
  }

  private static Application server(String script) {
    return Found.inScript(script).only().serverHalf().application();
  }

  private static Finding finding(String script, String cause) {
    return Found.inScript(script).diagnoses().get(0).findings().stream()
        .filter(each -> each.cause().id().equals(cause))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + cause));
  }

  private static List<String> facts(String script, String cause) {
    return finding(script, cause).evidence().stream().map(Evidence::fact).toList();
  }

  private static String best(String script) {
    return Found.inScript(script).diagnoses().get(0).findings().get(0).cause().id();
  }

  @Test
  void aRequestBodyThatWasStillArrivingSpeaksForUnreadData() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + POST_HEAD + "\"\n"
            + "+0.001 C > S [.] 42:1042(1000) ack 1\n"
            + "+0.001 C > S [.] 1042:2042(1000) ack 1\n"
            + "+0.001 S > C [.] 1 ack 2042\n"
            + "+0.001 S > C [R.] 1 ack 2042\n"
            + "+0.001 C > S [.] 2042:3042(1000) ack 1\n";
    Application said = client(script);
    assertThat(said.message()).isEqualTo(ApplicationMessage.HTTP_REQUEST);
    assertThat(said.method()).isEqualTo("POST");
    assertThat(said.body()).isEqualTo(Body.PARTIAL);
    assertThat(said.bodyLength()).isEqualTo(8192);
    assertThat(said.bodySent()).as("what came after the reset does not count").isEqualTo(2000);
    assertThat(best(script)).isEqualTo("unread-data-at-close");
    assertThat(facts(script, "unread-data-at-close"))
        .contains("the server had received 2,041 bytes", "the client was still sending its request: 2,000 of 8,192 bytes");
  }

  @Test
  void anErrorAnsweredBeforeTheRequestWasCompleteIsTold() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + POST_HEAD + "\"\n"
            + "+0.001 S > C [P.] 1 ack 42 \"HTTP/1.1 413 No\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n"
            + "+0.001 C > S [.] 42:1042(1000) ack 39\n"
            + "+0.001 S > C [R.] 39 ack 1042\n";
    assertThat(server(script).status()).isEqualTo(413);
    assertThat(server(script).body()).isEqualTo(Body.NONE);
    assertThat(facts(script, "unread-data-at-close"))
        .contains("the server had answered with an error before the request was complete");
  }

  @Test
  void aCompleteRequestIsNotCalledUnfinished() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"POST / HTTP/1.1\\r\\nContent-Length: 4\\r\\n\\r\\nbody\"\n"
            + "+0.001 S > C [.] 1 ack 43\n"
            + "+0.001 S > C [R.] 1 ack 43\n";
    assertThat(client(script).body()).isEqualTo(Body.COMPLETE);
    assertThat(facts(script, "unread-data-at-close")).noneMatch(fact -> fact.contains("still sending"));
  }

  @Test
  void aBodyThatWaitsToBeAskedForIsNotStillArriving() {
    String head = "POST / HTTP/1.1\\r\\nExpect: 100-continue\\r\\nContent-Length: 8192\\r\\n\\r\\n"; // 63 bytes
    String refused =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + head + "\"\n"
            + "+0.001 S > C [P.] 1 ack 64 \"HTTP/1.1 413 No\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n"
            + "+0.001 S > C [R.] 39 ack 64\n";
    assertThat(client(refused).body()).isEqualTo(Body.WITHHELD);
    assertThat(best(refused)).isEqualTo("abortive-close");
    String begun = refused.replace("+0.001 S > C [R.]", "+0.001 C > S [.] 64:1064(1000) ack 39\n+0.001 S > C [R.]");
    assertThat(client(begun).body()).isEqualTo(Body.PARTIAL);
  }

  @Test
  void aResponseCutShortIsTold() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"" + OK_HEAD + "\"\n"
            + "+0.001 S > C [P.] 42:1242(1200) ack 28\n"
            + "+0.001 C > S [.] 28 ack 1242\n"
            + "+0.001 S > C [R.] 1242 ack 28\n";
    Application said = server(script);
    assertThat(said.body()).isEqualTo(Body.PARTIAL);
    assertThat(facts(script, "abortive-close")).contains("the response was cut short: 1,200 of 5,000 bytes");
  }

  @Test
  void aResponseThatIsCompleteSpeaksForAnAbortiveClose() {
    String script = HTTP_EXCHANGE + "+0.001 C > S [R.] 28 ack 41\n";
    assertThat(server(script).body()).isEqualTo(Body.COMPLETE);
    assertThat(best(script)).isEqualTo("abortive-close");
    assertThat(facts(script, "abortive-close"))
        .contains("the response had come to its end: nothing more was to be said")
        .noneMatch(fact -> fact.contains("cut short"));
  }

  @Test
  void chunksWithoutALastOneAreCutShortAndWithOneComplete() {
    String head = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n"; // 57 bytes
    String begun =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"" + head + "\"\n"
            + "+0.001 C > S [.] 28 ack 58\n";
    assertThat(server(begun).body()).isEqualTo(Body.PARTIAL);
    assertThat(server(begun + "+0.001 S > C [P.] 58 ack 28 \"0\\r\\n\\r\\n\"\n").body()).isEqualTo(Body.COMPLETE);
  }

  @Test
  void aHeaderInPiecesIsReadToItsEnd() {
    String pieces =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"HTTP/1.0 200 OK\\r\\n\"\n" // 17 bytes
            + "+0.001 S > C [P.] 18 ack 28 \"Content-Length: 5000\\r\\n\"\n" // 22
            + "+0.001 S > C [P.] 40 ack 28 \"Server: x\\r\\n\\r\\n\"\n" // 13
            + "+0.001 S > C [P.] 53:1253(1200) ack 28\n";
    assertThat(server(pieces).body()).isEqualTo(Body.PARTIAL);
    assertThat(server(pieces).shortfall()).isEqualTo("1,200 of 5,000 bytes");
    assertThat(server(pieces).closes()).isTrue();
    assertThat(server(pieces.replace("Server: x", "Connection: keep-alive").replace("53:1253", "66:1266")).closes())
        .isFalse();
  }

  @Test
  void aHeaderWithALineInTwoPiecesOrAPieceMissingHasNoKnownLength() {
    String twoPieces =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"POST / HTTP/1.1\\r\\nContent-Len\"\n" // 28 bytes
            + "+0.001 C > S [P.] 29 ack 1 \"gth: 5000\\r\\n\\r\\n\"\n" // 13
            + "+0.001 C > S [P.] 42:142(100) ack 1\n";
    assertThat(client(twoPieces).body()).isEqualTo(Body.UNKNOWN);
    String gap = twoPieces.replace("29 ack 1", "79 ack 1").replace("42:142(100)", "92:192(100)");
    assertThat(client(gap).body()).isEqualTo(Body.UNKNOWN);
    String lengthBefore =
        twoPieces.replace("gth: 5000", "er: thing").replace("Content-Len\"", "Content-Length: 5000\\r\\nX-Oth\"")
            .replace("29 ack 1", "45 ack 1").replace("42:142(100)", "58:158(100)");
    assertThat(client(lengthBefore).shortfall()).isEqualTo("100 of 5,000 bytes");
  }

  @Test
  void aHeadResponseHasNoBodyWhateverItsLengthSays() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"HEAD / HTTP/1.1\\r\\n\\r\\n\"\n"
            + "+0.001 S > C [P.] 1 ack 20 \"" + OK_HEAD + "\"\n";
    assertThat(server(script).body()).isEqualTo(Body.NONE);
  }

  @Test
  void bytesOfABodyThatLookLikeAMessageAreNone() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"" + OK_HEAD + "\"\n"
            + "+0.001 S > C [P.] 42 ack 28 \"HTTP/1.1 500 quoted in a page\\r\\n\\r\\n\"\n";
    assertThat(server(script).status()).isEqualTo(200);
  }

  @Test
  void aSecondRequestOnAnIdleConnectionSpeaksForTheRace() {
    String script =
        HTTP_EXCHANGE
            + "+5.000 S > C [F.] 41 ack 28\n"
            + "+0.001 C > S [P.] 28 ack 41 \"" + GET + "\"\n"
            + "+0.010 S > C [R] 41\n";
    assertThat(best(script)).isEqualTo("keepalive-race");
    assertThat(facts(script, "keepalive-race")).contains("it was HTTP request number 2 on this connection");
  }

  @Test
  void anAnnouncedCloseIsNoRace() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.020 S > C [P.] 1 ack 28 \"HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n"
            + "+0.010 C > S [.] 28 ack 58\n"
            + "+0.005 S > C [F.] 58 ack 28\n"
            + "+0.001 C > S [P.] 28 ack 58 \"" + GET + "\"\n"
            + "+0.010 S > C [R] 58\n";
    assertThat(best(script)).isEqualTo("data-after-close");
    assertThat(facts(script, "data-after-close")).contains("its last response had said that it would close");
  }

  @Test
  void aClientHelloAnsweredByADeviceIsNamedAsWhatSetItOff() {
    String hello = Openings.HANDSHAKE + "+0.001 C > S [P.] 1 ack 1 \"" + CLIENT_HELLO + "\"\n";
    String rejected = hello + "+0.001 S > C [R] 1 ttl 200\n";
    assertThat(client(rejected).message()).isEqualTo(ApplicationMessage.TLS_CLIENT_HELLO);
    assertThat(facts(rejected, "path-reject")).contains("it answers a TLS ClientHello, and no ServerHello came");
    String injected = hello + "+0.001 S > C [R.] 1 ack 11 ttl 200\n";
    assertThat(facts(injected, "injected-reset")).contains("it answers a TLS ClientHello, and no ServerHello came");
    String later =
        hello
            + "+0.001 S > C [P.] 1 ack 11 \"\\x16\\x03\\x03\\x00\\x05\\x02\\x00\\x00\\x01\\x03\"\n"
            + "+0.001 S > C [R.] 11 ack 11 ttl 200\n";
    assertThat(facts(later, "injected-reset")).noneMatch(fact -> fact.contains("ClientHello"));
  }

  @Test
  void anAlertCountsOnlyAsTheLastThingSaid() {
    String alert = Openings.HANDSHAKE + "+0.001 C > S [P.] 1 ack 1 \"\\x15\\x03\\x03\\x00\\x02\\x02\\x30\"\n";
    assertThat(client(alert).message()).isEqualTo(ApplicationMessage.TLS_ALERT);
    assertThat(client(alert).alert()).isEqualTo(48);
    String more = alert + "+0.001 C > S [P.] 8:108(100) ack 1\n";
    assertThat(client(more).message()).isEqualTo(ApplicationMessage.TLS_RECORD);
  }

  /** The FIN takes a sequence number, too, but says nothing. */
  @Test
  void finIsNotWhatAProgramSays() {
    String fin = Openings.HANDSHAKE + "+0.001 C > S [FP.] 1 ack 1 \"\\x15\\x03\\x03\\x00\\x02\\x02\\x30\"\n";
    assertThat(client(fin).message()).isEqualTo(ApplicationMessage.TLS_ALERT);
    String chunks = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n"; // 57 bytes
    String response =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"" + chunks + "\"\n";
    assertThat(server(response + "+0.001 S > C [FP.] 58 ack 28 \"0\\r\\n\\r\\n\"\n").body()).isEqualTo(Body.COMPLETE);
    assertThat(server(response + "+0.001 S > C [F.] 58 ack 28\n").body()).isEqualTo(Body.PARTIAL);
  }

  @Test
  void chunksOfWhichSomeWereNotCapturedAreNotCalledCutShort() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + GET + "\"\n"
            + "+0.001 S > C [P.] 1 ack 28 \"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n\"\n"
            + "+0.001 S > C [P.] 58:158(100) ack 28\n";
    assertThat(server(script).body()).isEqualTo(Body.PARTIAL);
    String gap = script.replace("58:158", "158:258") + "+0.001 C > S [.] 28 ack 258\n";
    assertThat(server(gap).body()).isEqualTo(Body.UNKNOWN);
  }

  /** What had been sent when the reset came; a FIN of the same program after it changes nothing of that. */
  @Test
  void whatIsSentAfterTheResetDoesNotCount() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + POST_HEAD + "\"\n"
            + "+0.001 C > S [.] 42:1042(1000) ack 1\n"
            + "+0.001 S > C [R.] 1 ack 1042\n";
    assertThat(client(script).bodySent()).isEqualTo(1000);
    assertThat(client(script + "+0.001 C > S [FP.] 1042:1542(500) ack 1\n").bodySent()).isEqualTo(1000);
  }

  @Test
  void everyMessageOfAConnectionCounts() {
    String more =
        "+0.001 C > S [P.] 28 ack 41 \"" + GET + "\"\n"
            + "+0.020 S > C [P.] 41 ack 55 \"HTTP/1.1 100 Continue\\r\\n\\r\\n\"\n"; // 25 bytes
    assertThat(client(HTTP_EXCHANGE + more).messages()).isEqualTo(2);
    assertThat(server(HTTP_EXCHANGE + more).messages()).as("an interim response is none").isEqualTo(1);
    String last = more + "+0.001 S > C [P.] 66 ack 55 \"" + OK + "\"\n";
    assertThat(server(HTTP_EXCHANGE + last).messages()).isEqualTo(2);
    assertThat(server(HTTP_EXCHANGE + last).frame()).isEqualTo(9);
  }

  /** RFC 9110 sections 6.4.1 and 9.3.6: which responses have no body, whatever their header says. */
  @ParameterizedTest
  @CsvSource({
    "GET, 199, NONE", "GET, 200, PARTIAL", "GET, 204, NONE", "GET, 205, PARTIAL", "GET, 304, NONE", "GET, 305, PARTIAL",
    "HEAD, 200, NONE", "CONNECT, 299, NONE", "CONNECT, 300, PARTIAL", "CONNECT, 407, PARTIAL"
  })
  void bodylessResponses(String method, int status, Body body) {
    String request = method + " / HTTP/1.1\\r\\n\\r\\n";
    int next = 1 + method.length() + 15;
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + request + "\"\n"
            + "+0.001 S > C [P.] 1 ack " + next + " \"HTTP/1.1 " + status + " X\\r\\nContent-Length: 5000\\r\\n\\r\\n\"\n";
    assertThat(server(script).body()).isEqualTo(body);
  }

  @Test
  void lengthOfARequestIsThatOfItsHeader() {
    String post = "+0.001 C > S [P.] 1 ack 1 \"POST / HTTP/1.1\\r\\n%s\\r\\n\"\n";
    assertThat(client(Openings.HANDSHAKE + post.formatted("")).body()).isEqualTo(Body.NONE);
    assertThat(client(Openings.HANDSHAKE + post.formatted("Content-Length: 1\\r\\n")).body()).isEqualTo(Body.PARTIAL);
    String chunked = Openings.HANDSHAKE + post.formatted("Transfer-Encoding: chunked\\r\\n");
    assertThat(client(chunked).bodyLength()).isEqualTo(-1);
    assertThat(client(chunked).body()).isEqualTo(Body.PARTIAL);
  }

  private static final String CLOSE_NOTIFY = "\\x15\\x03\\x03\\x00\\x02\\x01\\x00"; // 7 bytes
  private static final String FATAL = "\\x15\\x03\\x03\\x00\\x02\\x02\\x30"; // unknown_ca

  @Test
  void aCloseNotifyLeftUnreadIsTold() {
    String unread =
        Openings.EXCHANGE + "+0.001 C > S [P.] 101 ack 201 \"" + CLOSE_NOTIFY + "\"\n+0.01 S > C [R.] 201 ack 108\n";
    assertThat(facts(unread, "unread-data-at-close")).contains("what lay unread is as long as a TLS close_notify");
    assertThat(facts(unread.replace(CLOSE_NOTIFY, FATAL), "unread-data-at-close"))
        .noneMatch(fact -> fact.contains("close_notify"));
  }

  @Test
  void anAbortAfterAnAlertNamesTheAlert() {
    String own =
        Openings.EXCHANGE + "+0.001 S > C [P.] 201 ack 101 \"" + FATAL + "\"\n+0.01 S > C [R.] 208 ack 101\n";
    assertThat(facts(own, "abortive-close")).contains("a TLS alert named the reason before: unknown_ca");
    assertThat(facts(own.replace(FATAL, CLOSE_NOTIFY), "abortive-close"))
        .contains("before it came what is as long as a TLS close_notify: harmless")
        .noneMatch(fact -> fact.contains("named the reason"));
  }

  @Test
  void aBodyStillArrivingAfterTheCloseIsTold() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + POST_HEAD + "\"\n"
            + "+0.001 S > C [P.] 1 ack 42 \"HTTP/1.1 413 No\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n"
            + "+0.001 S > C [F.] 39 ack 42\n"
            + "+0.001 C > S [.] 42:1042(1000) ack 40\n"
            + "+0.001 S > C [R] 40\n";
    assertThat(facts(script, "data-after-close")).contains("the request was still arriving: 1,000 of 8,192 bytes");
    String whole = script.replace("Content-Length: 8192", "Content-Length: 0000");
    assertThat(facts(whole, "data-after-close")).noneMatch(fact -> fact.contains("still arriving"));
  }

  @Test
  void theFirstWordsOfAnSshClientThatDrawAResetAreTold() {
    String refused =
        Openings.HANDSHAKE + "+0.001 C > S [P.] 1 ack 1 \"SSH-2.0-OpenSSH_9.6\\r\\n\"\n+0.01 S > C [R.] 1 ack 22\n";
    assertThat(facts(refused, "unread-data-at-close")).contains("it answers an SSH banner, and none came back");
    String greeted =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"SSH-2.0-OpenSSH_9.6\\r\\n\"\n"
            + "+0.001 S > C [P.] 1 ack 22 \"SSH-2.0-OpenSSH_9.6\\r\\n\"\n"
            + "+0.01 S > C [R.] 22 ack 22\n";
    assertThat(facts(greeted, "abortive-close")).noneMatch(fact -> fact.contains("SSH"));
  }

  @Test
  void aPacketCutByTheSnapshotLengthTellsWhatIsThereAndNoMore() {
    String script =
        Openings.HANDSHAKE
            + "+0.001 C > S [P.] 1 ack 1 \"" + POST_HEAD + "\"\n"
            + "+0.001 C > S [.] 42:1042(1000) ack 1\n"
            + "+0.001 S > C [R.] 1 ack 1042\n";
    Application line = cut(script, 66 + 20);
    assertThat(line.method()).isEqualTo("POST");
    assertThat(line.body()).isEqualTo(Body.UNKNOWN);
    assertThat(line.bodyLength()).isEqualTo(-1);
    assertThat(cut(script, 66 + 10)).isNull();
    assertThat(cut(script, 66)).isNull();
  }

  private static Application cut(String script, int snaplen) {
    return Found.in(Script.parse(script).cutAt(snaplen)).only().clientHalf().application();
  }

  @Test
  void whatIsNotRecognisedIsNotGuessed() {
    assertThat(client(Openings.EXCHANGE)).isNull();
    assertThat(server(Openings.EXCHANGE)).isNull();
  }

  @Test
  void theShortWayThroughTheTrackerSeesTheSameMessages() {
    StringBuilder script = new StringBuilder(HTTP_EXCHANGE);
    int request = 28;
    int response = 41;
    for (int i = 0; i < 5; i++) {
      script.append("+0.1 C > S [P.] " + request + " ack " + response + " \"" + GET + "\"\n");
      request += 27;
      script.append("+0.1 S > C [P.] " + response + " ack " + request + " \"" + OK_HEAD + "\"\n");
      response += 41;
      for (int j = 0; j < 5; j++) {
        script.append("+0.1 S > C [.] " + response + ":" + (response + 1000) + "(1000) ack " + request + "\n");
        response += 1000;
        script.append("+0.1 C > S [.] " + request + " ack " + response + "\n");
      }
    }
    Frames frames = Script.parse(script.toString());
    Application shortWay = Found.in(frames).only().serverHalf().application();
    Application longWay =
        Found.in(frames.source(), new AnalysisOptions(true, false, Integer.MAX_VALUE, 4, false, Announcing.NEVER))
            .only().serverHalf().application();
    assertThat(shortWay).isEqualTo(longWay);
    assertThat(shortWay.messages()).isEqualTo(6);
    assertThat(shortWay.body()).isEqualTo(Body.COMPLETE);
  }
}
