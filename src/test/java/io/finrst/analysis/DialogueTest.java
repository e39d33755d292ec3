package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.Application.Body;
import io.finrst.record.Application.Handshake;
import io.finrst.record.Application.Reply;
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Words;
import io.finrst.wire.ApplicationMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages are followed from boundary to boundary, and not guessed where bytes are missing. */
class DialogueTest {
  private static final String REDIS_GET = "*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\n";
  private static final String STARTUP = "\\x00\\x00\\x00\\x10\\x00\\x03\\x00\\x00user\\x00me\\x00";
  private static final String READY = "R\\x00\\x00\\x00\\x08\\x00\\x00\\x00\\x00Z\\x00\\x00\\x00\\x05I";
  private static final String QUERY = "Q\\x00\\x00\\x00\\x0dselect 1\\x00";

  private static final String H2_PREFACE = "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n";

  private static String frame(int type, int flags, int stream, String body) {
    return String.format(
        "\\x00\\x00\\x%02x\\x%02x\\x%02x\\x00\\x00\\x00\\x%02x%s",
        Words.length(body), type, flags, stream, body);
  }

  private static ConnectionRecord record(String script) {
    return Found.inScript(script).only();
  }

  private static Application client(String script) {
    return record(script).clientHalf().application();
  }

  private static Application server(String script) {
    return record(script).serverHalf().application();
  }

