package io.finrst.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.BrokenPipe;
import io.finrst.report.HostNames;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String lines(Records connection, Diagnosis diagnosis, AnalysisSummary summary) throws IOException {
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, false, HostNames.NONE);
    writer.onConnection(connection.told(diagnosis));
    writer.finish(summary);
    return out.toString(StandardCharsets.US_ASCII);
  }

  private JsonNode only(Records connection, Diagnosis diagnosis) throws IOException {
    return MAPPER.readTree(lines(connection, diagnosis, Records.emptySummary()).lines().findFirst().orElseThrow());
  }

  @Test
  void aConnectionIsOneLineAndTheSummaryTheLast() throws IOException {
    String text =
        lines(Records.aReset(), Records.unreadData(), Records.summary(Map.of(Verdict.RST_AFTER_DATA, 1L)));
    assertThat(text)
        .isEqualTo(
            """
            {"type":"connection","schemaVersion":"2.0","tcpStream":3,"communityId":"1:x4ZSOR8FVLIBMrFEF64eUJChWaI=",\
            "displayFilter":"tcp.stream eq 3","capture":null,"frameInCapture":null,"alsoTcpStreams":[],"clearedTcpStream":null,"clearedByTcpStream":null,"client":{"ip":"10.0.0.5","port":40002},\
            "server":{"ip":"10.0.0.9","port":443},"start":"2026-11-20T19:23:34.438146Z",\
            "end":"2026-11-20T19:23:34.638146Z","durationSeconds":0.2,"silenceBeforeEndSeconds":0.031,"longestSilenceSeconds":0.0,\
            "handshakeRttSeconds":0.012,"verdict":"rst-after-data","harm":"harmful","supersedes":null,"state":"reset-after-data",\
            "endedBy":{"role":"server","ip":"10.0.0.9","port":443,"inNameOf":null,"frame":32},"firstFin":null,\
            "simultaneousClose":false,"halfClose":null,\
            "resets":[{"frame":32,"time":"2026-11-20T19:23:34.638146Z","from":"server","flags":"RA","seq":1,\
            "ack":18560,"window":501,"ttl":64,"ipId":7,"payloadLength":0,"text":null,"tos":0,"flowLabel":null,\
            "mptcpReason":null,"kind":"abort","effect":"accepted",\
            "why":"its sequence number is exactly the one expected","answeredFrame":null,"oddities":[],\
            "odditiesInWords":[]}],\
            "resetsNotKept":0,"tamperingSignature":null,"repetition":null,\
            "handshakeFaults":{"challengeAckFrame":null,"badAckFrame":null,"synAckAgainFrame":null},"icmpErrors":[],\
            "icmpErrorsNotKept":0,"kernelResets":[],\
            "causes":[{"id":"unread-data-at-close","confidence":"likely",\
            "evidence":[{"frame":31,"fact":"the server had acknowledged 18,559 bytes and answered none"},\
            {"frame":null,"fact":"no FIN of either side"}],"indistinguishableFrom":["abortive-close"],\
            "toTellApart":"whether the server's program read the request to its end","harmful":true},\
            {"id":"abortive-close","confidence":"possible","evidence":[],\
            "indistinguishableFrom":["unread-data-at-close"],"toTellApart":"","harmful":true}],\
            "socketErrors":{"client":[\
            {"call":"recv","error":"ECONNRESET","linux":104,"macos":54,"windows":10054,\
            "messages":{"python":"ConnectionResetError: [Errno 104] Connection reset by peer",\
            "java":"java.net.SocketException: Connection reset","go":"read: connection reset by peer",\
            "node":"Error: read ECONNRESET"}},\
            {"call":"send","error":"EPIPE","linux":32,"macos":32,"windows":10053,\
            "messages":{"python":"BrokenPipeError: [Errno 32] Broken pipe",\
            "java":"java.net.SocketException: Broken pipe","go":"write: broken pipe",\
            "node":"Error: write EPIPE"}}],\
            "server":[]},"endOfFile":null,"advice":{"client":["Send the request again only if it is safe to repeat."],\
            "server":["Read the request to its end before closing.",\
            "Or close in two steps: shutdown, read, close."]},\
            "traffic":{"client":{"packets":17,"bytes":18559,"retransmitted":0,"outOfOrder":0,"duplicates":0,\
            "missingBytes":0,"unacknowledgedBytes":0,"dscp":0,"stack":"linux","keepAlives":0,"windowProbes":0,"zeroWindows":0},\
            "server":{"packets":13,"bytes":0,"retransmitted":0,"outOfOrder":0,"duplicates":0,"missingBytes":0,\
            "unacknowledgedBytes":0,"dscp":0,"stack":"linux","keepAlives":0,"windowProbes":0,"zeroWindows":0}},\
            "application":{"client":null,"server":null},\
            "captureQuality":{"handshake":"complete","directions":"both","gaps":0,"snaplenCut":false,\
            "rolesGuessed":false,"duplicated":false,"translatedFrom":null,\
            "evicted":false,"lacks":[],"notes":[]},"vlan":null,"tunnel":null}
            {"type":"summary","schemaVersion":"2.0","captures":[{"name":"a.pcap","format":"pcap","linkTypes":[1],\
            "packets":30,"firstFrame":1,"firstTime":"2026-11-20T19:23:34.438146Z",\
            "lastTime":"2026-11-20T19:23:34.638146Z","snaplen":262144,"dropped":null,\
            "impossibleTimes":0,"backwardTimes":0,"farthestBackSeconds":0.0,"damage":null}],\
            "packets":30,"tcpPackets":30,"skipped":{},"filteredOut":0,"connections":1,"translated":0,"evicted":0,\
            "onlySynFinRst":false,"lacking":{},"verdicts":{"rst-after-data":1},"endedBadly":0,"endedHarmlessly":0,"groups":[],"scans":[],"inOtherScans":0,"down":[],"idleTimers":[],"notLookedInto":0,\
            "firstTime":"2026-11-20T19:23:34.438146Z",\
            "lastTime":"2026-11-20T19:23:34.638146Z","complete":true}
            """);
  }

  @Test
  void wordsOfAResetAreEscapedAndWhatTheProgramsSaidStandsBySide() throws IOException {
    JsonNode connection = only(Records.aResetWithWords(), Diagnosis.NONE);
    assertThat(connection.at("/resets/0/text").asText()).isEqualTo("no \\x1b[2Jflow");
    assertThat(connection.at("/resets/0/flowLabel").asInt()).isEqualTo(4711);
    assertThat(connection.at("/resets/0/mptcpReason").asInt()).isEqualTo(6);
    assertThat(connection.at("/tamperingSignature/number").asInt()).isEqualTo(11);
    assertThat(connection.at("/tamperingSignature/name").asText()).isEqualTo("PSH+ACK -> RST");
    assertThat(connection.at("/application/client").toString())
        .isEqualTo(
            "{\"protocol\":\"http\",\"message\":\"request\",\"frame\":4,\"messages\":2,\"method\":\"POST\","
                + "\"status\":null,\"alert\":null,\"announcesClose\":false,\"keepAlive\":true,\"body\":\"partial\","
                + "\"bodyLength\":8192,\"bodySent\":3000,"
                + "\"code\":null,\"reply\":\"unknown\",\"tlsHandshake\":\"none\"}");
    assertThat(connection.at("/application/server/alert").asText()).isEqualTo("handshake_failure");
  }

  @Test
  void whatContradictsAResetsHostIsToldByIdsAndInWords() throws IOException {
    JsonNode reset = only(Records.anInjectedReset(), Diagnosis.NONE).at("/resets/0");
    assertThat(reset.get("oddities").toString()).isEqualTo("[\"other-ttl\",\"went-on\"]");
    assertThat(reset.get("odditiesInWords").toString())
        .isEqualTo("[\"TTL 247, this host's other packets have 54\",\"this host went on sending afterwards\"]");
    assertThat(reset.get("kind").asText()).isEqualTo("foreign");
  }

  @Test
  void theArrayIsOneDocumentOfTheSameObjects() throws IOException {
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.ARRAY, false, HostNames.NONE);
    writer.onConnection(Records.aReset().told(Records.unreadData()));
    writer.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    writer.finish(Records.summary(Map.of()));
    JsonNode array = MAPPER.readTree(out.toByteArray());
    assertThat(array.isArray()).isTrue();
    assertThat(array)
        .extracting(node -> node.get("type").asText())
        .containsExactly("connection", "connection", "summary");
    assertThat(out.toString(StandardCharsets.US_ASCII)).startsWith("[\n{").endsWith("}\n]\n");
  }

  @Test
  void theArrayIsADocumentAlsoWithoutConnections() throws IOException {
    new JsonWriter(out, JsonWriter.Layout.ARRAY, true, HostNames.NONE).finish(Records.emptySummary());
    assertThat(MAPPER.readTree(out.toByteArray())).hasSize(1);
  }

  @Test
  void aRefusalHasNoRoundTripAndNamesTheAnsweredFrame() throws IOException {
    JsonNode json = only(Records.aRefusal(), Records.portClosed());
    assertThat(json.get("handshakeRttSeconds").isNull()).isTrue();
    assertThat(json.get("durationSeconds").decimalValue()).isEqualByComparingTo("0.00005");
    assertThat(json.at("/resets/0/answeredFrame").asLong()).isEqualTo(1);
    assertThat(json.at("/captureQuality/handshake").asText()).isEqualTo("partial");
  }

  @Test
  void theFirstFinAndTheHalfCloseSayWhoAndWhen() throws IOException {
    JsonNode json = only(Records.aHalfClose(), Diagnosis.NONE);
    assertThat(json.get("firstFin"))
        .isEqualTo(
            MAPPER.readTree("{\"role\":\"client\",\"frame\":10,\"time\":\"2026-11-20T19:23:34.638146Z\"}"));
    assertThat(json.get("halfClose"))
        .isEqualTo(MAPPER.readTree("{\"by\":\"client\",\"bytesAfterFin\":1500,\"durationSeconds\":3.0}"));
    assertThat(json.get("endedBy").isNull()).isTrue();
  }

  @Test
  void addressesOfIpv6ShortenTheLongestRunOfZeros() throws IOException {
    JsonNode json = only(Records.aPoorCapture(), Diagnosis.NONE);
    assertThat(json.at("/server/ip").asText()).isEqualTo("2001:db8::1");
    assertThat(json.at("/tunnel/id").asLong()).isEqualTo(4_294_967_295L);
    assertThat(json.at("/vlan").asInt()).isEqualTo(5);
    assertThat(json.at("/captureQuality/directions").asText()).isEqualTo("server-only");
  }

  @Test
  void namesThatAreNotAsciiAreEscapedAndReadBackTheSame() throws IOException {
    String text = lines(Records.anOpenOne(), Diagnosis.NONE, Records.poorSummary());
    assertThat(text).doesNotContain("\u001b");
    JsonNode summary = MAPPER.readTree(text.lines().skip(1).findFirst().orElseThrow());
    assertThat(summary.at("/captures/0/name").asText()).isEqualTo("a\u001b[2J.pcap");
    assertThat(summary.at("/captures/1/firstTime").isNull()).isTrue();
    assertThat(summary.at("/skipped/UDP").asLong()).isEqualTo(1_200);
    assertThat(summary.get("complete").asBoolean()).isFalse();
  }

  @Test
  void aLiveReaderGetsEachLineWholeAsSoonAsItsConnectionHasEnded() {
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, true, HostNames.NONE);
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThat(out.toString(StandardCharsets.US_ASCII)).endsWith("}\n");
  }

  @Test
  void aBrokenPipeIsKeptAndNothingMoreIsWritten() {
    BrokenPipe pipe = new BrokenPipe(100);
    JsonWriter writer = new JsonWriter(pipe, JsonWriter.Layout.LINES, true, HostNames.NONE);
    assertThat(writer.failed()).isFalse();
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThat(writer.failed()).isTrue();
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThatThrownBy(() -> writer.finish(Records.emptySummary())).isInstanceOf(IOException.class);
    assertThat(pipe.attemptsAfterFailure()).isZero();
  }

  @Test
  void namesStandBesideAddressesWhereSomebodyAskedForThem() throws IOException {
    HostNames names = address -> address.equals(Records.ipv4(10, 0, 0, 9)) ? "db.example.net" : null;
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, false, names);
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    writer.finish(Records.summary(Map.of()));
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .contains("\"client\":{\"ip\":\"10.0.0.5\",\"port\":40002}")
        .contains("\"server\":{\"ip\":\"10.0.0.9\",\"port\":443,\"name\":\"db.example.net\"}");
  }

  @Test
  void aDeviceIsNotGivenTheAddressOfItsVictim() throws IOException {
    assertThat(only(Records.anInjectedReset(), Diagnosis.NONE).get("endedBy").toString())
        .isEqualTo("{\"role\":\"middlebox\",\"ip\":null,\"port\":null,\"inNameOf\":\"server\",\"frame\":32}");
  }

  @Test
  void inBriefAConnectionTakesSomeFourHundredBytes() throws IOException {
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.BRIEF, false, HostNames.NONE);
    writer.onConnection(Records.aReset().told(Records.unreadData()));
    writer.finish(Records.emptySummary());
    String brief = out.toString(StandardCharsets.US_ASCII).lines().findFirst().orElseThrow();
    assertThat(brief)
        .isEqualTo(
            """
            {"type":"brief","tcpStream":3,"capture":null,"start":"2026-11-20T19:23:34.438146Z",\
            "end":"2026-11-20T19:23:34.638146Z","client":{"ip":"10.0.0.5","port":40002},\
            "server":{"ip":"10.0.0.9","port":443},"verdict":"rst-after-data","harm":"harmful","endedBy":"server",\
            "frame":32,"cause":"unread-data-at-close","confidence":"likely","supersedes":null}""")
        .hasSizeLessThan(400);
  }
}
