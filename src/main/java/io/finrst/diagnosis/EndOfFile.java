package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What programs call an error although no socket call failed: the other side closed in order, so {@code recv} returned
 * 0, and that came too early. Each language and client has its own words for it.
 */
public enum EndOfFile {
  BEFORE_THE_ANSWER(
      "end of file before any answer",
      List.of(
          "RemoteDisconnected", "Remote end closed connection without response", "Unexpected end of file from server",
          "NoHttpResponseException", "failed to respond", "header parser received no bytes", "EOF", "socket hang up",
          "other side closed", "Empty reply from server", "curl: (52)", "server closed the connection unexpectedly",
          "Lost connection to MySQL server during query", "MySQL server has gone away", "Connection closed by server",
          "kex_exchange_identification: Connection closed by remote host",
          "upstream prematurely closed connection while reading response header",
          "upstream_reset_before_response_started{connection_termination}", "SH--"),
      List.of(
          Cause.CLOSED_WITHOUT_ANSWER, Cause.PROTOCOL_REFUSAL, Cause.TLS_CLOSED_IN_HANDSHAKE,
          Cause.IDLE_TIMER_CLOSE)),
  WITHIN_THE_ANSWER(
      "end of file in the middle of an answer",
      List.of(
          "IncompleteRead", "Response ended prematurely", "Premature EOF", "Premature end of Content-Length",
          "Premature end of chunk", "chunked transfer encoding, state", "fixed content-length: ", "unexpected EOF",
          "Error: aborted", "terminated: other side closed", "transfer closed with", "curl: (18)",
          "ERR_CONTENT_LENGTH_MISMATCH", "ERR_INCOMPLETE_CHUNKED_ENCODING",
          "upstream prematurely closed connection while reading upstream", "SD--"),
      List.of(Cause.ANSWER_CUT_SHORT, Cause.CLOSED_WITHOUT_ANSWER)),
  WITHIN_TLS(
      "end of file or an alert where TLS was to go on",
      List.of(
          "SSL_ERROR_SYSCALL", "UNEXPECTED_EOF_WHILE_READING", "unexpected eof while reading",
          "EOF occurred in violation of protocol", "Remote host terminated the handshake", "SSLHandshakeException",
          "SSL peer shut down incorrectly", "disconnected before secure TLS connection was established",
          "alert handshake failure", "alert unknown ca", "remote error: tls:", "curl: (35)", "curl: (56)"),
      List.of(Cause.TLS_ALERT, Cause.TLS_CLOSED_IN_HANDSHAKE, Cause.ANSWER_CUT_SHORT)),
  AFTER_A_GOODBYE(
      "a server's goodbye in its own protocol, then end of file",
      List.of(
          "Too many connections", "too many clients already", "max number of clients reached",
          "Too many open connections", "Exceeded MaxStartups", "Not allowed at this time", "GOAWAY",
          "ENHANCE_YOUR_CALM", "CONNECTION_FORCED", "Session taken over", "Server shutting down",
          "terminating connection due to", "the database system is", "disconnected by the server because of inactivity",
          "503 Service Unavailable"),
      List.of(Cause.PROTOCOL_REFUSAL, Cause.IDLE_TIMER_CLOSE)),
  OF_THE_CLIENT(
      "end of file from a client that was still to be answered",
      List.of(
          "client prematurely closed connection", "status 499", "downstream_remote_disconnect", "context canceled",
          "CD--", "CH--"),
      List.of(Cause.CLIENT_GAVE_UP, Cause.REQUEST_CUT_SHORT)),
  WITHIN_THE_REQUEST(
      "end of file in the middle of a request, or no patience for the rest of it",
      List.of("client sent incomplete request", "408 Request Timeout", "CR--", "cR--"),
      List.of(Cause.REQUEST_CUT_SHORT, Cause.CLIENT_GAVE_UP));

  private final String meaning;
  private final List<String> words;
  private final List<Cause> causes;

  EndOfFile(String meaning, List<String> words, List<Cause> causes) {
    this.meaning = meaning;
    this.words = words;
    this.causes = causes;
  }

  /** What it is, one line without full stop. */
  public String meaning() {
    return meaning;
  }

  /** What programs and logs print: Python, Java, Go, Node, curl, database clients, nginx, Envoy, HAProxy. */
  public List<String> words() {
    return words;
  }

  /** The usual causes, the most frequent first. */
  public List<Cause> causes() {
    return causes;
  }

  /** What {@code message}, a program's or a log's line, speaks of; of several the one of which most is said. */
  public static Optional<EndOfFile> in(String message) {
    EndOfFile best = null;
    int most = 0;
    for (EndOfFile each : values()) {
      for (String said : each.words) {
        if (said.length() > most && speaksOf(message, said)) {
          best = each;
          most = said.length();
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Short ones are codes: they count as they are, and only by themselves. */
  private static boolean speaksOf(String message, String said) {
    boolean code = said.length() <= 4;
    return code
        ? Arrays.asList(message.split("[\\s:,\"']+")).contains(said)
        : message.toLowerCase(Locale.ROOT).contains(said.toLowerCase(Locale.ROOT));
  }

  /** What the program of {@link #reader} saw; null where nobody read an early end of file. */
  public static EndOfFile of(ConnectionRecord c, Diagnosis diagnosis) {
    boolean none = reader(c) == null || diagnosis.findings().isEmpty();
    return none ? null : of(diagnosis.findings().get(0).cause()).orElse(null);
  }

  /**
   * What the program that waited saw of an end by {@code cause}; empty where it saw no early end of file. Who was told
   * goodbye heard that first.
   */
  private static Optional<EndOfFile> of(Cause cause) {
    return Arrays.stream(values())
        .filter(each -> each != AFTER_A_GOODBYE && each.causes.get(0) == cause)
        .findFirst();
  }

  /** The side that read it: the one that did not close first; null where a reset ended it after all, or nobody closed. */
  public static Role reader(ConnectionRecord c) {
    return c.firstFin() == null || c.decidingReset() != null ? null : Ending.other(c.firstFin());
  }
}
