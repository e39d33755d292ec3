package io.finrst.analysis;

import static io.finrst.analysis.CauseCase.OTHER_HOST;
import static io.finrst.analysis.CauseCase.TIME_PASSES;
import static io.finrst.analysis.CauseCase.but;
import static io.finrst.analysis.CauseCase.scripted;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Said.CLIENT_HELLO;
import static io.finrst.analysis.Said.GET;
import static io.finrst.analysis.Said.SERVER_HELLO;
import static io.finrst.diagnosis.Cause.ABORTIVE_CLOSE;
import static io.finrst.diagnosis.Cause.ANSWER_CUT_SHORT;
import static io.finrst.diagnosis.Cause.CLIENT_GAVE_UP;
import static io.finrst.diagnosis.Cause.CLOSED_WITHOUT_ANSWER;
import static io.finrst.diagnosis.Cause.IDLE_TIMER_CLOSE;
import static io.finrst.diagnosis.Cause.PATH_MTU_BLACK_HOLE;
import static io.finrst.diagnosis.Cause.PROTOCOL_REFUSAL;
import static io.finrst.diagnosis.Cause.REQUEST_CUT_SHORT;
import static io.finrst.diagnosis.Cause.TLS_ALERT;
import static io.finrst.diagnosis.Cause.TLS_CLOSED_IN_HANDSHAKE;

import java.util.List;

/** Endings in order that programs call errors: what each cause is told by. */
final class FinCases {
  /** An HTTP response of which only the length need be right. */
  private static final String OK = "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok";

  private static final String OK_OF_5000 = "HTTP/1.1 200 OK\\r\\nContent-Length: 5000\\r\\n\\r\\n";
  private static final String OK_UNTIL_CLOSE = "HTTP/1.0 200 OK\\r\\n\\r\\nok";
  private static final String OK_IN_CHUNKS =
      "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n";
  private static final String POST = "POST / HTTP/1.1\\r\\nContent-Length: 90\\r\\n\\r\\nbody";
  private static final String BUSY =
      "HTTP/1.1 503 Busy\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n";
  private static final String KEPT = "HTTP/1.1 503 Busy\\r\\nContent-Length: 0\\r\\n\\r\\n";
  private static final String SEALED_ALERT = "\\x17\\x03\\x03\\x00\\x13 nineteen bytes.....";
  private static final String ALERT_UNKNOWN_CA = "\\x15\\x03\\x03\\x00\\x02\\x02\\x30";
  private static final String SQL_STARTUP = "\\x00\\x00\\x00\\x10\\x00\\x03\\x00\\x00user\\x00me\\x00";
  private static final String SQL_READY = "R\\x00\\x00\\x00\\x08\\x00\\x00\\x00\\x00Z\\x00\\x00\\x00\\x05I";
  private static final String SQL_QUERY = "Q\\x00\\x00\\x00\\x0dselect 1\\x00";
  private static final String SQL_TERMINATE = "X\\x00\\x00\\x00\\x04";
  private static final String SQL_FATAL = "E\\x00\\x00\\x00\\x0fSFATAL\\x00C57P01\\x00";
  private static final String H2_PREFACE = "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n";
  private static final String H2_SETTINGS = "\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x00\\x00";
  private static final String H2_GET = "\\x00\\x00\\x01\\x01\\x05\\x00\\x00\\x00\\x01h";
  private static final String H2_OK = "\\x00\\x00\\x01\\x01\\x05\\x00\\x00\\x00\\x01h";
  private static final String H2_GO_AWAY = "\\x00\\x00\\x08\\x07\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x00\\x00\\x00";
  private static final String SSH_BANNER = "SSH-2.0-a\\r\\n";
  private static final String SSH_KEXINIT = "\\x00\\x00\\x00\\x06\\x04\\x14kkkk";
  private static final String SSH_TOO_MANY = "\\x00\\x00\\x00\\x0a\\x04\\x01\\x00\\x00\\x00\\x0cpppp";
  private static final String LDAP_BIND = "\\x30\\x0c\\x02\\x01\\x01\\x60\\x07\\x02\\x01\\x03\\x04\\x00\\x80\\x00";
  private static final String LDAP_EXTENDED_RESPONSE =
      "\\x30\\x0c\\x02\\x01%s\\x78\\x07\\x0a\\x01\\x34\\x04\\x00\\x04\\x00";
  private static final String AMQP = "AMQP\\x00\\x00\\x09\\x01";
  private static final String AMQP_CLOSE = "\\x01\\x00\\x00\\x00\\x00\\x00\\x0b\\x00\\x0a\\x00\\x32%s\\x00\\x00\\x00\\x00\\x00\\xce";
  private static final String MQTT_CONNECT = "\\x10\\x0c\\x00\\x04MQTT\\x04\\x02\\x00\\x3c\\x00\\x00";
  private static final String MQTT_CONNACK = "\\x20\\x02\\x00\\x00";
  private static final String REDIS_GET = "*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\n";