  @Test
  void anAnsweredRequestIsGivenAndTheNextOneDue() {
    Said said = Said.of(REDIS_GET).server("$2\\r\\nok\\r\\n");
    assertThat(client(said.serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said more = Said.of(REDIS_GET).server("$2\\r\\nok\\r\\n").client(REDIS_GET);
    assertThat(client(more.serverCloses()).reply()).isEqualTo(Reply.DUE);
  }

  @Test
  void requestsInOneSegmentAreCountedOneByOne() {
    Said said = Said.of(REDIS_GET + REDIS_GET).server("$2\\r\\nok\\r\\n");
    assertThat(client(said.serverCloses()).reply()).isEqualTo(Reply.DUE);
  }

  @Test
  void aHeaderMayBeSplitBetweenSegments() {
    Said said = Said.of(REDIS_GET).server("$10").server("0\\r\\nbegins");
    Application answer = server(said.serverCloses());
    assertThat(answer.body()).isEqualTo(Body.PARTIAL);
    assertThat(answer.bodyLength()).isEqualTo(108);
    assertThat(answer.bodySent()).isEqualTo(12);
    Said second = Said.of(REDIS_GET).server("$2\\r\\nok\\r\\n").client(REDIS_GET).server("$10");
    assertThat(server(second.serverCloses()).body()).isEqualTo(Body.HEADER);
  }

  @Test
  void aNestedArrayIsOneAnswer() {
    String array = "*2\\r\\n*1\\r\\n:1\\r\\n:2\\r\\n";
    assertThat(client(Said.of(REDIS_GET).server(array).serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    String part = "*2\\r\\n*1\\r\\n:1\\r\\n";
    assertThat(client(Said.of(REDIS_GET).server(part).serverCloses()).reply()).isEqualTo(Reply.UNDER_WAY);
  }

  @Test
  void nothingIsGuessedWhereBytesAreMissing() {
    String whole = Said.of(STARTUP).server(READY).client(QUERY).waits(1).serverCloses();
    assertThat(client(whole).reply()).isEqualTo(Reply.DUE);
    String lossy = whole.replaceFirst("(S > C \\[P.\\] 1 ack [^\\n]*)", "$1 lost");
    assertThat(lossy).isNotEqualTo(whole);
    Application said = client(lossy);
    assertThat(said == null || said.reply() == Reply.UNKNOWN).isTrue();
    assertThat(Found.inScript(lossy).diagnoses().get(0).findings()).isEmpty();
  }

  @Test
  void whatComesAfterAResetIsNotTakenIn() {
    String script = Said.of(STARTUP).server(READY).client(QUERY).clientClosesAndIsAnswered(READY);
    assertThat(client(script).message()).isEqualTo(ApplicationMessage.POSTGRES_REQUEST);
  }

  @Test
  void theHandshakeOfTlsIsFinishedBySealedRecordsThatAreNoAlerts() {
    assertThat(client(Said.of(Said.CLIENT_HELLO).server(Said.SERVER_HELLO).clientCloses()).handshake())
        .isEqualTo(Handshake.BEGUN);
    assertThat(client(Said.tls().clientCloses()).handshake()).isEqualTo(Handshake.FINISHED);
  }

  @Test
  void mailIsOneRequestFromDataToItsDot() {
    Said mail =
        Said.byServer("220 ready\\r\\n")
            .client("DATA\\r\\n")
            .server("354 go on\\r\\n")
            .client("Subject: a\\r\\n\\r\\nQUIT\\r\\n");
    assertThat(client(mail.clientCloses()).isPartial()).isTrue();
  }

  @Test
  void aStreamOfHttp2IsAnsweredByItsEnd() {
    Said said = Said.of(H2_PREFACE + frame(1, 5, 1, "h") + frame(1, 5, 3, "h"));
    assertThat(client(said.serverCloses()).reply()).isEqualTo(Reply.DUE);
    Said one = Said.of(H2_PREFACE + frame(1, 5, 1, "h") + frame(1, 5, 3, "h")).server(frame(1, 5, 3, "h"));
    assertThat(client(one.serverCloses()).reply()).isEqualTo(Reply.DUE);
    Said begun = Said.of(H2_PREFACE + frame(1, 5, 1, "h")).server(frame(1, 4, 1, "h") + frame(0, 0, 1, "d"));
    assertThat(client(begun.serverCloses()).reply()).isEqualTo(Reply.UNDER_WAY);
    Said given = Said.of(H2_PREFACE + frame(1, 5, 1, "h")).server(frame(1, 4, 1, "h") + frame(0, 1, 1, "d"));
    assertThat(client(given.serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said trailers = Said.of(H2_PREFACE + frame(1, 4, 1, "h") + frame(0, 0, 1, "d") + frame(1, 5, 1, "h"));
    assertThat(client(trailers.server(frame(1, 5, 1, "h")).serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said pushed = Said.of(H2_PREFACE + frame(1, 5, 1, "h")).server(frame(1, 5, 2, "h"));
    assertThat(client(pushed.serverCloses()).reply()).isEqualTo(Reply.DUE);
    Said left = Said.of(H2_PREFACE + frame(1, 5, 1, "h")).client(frame(7, 0, 0, "\\x00".repeat(8)));
    assertThat(client(left.clientCloses()).reply()).isEqualTo(Reply.NOT_NEEDED);
  }

  @Test
  void sshIsReadUpToItsNewKeysOnly() {
    String newKeys = "\\x00\\x00\\x00\\x06\\x04\\x15nnnn";
    String likeADisconnect = "\\x00\\x00\\x00\\x0a\\x04\\x01\\x00\\x00\\x00\\x02pppp";
    Said said = Said.byServer("SSH-2.0-a\\r\\n").client("SSH-2.0-b\\r\\n").server(newKeys + likeADisconnect);
    assertThat(server(said.serverCloses()).code()).isEmpty();
    Said banners = Said.byServer("SSH-2.0-a\\r\\n").client("SSH-2.0-b\\r\\n").server(likeADisconnect);
    assertThat(server(banners.serverCloses()).code()).isEqualTo("2 PROTOCOL_ERROR");
  }

  @Test
  void mqttCountsWhatIsToBeAnswered() {
    String connect = "\\x10\\x0c\\x00\\x04MQTT\\x04\\x02\\x00\\x3c\\x00\\x00";
    String accepted = "\\x20\\x02\\x00\\x00";
    String publish = "\\x%s\\x05\\x00\\x01tim";
    assertThat(client(Said.of(connect).serverCloses()).reply()).isEqualTo(Reply.DUE);
    Said once = Said.of(connect).server(accepted).client(String.format(publish, "30"));
    assertThat(client(once.serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said sure = Said.of(connect).server(accepted).client(String.format(publish, "32"));
    assertThat(client(sure.serverCloses()).reply()).isEqualTo(Reply.DUE);
    Said normal = Said.of(connect).server(accepted + "\\xe0\\x00");
    assertThat(server(normal.serverCloses()).code()).isEmpty();
    Said other = Said.of(connect).server(accepted + "\\xe1\\x01\\x8b");
    assertThat(Found.inScript(other.serverCloses()).diagnoses().get(0).findings()).as("no MQTT any more").isEmpty();
  }

  @Test
  void ldapCountsWhatIsToBeAnswered() {
    String bind = "\\x30\\x0c\\x02\\x01\\x01\\x60\\x07\\x02\\x01\\x03\\x04\\x00\\x80\\x00";
    String bound = "\\x30\\x0c\\x02\\x01\\x01\\x61\\x07\\x0a\\x01\\x00\\x04\\x00\\x04\\x00";
    String message = "\\x30\\x81\\x05\\x02\\x01\\x02\\x%s\\x00"; // a length that is longer than it need be
    Said session = Said.of(bind).server(bound);
    assertThat(client(Said.of(bind).serverCloses()).reply()).isEqualTo(Reply.DUE);
    assertThat(client(Said.of(bind).server(bound).serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said searching = Said.of(bind).server(bound).client(String.format(message, "63"));
    assertThat(client(searching.server(String.format(message, "64")).serverCloses()).reply()).isEqualTo(Reply.UNDER_WAY);
    Said found = Said.of(bind).server(bound).client(String.format(message, "63"));
    assertThat(client(found.server(String.format(message, "65")).serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    Said abandoned = Said.of(bind).server(bound).client(String.format(message, "50"));
    assertThat(client(abandoned.serverCloses()).reply()).isEqualTo(Reply.GIVEN);
    assertThat(client(session.client(String.format(message, "42")).serverCloses()).reply()).isEqualTo(Reply.NOT_NEEDED);
  }

  @Test
  void amqpAnswersAreNotGuessedOnceChannelsMayBeOpen() {
    String greeting = "AMQP\\x00\\x00\\x09\\x01";
    String openOk = "\\x01\\x00\\x00\\x00\\x00\\x00\\x05\\x00\\x0a\\x00\\x29\\x00\\xce\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\xce";
    assertThat(client(Said.of(greeting).serverCloses()).reply()).isEqualTo(Reply.DUE);
    assertThat(client(Said.of(greeting).server(openOk).serverCloses()).reply()).isEqualTo(Reply.UNKNOWN);
    Said other = Said.of(greeting).server("AMQP\\x00\\x01\\x00\\x00");
    assertThat(server(other.serverCloses()).code()).isEqualTo("another version");
  }

  /** Recorded with a snapshot length of 320 bytes: where a header is not captured, the next turn begins anew. */
  @ParameterizedTest
  @CsvSource({
    "pg-backend-killed9-query, closed-without-answer, CERTAIN",
    "pg-terminate-backend-busy, protocol-refusal, CERTAIN",
    "mysql-kill-connection, closed-without-answer, CERTAIN",
    "redis-output-buffer, answer-cut-short, CERTAIN",
    "go-client-timeout, client-gave-up, LIKELY",
    "tls-curl-rejects-cert, tls-alert, CERTAIN",
    "aiohttp-server-big-post, protocol-refusal, LIKELY"
  })
  void endingsOfRealServersAreNamed(String file, String cause, String confidence) {
    Found found = Found.inFiles(Path.of("src/test/resources/fin", file + ".pcap"));
    assertThat(found.diagnoses().get(0).findings().get(0).cause().id()).isEqualTo(cause);
    assertThat(found.diagnoses().get(0).findings().get(0).confidence()).hasToString(confidence);
  }
}
