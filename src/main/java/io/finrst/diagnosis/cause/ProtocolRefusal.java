package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.record.Application.Reply;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The server said in its protocol why it would not serve, and then closed. */
final class ProtocolRefusal extends KnownCause {
  /**
   * Statuses that speak of the connection, of the request's form or of the whole service rather than of one resource
   * (RFC 9110 section 15): timeout, body, URI or header too long, too many requests.
   */
  private static final Set<Integer> OF_THE_CONNECTION = Set.of(400, 408, 413, 414, 417, 421, 426, 429, 431);

  /** Those after which a client has nothing to go on with, even where the server would keep the connection. */
  private static final Set<Integer> OF_THE_SERVICE = Set.of(408, 413, 414, 429, 431, 502, 503, 504);

  /** Those by which a server gives up the connection itself, whoever closes it first. */
  private static final Set<ApplicationMessage> LAST_WORDS =
      EnumSet.of(
          ApplicationMessage.HTTP2_ERROR,
          ApplicationMessage.SSH_ERROR,
          ApplicationMessage.AMQP_ERROR,
          ApplicationMessage.MQTT_ERROR,
          ApplicationMessage.LDAP_ERROR,
          ApplicationMessage.MEMCACHED_ERROR);

  private static final int SERVER_ERROR = 500;

  ProtocolRefusal() {
    super(
        Cause.PROTOCOL_REFUSAL,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the server said in its protocol why it would not serve, and the connection was closed")
        .onTheWire(
            "An error in the server's protocol as its last message: HTTP 408, 413, 431 or 503 with Connection: close, "
                + "a FATAL of PostgreSQL, an ERR packet of MySQL, -ERR of Redis, 421 of SMTP, HTTP/2 GOAWAY, "
                + "connection.close of AMQP, LDAP's Notice of Disconnection, a reason code of MQTT; then the close.")
        .sources(
            "RFC 9110 section 15", "PostgreSQL documentation, appendix A", "MySQL error reference",
            "RFC 5321 section 4.2.1", "memcached proto_text.c", "RFC 9113 section 6.8", "RFC 4253 section 11.1",
            "AMQP 0-9-1 section 1.1", "RFC 4511 section 4.4.1", "MQTT 5.0 section 2.4")
        .actorAdvice("Look up the code: it names what the server lacks or would not accept, and its limit.")
        .otherAdvice("Heed the code: wait and try again where it speaks of load, change the request where it does not.")
        .harm(Harm.HARMFUL)
        .needs()
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 10)
        .usualBehindNoError()
        .specialCaseOf(Cause.CLOSED_WITHOUT_ANSWER, Cause.ANSWER_CUT_SHORT);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    Application said = x.answered;
    boolean byServer = x.closedBy(Role.SERVER);
    boolean closed = byServer || x.closedBy(Role.CLIENT);
    if (closed && said == null) {
      return wrongProtocol(e, x);
    }
    boolean http = Talk.is(said, ApplicationMessage.HTTP_RESPONSE);
    boolean refused = http ? refuses(e, said) : said != null && !said.code().isEmpty() && refuses(x, said, byServer);
    return Case.of(this)
        .given(closed)
        .needs(refused, Talk.frame(said), refused ? words(said) : "")
        .tells(
            http && x.asked != null && x.asked.isPartial(),
            Talk.frame(x.asked),
            "it did not wait for the end of the request")
        .tells(closed, finFrame(e), "then the connection was closed")
        .conclude(byServer || http && said.closes() ? Confidence.CERTAIN : Confidence.LIKELY, Role.SERVER);
  }

  private static long finFrame(Ending e) {
    return e.record().firstFin() == null ? 0 : Ending.frame(e.record().half(e.record().firstFin()).fin());
  }

  private static String words(Application said) {
    if (said.is(ApplicationMessage.HTTP_RESPONSE)) {
      String announced = said.closes() ? " and announced the close" : "";
      return "the server answered with HTTP status " + said.status() + announced;
    }
    return "the server's last words were " + said.message().protocolName() + " " + said.code();
  }

  private static boolean refuses(Ending e, Application response) {
    int status = response.status();
    return response.closes()
        ? status >= SERVER_ERROR || OF_THE_CONNECTION.contains(status)
        : OF_THE_SERVICE.contains(status) && e.idleBeforeFinNs() < Ending.IDLE_NS;
  }

  /** An error that a client outlives is an answer: it counts where the server closes, or nothing had worked. */
  private static boolean refuses(Exchange x, Application said, boolean byServer) {
    boolean waiting = x.reply() == Reply.DUE || x.reply() == Reply.UNDER_WAY || x.asked == null;
    boolean unencrypted = said.is(ApplicationMessage.POSTGRES_ERROR) && said.code().startsWith("N");
    return byServer || waiting || unencrypted || LAST_WORDS.contains(said.message());
  }

  private Optional<Match> wrongProtocol(Ending e, Exchange x) {
    return Case.of(this)
        .given(x.closedBy(Role.SERVER))
        .needs(
            x.isWrongProtocol(), Talk.frame(x.asked), "the client spoke HTTP at port " + e.record().server().port())
        .needs(
            e.record().firstFin() == Role.SERVER,
            Ending.frame(e.record().serverHalf().fin()),
            "the server closed at once: servers usual at that port do so to clients that speak HTTP")
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
