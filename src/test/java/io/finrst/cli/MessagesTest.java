package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What explain makes of what people paste. */
class MessagesTest {
  private static final Messages TABLE = Messages.load();

  /** What stands around a message in a log, a traceback, a terminal. */
  private static final List<String> NOISE =
      List.of(
          "%s",
          "2026-11-20T19:23:34.438146Z ERROR [worker-7] com.example.Orders: %s (attempt 3 of 5, 10.0.0.5:43210)",
          "Nov 20 19:23:34 web-3 app[2104]: %s, client: 10.0.0.5, server: example.org:8443",
          "  Caused by: %s\n\tat /usr/lib/app/main.py:204",
          "{\"level\":\"error\",\"msg\":\"request to http://10.0.0.7:8080/a?b=1 failed: %s\",\"took\":5003}");

  private static Stream<Message> messages() {
    return TABLE.all().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsKnownInWhateverStandsAroundIt(Message message) {
    String said = message.words().replace("*", "17").replace("?", "-");
    for (String noise : around(message.kind())) {
      assertThat(TABLE.in(noise.replace("%s", said)))
          .as(noise.replace("%s", said))
          .isNotEmpty()
          .first()
          .satisfies(found -> assertThat(found.meaning().id()).isEqualTo(message.meaning().id()));
    }
  }

  private static List<String> around(Message.Kind kind) {
    return switch (kind) {
      case WHOLE -> List.of("%s", " %s ");
      case NUMBER -> List.of("%s", "app: request failed with error %s", "errno=%s from 10.0.0.7:104", "\"GET / HTTP/1.1\" %s 157 \"-\"");
      case SAYS, WEAK, CODE -> NOISE;
    };
  }

  @Test
  void atLeastAHundredAndFiftyMessagesOfKnownSource() {
    assertThat(TABLE.all().size()).isGreaterThan(150);
    for (Message message : TABLE.all()) {
      assertThat(message.source()).as(message.words()).contains(".");
    }
    assertThat(TABLE.all().stream().map(message -> message.kind() + message.words())).doesNotHaveDuplicates();
  }

  @Test
  void everyMeaningSaysWhatIsOnTheWireAndWhatToLookFor() {
    assertThat(TABLE.meanings())
        .allSatisfy(
            meaning -> {
              assertThat(meaning.means()).endsWith(".");
              assertThat(meaning.onTheWire()).endsWith(".");
              assertThat(meaning.title()).isNotBlank();
            });
    assertThat(TABLE.meanings().stream().filter(meaning -> meaning.causes().isEmpty()).map(Meaning::id))
        .containsExactlyInAnyOrder("own-close", "stream-reset");
  }

  /** Whole lines, as they come. */
  @ParameterizedTest
  @MethodSource("pasted")
  void aPastedLineIsUnderstood(String line, String meaning) {
    assertThat(TABLE.in(line)).first().satisfies(found -> assertThat(found.meaning().id()).isEqualTo(meaning));
  }

  private static Stream<Arguments> pasted() {
    return Stream.of(
        Arguments.of(
            "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection"
                + " without response'))",
            "BEFORE_THE_ANSWER"),
        Arguments.of(
            "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by"
                + " peer'))",
            "ECONNRESET"),
        Arguments.of(
            "HTTPConnectionPool(host='10.0.0.7', port=8080): Max retries exceeded with url: / (Caused by"
                + " NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f104>: Failed to establish a new"
                + " connection: [Errno 111] Connection refused'))",
            "ECONNREFUSED"),
        Arguments.of("Get \"http://10.0.0.7:8080/orders\": EOF", "BEFORE_THE_ANSWER"),
        Arguments.of("read tcp 10.0.0.5:43210->10.0.0.7:8080: read: connection reset by peer", "ECONNRESET"),
        Arguments.of("dial tcp 10.0.0.7:8080: i/o timeout", "connect-timeout"),
        Arguments.of("read tcp 10.0.0.5:43210->10.0.0.7:8080: i/o timeout", "answer-timeout"),
        Arguments.of("Error: socket hang up at connResetException (node:internal/errors:720:14) code: 'ECONNRESET'", "BEFORE_THE_ANSWER"),
        Arguments.of("Error: read ECONNRESET at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20) errno: -104", "ECONNRESET"),
        Arguments.of("TypeError: fetch failed [cause]: SocketError: other side closed", "BEFORE_THE_ANSWER"),
        Arguments.of("TypeError: fetch failed [cause]: Error: connect ECONNREFUSED 127.0.0.1:8080", "ECONNREFUSED"),
        Arguments.of("curl: (35) Recv failure: Connection reset by peer", "ECONNRESET"),
        Arguments.of("curl: (7) Failed to connect to example.org port 443 after 2 ms: Couldn't connect to server", "connect-failed"),
        Arguments.of("curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received", "answer-timeout"),
        Arguments.of(
            "System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.",
            "ECONNRESET"),
        Arguments.of("System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer.", "lost"),
        Arguments.of(
            "2026/11/20 19:23:34 [error] 31#31: *104 upstream prematurely closed connection while reading response header"
                + " from upstream, client: 10.0.0.5, server: _, request: \"GET / HTTP/1.1\", upstream:"
                + " \"http://10.0.0.7:8080/\", host: \"a\"",
            "BEFORE_THE_ANSWER"),
        Arguments.of(
            "haproxy[4436]: 10.0.0.5:43210 [20/Nov/2026:19:23:34.438] fe be/s1 0/0/1/-1/5 502 204 - - SH-- 1/1/0/0/0 0/0"
                + " \"GET / HTTP/1.1\"",
            "BEFORE_THE_ANSWER"),
        Arguments.of("haproxy[4436]: 10.0.0.5:43210 fe be/s1 0/0/5007 0 sD 1/1/1/0/0 0/0", "answer-timeout"),
        Arguments.of("[2026-11-20T19:23:34.438Z] \"GET /a HTTP/1.1\" 503 UC upstream_reset 0 95 12 - \"-\"", "lost"),
        Arguments.of("[2026-11-20T19:23:34.438Z] \"GET /a HTTP/1.1\" 503 UF,URX - 0 95 12 - \"-\"", "connect-failed"),
        Arguments.of(
            "rpc error: code = Unavailable desc = connection error: desc = \\\"transport: Error while dialing: dial tcp"
                + " 10.0.0.7:50051: connect: connection refused\\\"",
            "ECONNREFUSED"),
        Arguments.of("rpc error: code = Unavailable desc = error reading from server: EOF", "BEFORE_THE_ANSWER"),
        Arguments.of("StatusCode.UNAVAILABLE details = \"Received something odd\"", "lost"),
        Arguments.of("java.net.SocketTimeoutException: Connect timed out", "connect-timeout"),
        Arguments.of("javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure", "WITHIN_TLS"),
        Arguments.of(
            "ERROR 2013 (HY000): Lost connection to MySQL server at 'reading initial communication packet', system error:"
                + " 104",
            "ECONNRESET"),
        Arguments.of(
            "psql: error: connection to server at \"db\" (10.0.0.7), port 5432 failed: Connection refused", "ECONNREFUSED"),
        Arguments.of("This page isn\u2019t working. example.org didn\u2019t send any data. ERR_EMPTY_RESPONSE", "BEFORE_THE_ANSWER"),
        Arguments.of("<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>", "bad-gateway"),
        Arguments.of("\u001b[31mwrite EPIPE\u001b[0m", "EPIPE"),
        Arguments.of("kex_exchange_identification: read: Connection reset by peer", "ECONNRESET"),
        Arguments.of("tcp  1  0 10.0.0.7:8080  10.0.0.5:43210  CLOSE_WAIT  2104/java", "close-wait"));
  }

  @ParameterizedTest
  @CsvSource({
    "104, ECONNRESET  Linux 104",
    "54, ECONNRESET  Linux 104",
    "10054, WSAECONNRESET  Linux 104",
    "0x2746, WSAECONNRESET  Linux 104",
    "0x80072746, WSAECONNRESET  Linux 104",
    "-2147014842, WSAECONNRESET  Linux 104",
    "WSAECONNRESET, WSAECONNRESET  Linux 104",
    "System.Net.Sockets.SocketException (0x80004005) HRESULT 0x80072746, WSAECONNRESET",
    "10053, WSAECONNABORTED",
    "WinError 10061, WSAECONNREFUSED",
    "[Errno 111], ECONNREFUSED",
    "os error 104, ECONNRESET",
    "errno=-104, no connection was made",
    "32, EPIPE",
    "502, 502 Bad Gateway",
    "RST, RST",
    "reset, RST",
    "fin, FIN"
  })
  void numbersAndShortWordsMeanWhatTheyUsuallyDo(String words, String title) {
    assertThat(TABLE.in(words)).first().satisfies(found -> assertThat(found.meaning().title()).startsWith(title));
  }

  @Test
  void aNumberThatMayBeTwoErrorsNamesBoth() {
    assertThat(TABLE.in("10053").stream().map(found -> found.meaning().id())).containsExactly("ECONNABORTED", "EPIPE");
    assertThat(TABLE.in("10054").stream().map(found -> found.meaning().id())).containsExactly("ECONNRESET", "EPIPE");
  }

  @ParameterizedTest
  @CsvSource({"graceful", "9999", "port 104", "10.0.0.104:54", "frobnicate", "12345678901234567890"})
  void otherWordsMeanNothing(String words) {
    assertThat(TABLE.in(words)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Errno.class)
  void theSystemsTextAndTheNameLeadToTheError(Errno error) {
    for (String words : List.of(error.text(), error.name(), "connect " + error.name() + " 10.0.0.7:8080")) {
      List<String> ids = new ArrayList<>();
      TABLE.in(words).forEach(found -> ids.add(found.meaning().id()));
      boolean ofConnect = words.startsWith("connect ") && error == Errno.ETIMEDOUT;
      assertThat(ids).as(words).containsExactly(ofConnect ? "connect-timeout" : error.name());
    }
  }

  @ParameterizedTest
  @EnumSource(EndOfFile.class)
  void whatReportsQuoteIsUnderstood(EndOfFile end) {
    for (String words : end.words()) {
      assertThat(TABLE.in(words)).as(words).isNotEmpty().first().satisfies(
          found -> assertThat(found.meaning().id()).isEqualTo(end.name()));
    }
  }
}