  /** Of what the client sends the receiver sees the short end only. */
  private static final String HOLE_AT_RECEIVER =
      EXCHANGE + "+0.01 C > S [P.] 2997:3097 ack 201\nS > C [.] 201 ack 101 <nop,nop,sack 2997 3097>\n";

  static final List<CauseCase> ALL =
      List.of(
          scripted(CLOSED_WITHOUT_ANSWER, "HTTP", Said.of(GET).waits(2).serverCloses()),
          scripted(CLOSED_WITHOUT_ANSWER, "PostgreSQL", session().client(SQL_QUERY).waits(2).serverCloses()),
          scripted(CLOSED_WITHOUT_ANSWER, "a TLS server that is not there", Said.of(CLIENT_HELLO).serverCloses()),
          scripted(
              CLOSED_WITHOUT_ANSWER, "an unknown protocol", HANDSHAKE,
              "C > S [P.] 1:101 ack 1\n+0.02 S > C [.] 1 ack 101\n+3 S > C [F.] 1 ack 101\nC > S [F.] 101 ack 2\n"),
          but(CLOSED_WITHOUT_ANSWER, "the answer came", Said.of(GET).server(OK).waits(5).serverCloses()),
          but(CLOSED_WITHOUT_ANSWER, "the request says goodbye", session().client(SQL_TERMINATE).serverCloses()),
          but(
              CLOSED_WITHOUT_ANSWER, "the server had not acknowledged the request", HANDSHAKE,
              "C > S [P.] 1:101 ack 1\n+0.2 S > C [F.] 1 ack 1\n+0.1 C > S [F.] 101 ack 2\n"),
          but(
              CLOSED_WITHOUT_ANSWER, "in an unknown protocol it may have been a goodbye", EXCHANGE,
              "+1 C > S [P.] 101:111 ack 201\n+0.02 S > C [F.] 201 ack 111\nC > S [F.] 111 ack 202\n"),
          but(CLOSED_WITHOUT_ANSWER, "the client closes", Said.of(GET).clientCloses()),

          scripted(ANSWER_CUT_SHORT, "by its length", Said.of(GET).server(OK_OF_5000).serverCloses()),
          scripted(ANSWER_CUT_SHORT, "without a last chunk", Said.of(GET).server(OK_IN_CHUNKS).serverCloses()),
          scripted(
              ANSWER_CUT_SHORT, "a Redis string", Said.of(REDIS_GET).server("$100\\r\\nbegins").serverCloses()),
          scripted(
              ANSWER_CUT_SHORT, "rows without an end",
              session().client(SQL_QUERY).server("D\\x00\\x00\\x00\\x06\\x00\\x00").serverCloses()),
          but(ANSWER_CUT_SHORT, "it is whole", Said.of(GET).server(OK).serverCloses()),
          but(ANSWER_CUT_SHORT, "it ends with the connection", Said.of(GET).server(OK_UNTIL_CLOSE).serverCloses()),
          but(
              ANSWER_CUT_SHORT, "a response to HEAD has no body",
              Said.of(GET.replace("GET", "HEAD")).server(OK_OF_5000).serverCloses()),
          but(
              ANSWER_CUT_SHORT, "the last chunk has a trailer field after it",
              Said.of(GET).server(OK_IN_CHUNKS + "0\\r\\nEtag: 1\\r\\n\\r\\n").serverCloses()),
          but(ANSWER_CUT_SHORT, "the client closed first", Said.of(GET).server(OK_OF_5000).clientCloses()),

          scripted(CLOSED_WITHOUT_ANSWER, "and the client writes on", Said.of(GET).serverClosesAndIsWrittenTo()),
          but(
              CLOSED_WITHOUT_ANSWER, "the client writes on after its answer",
              Said.of(GET).server(OK).serverClosesAndIsWrittenTo()),
          but(CLOSED_WITHOUT_ANSWER, "the request crossed the close", Said.of(GET).server(OK).serverClosesAsIsSaid(GET)),
          scripted(
              ANSWER_CUT_SHORT, "and the client writes on", Said.of(GET).server(OK_OF_5000).serverClosesAndIsWrittenTo()),
          scripted(CLIENT_GAVE_UP, "after a second", Said.of(GET).waits(1).clientCloses()),
          scripted(
              CLIENT_GAVE_UP, "and the answer that came later was reset",
              Said.of(GET).waits(1).clientClosesAndIsAnswered(OK)),
          scripted(CLIENT_GAVE_UP, "in mid-answer", Said.of(GET).server(OK_OF_5000).waits(1).clientCloses()),
          but(CLIENT_GAVE_UP, "it had its answer", Said.of(GET).server(OK).waits(1).clientCloses()),
          but(CLIENT_GAVE_UP, "it closes only its own side, at once", Said.of(GET).clientCloses()),
          but(CLIENT_GAVE_UP, "the server closed", Said.of(GET).waits(1).serverCloses()),

          scripted(REQUEST_CUT_SHORT, "by its length", Said.of(POST).waits(1).clientCloses()),
          scripted(REQUEST_CUT_SHORT, "in its header", Said.of("GET / HTTP/1.1\\r\\nHost: a").waits(9).serverCloses()),
          scripted(
              REQUEST_CUT_SHORT, "and the server tells so",
              Said.of(POST).waits(9).server("HTTP/1.1 408 Late\\r\\nConnection: close\\r\\n\\r\\n").serverCloses()),
          but(REQUEST_CUT_SHORT, "it is whole", Said.of(GET).waits(1).clientCloses()),
          but(REQUEST_CUT_SHORT, "the server had answered before", Said.of(POST).server(BUSY).serverCloses()),

          scripted(TLS_ALERT, "in the clear", Said.of(CLIENT_HELLO).server(ALERT_UNKNOWN_CA).serverCloses()),
          scripted(
              TLS_ALERT, "sealed, in place of the Finished",
              Said.of(CLIENT_HELLO).server(SERVER_HELLO).client(SEALED_ALERT).clientCloses()),
          but(
              TLS_ALERT, "it is close_notify",
              Said.of(CLIENT_HELLO).server(ALERT_UNKNOWN_CA.replace("x30", "x00")).serverCloses()),
          but(
              TLS_ALERT, "the handshake was over",
              Said.tls().client(SEALED_ALERT).clientCloses()),

          scripted(
              TLS_CLOSED_IN_HANDSHAKE, "by the client",
              Said.of(CLIENT_HELLO).server(SERVER_HELLO).waits(1).clientCloses()),
          scripted(
              TLS_CLOSED_IN_HANDSHAKE, "by the server",
              Said.of(CLIENT_HELLO).server(SERVER_HELLO).waits(1).serverCloses()),
          but(TLS_CLOSED_IN_HANDSHAKE, "the server never spoke", Said.of(CLIENT_HELLO).waits(1).serverCloses()),
          but(TLS_CLOSED_IN_HANDSHAKE, "it was over", Said.tls().waits(1).clientCloses()),
          but(
              TLS_CLOSED_IN_HANDSHAKE, "an alert had told why",
              Said.of(CLIENT_HELLO).server(SERVER_HELLO).client(ALERT_UNKNOWN_CA).clientCloses()),

          scripted(PROTOCOL_REFUSAL, "HTTP", Said.of(GET).server(BUSY).serverCloses()),
          scripted(PROTOCOL_REFUSAL, "PostgreSQL", session().client(SQL_QUERY).server(SQL_FATAL).serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "MySQL at once",
              Said.byServer("\\x17\\x00\\x00\\x00\\xff\\x10\\x04Too many connections").serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "Redis at once",
              Said.byServer("-ERR max number of clients reached\\r\\n").serverCloses()),
          scripted(PROTOCOL_REFUSAL, "SMTP", Said.byServer("421 too busy\\r\\n").serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "HTTP/2",
              Said.of(H2_PREFACE + H2_SETTINGS).server(H2_SETTINGS + H2_GO_AWAY + "\\x0b").clientCloses()),
          scripted(PROTOCOL_REFUSAL, "SSH by its banner", Said.byServer("Exceeded MaxStartups\\r\\n").serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "SSH before its keys",
              Said.byServer(SSH_BANNER).client(SSH_BANNER + SSH_KEXINIT).server(SSH_TOO_MANY).serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "LDAP",
              Said.of(LDAP_BIND).server(String.format(LDAP_EXTENDED_RESPONSE, "\\x00")).serverCloses()),
          but(
              PROTOCOL_REFUSAL, "LDAP answers what was asked",
              Said.of(LDAP_BIND).server(String.format(LDAP_EXTENDED_RESPONSE, "\\x01")).serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "AMQP",
              Said.of(AMQP).server(String.format(AMQP_CLOSE, "\\x02\\x12")).clientCloses()),
          scripted(
              PROTOCOL_REFUSAL, "MQTT at once",
              Said.of(MQTT_CONNECT).server("\\x20\\x02\\x00\\x05").clientCloses()),
          scripted(
              PROTOCOL_REFUSAL, "MQTT later",
              Said.of(MQTT_CONNECT).server(MQTT_CONNACK).waits(9).server("\\xe0\\x01\\x8e").serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "memcached",
              Said.byServer("ERROR Too many open connections\\r\\n").serverCloses()),
          but(
              PROTOCOL_REFUSAL, "GOAWAY names no fault",
              Said.of(H2_PREFACE + H2_GET).server(H2_OK + H2_GO_AWAY + "\\x00").serverCloses()),
          but(
              PROTOCOL_REFUSAL, "SSH has said its banner only",
              Said.byServer(SSH_BANNER).client(SSH_BANNER).serverCloses()),
          but(
              PROTOCOL_REFUSAL, "AMQP says that all is well",
              Said.of(AMQP).server(String.format(AMQP_CLOSE, "\\x00\\xc8")).clientCloses()),
          but(
              PROTOCOL_REFUSAL, "MQTT was accepted, and the client leaves",
              Said.of(MQTT_CONNECT).server(MQTT_CONNACK).client("\\xe0\\x00").clientCloses()),
          but(
              PROTOCOL_REFUSAL, "memcached does not know a command",
              Said.of("nonsense\\r\\n").server("ERROR\\r\\n").clientCloses()),
          but(PROTOCOL_REFUSAL, "the resource is missing, not the service",
              Said.of(GET).server(BUSY.replace("503", "404")).serverCloses()),
          but(
              PROTOCOL_REFUSAL, "the client lived on after an error",
              session()
                  .client(SQL_QUERY)
                  .server("E\\x00\\x00\\x00\\x0fSERROR\\x00C42P01\\x00Z\\x00\\x00\\x00\\x05I")
                  .client(SQL_TERMINATE)
                  .clientCloses()),
          but(
              PROTOCOL_REFUSAL, "it is another fault, and the connection is kept",
              Said.of(GET).server(KEPT.replace("503", "500")).clientCloses()),
          but(
              PROTOCOL_REFUSAL, "the connection was kept for long after it",
              Said.of(GET).server(KEPT).waits(75).clientCloses()),
          scripted(PROTOCOL_REFUSAL, "and the client closes", Said.of(GET).server(KEPT).clientCloses()),
          scripted(
              PROTOCOL_REFUSAL, "of what came on this connection",
              Said.of(GET).server(BUSY.replace("503", "431")).serverCloses()),
          scripted(
              PROTOCOL_REFUSAL, "of any fault that closes",
              Said.of(GET).server(BUSY.replace("503", "500")).serverCloses()),
          scripted(PROTOCOL_REFUSAL, "HTTP to Redis", "host S 10.0.0.2:6379\n", Said.of(GET).serverCloses()),
          but(PROTOCOL_REFUSAL, "the client leaves", "host S 10.0.0.2:6379\n", Said.of(GET).clientCloses()),
          but(
              PROTOCOL_REFUSAL, "it is the goodbye that was asked for",
              Said.byServer("220 ready\\r\\n").client("QUIT\\r\\n").server("221 bye\\r\\n").serverCloses()),

          scripted(IDLE_TIMER_CLOSE, "a database session", session().waits(600).serverCloses()),
          scripted(
              IDLE_TIMER_CLOSE, "SMTP after five minutes",
              Said.byServer("220 ready\\r\\n").client("NOOP\\r\\n").server("250 ok\\r\\n").waits(300).serverCloses()),
          but(
              IDLE_TIMER_CLOSE, "HTTP/2 connections come and go, too",
              Said.of(H2_PREFACE + H2_GET).server(H2_OK).waits(75).serverCloses()),
          scripted(ABORTIVE_CLOSE, "of an idle session", session().waits(600).serverAborts()),
          but(IDLE_TIMER_CLOSE, "TLS may carry anything", Said.tls().waits(600).serverCloses()),
          but(IDLE_TIMER_CLOSE, "a query waits", session().client(SQL_QUERY).waits(600).serverCloses()),
          but(
              IDLE_TIMER_CLOSE, "the last word was an error",
              session().client(SQL_QUERY).server(SQL_FATAL).waits(600).serverCloses()),
          but(IDLE_TIMER_CLOSE, "there was no silence", session().serverCloses()),
          but(IDLE_TIMER_CLOSE, "HTTP connections come and go", Said.of(GET).server(OK).waits(75).serverCloses()),
          but(IDLE_TIMER_CLOSE, "the client closes", session().waits(600).clientCloses()),

          scripted(
              PATH_MTU_BLACK_HOLE, "and an ICMP error that was not heeded", HANDSHAKE,
              "C > S [P.] 1:101 ack 1\nS > C [P.] 1:201 ack 101\nC > S [.] 101 ack 201\n"
                  + "+0.01 S > C [.] 201:1649 ack 101\nS > C [P.] 1649:1749 ack 101\n"
                  + "+0.01 C > S [.] 101 ack 201 <nop,nop,sack 1649 1749>\n"
                  + "+0.01 icmp 3/4 from R quoting 7\n"
                  + "+0.2 S > C [.] 201:1649 ack 101\n+0.4 S > C [.] 201:1649 ack 101\n"
                  + "+0.8 S > C [.] 201:1649 ack 101\n"),
          scripted(
              PATH_MTU_BLACK_HOLE, "and the other side closed when it had waited in vain", EXCHANGE,
              "+0.01 C > S [.] 101:1549 ack 201\nC > S [P.] 1549:1649 ack 201\n"
                  + "+0.2 C > S [.] 101:1549 ack 201\n+0.4 C > S [.] 101:1549 ack 201\n"
                  + "+0.8 C > S [.] 101:1549 ack 201\n+1.6 C > S [.] 101:1549 ack 201\n"
                  + "+0.1 S > C [F.] 201 ack 101\nC > S [.] 1649 ack 202\n"),
          scripted(PATH_MTU_BLACK_HOLE, "at the receiver", HOLE_AT_RECEIVER, "+3 S > C [F.] 201 ack 101\n"),
          but(PATH_MTU_BLACK_HOLE, "nobody had waited long", HOLE_AT_RECEIVER, "+2.9 S > C [F.] 201 ack 101\n"),
          but(
              PATH_MTU_BLACK_HOLE, "what is missing came", HOLE_AT_RECEIVER,
              "+1 C > S [.] 101:1549 ack 201\nC > S [.] 1549:2997 ack 201\n+3 S > C [F.] 201 ack 3097\n"),
          but(
              PATH_MTU_BLACK_HOLE, "only the capture lacks it", HOLE_AT_RECEIVER,
              "+1 S > C [.] 201 ack 3097\n+3 S > C [F.] 201 ack 3097\n"),
          but(
              PATH_MTU_BLACK_HOLE, "what is missing is short", EXCHANGE,
              "+0.01 C > S [P.] 1101:1201 ack 201\nS > C [.] 201 ack 101 <nop,nop,sack 1101 1201>\n"
                  + "+3 S > C [F.] 201 ack 101\n"),
          but(
              PATH_MTU_BLACK_HOLE, "full-size segments had got through", HANDSHAKE,
              "C > S [P.] 1:101 ack 1\nS > C [.] 1:1449 ack 101\nC > S [.] 101 ack 1449\n"
                  + "+0.01 S > C [.] 1449:2897 ack 101\n+0.2 S > C [.] 1449:2897 ack 101\n"
                  + "+0.4 S > C [.] 1449:2897 ack 101\n+0.8 S > C [.] 1449:2897 ack 101\n"),
          but(
              PATH_MTU_BLACK_HOLE, "it was sent again once only", OTHER_HOST, HANDSHAKE,
              "C > S [.] 1:1449 ack 1\nC > S [P.] 1449:1549 ack 1\n+0.2 C > S [.] 1:1449 ack 1\n", TIME_PASSES),
          but(
              PATH_MTU_BLACK_HOLE, "the other side had closed", OTHER_HOST, HANDSHAKE,
              "S > C [F.] 1 ack 1\nC > S [.] 1 ack 2\n"
                  + "C > S [.] 1:1449 ack 2\nC > S [P.] 1449:1549 ack 2\n"
                  + "+0.2 C > S [.] 1:1449 ack 2\n+0.4 C > S [.] 1:1449 ack 2\n",
              TIME_PASSES),
          but(
              PATH_MTU_BLACK_HOLE, "what is lost is short", EXCHANGE,
              "+0.01 S > C [P.] 201:301 ack 101\n+0.2 S > C [P.] 201:301 ack 101\n"
                  + "+0.4 S > C [P.] 201:301 ack 101\n"));

  private FinCases() {}

  /** A PostgreSQL session that waits for its first query. */
  private static Said session() {
    return Said.of(SQL_STARTUP).server(SQL_READY);
  }
}
