package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What programs call an error although no socket call failed: the other side closed in order, so {@code recv} returned
 * 0, and that came too early. Each language and client has its own words for it.
 */
public enum EndOfFile {
  BEFORE_THE_ANSWER(
      "end of file before any answer",
      Cause.CLOSED_WITHOUT_ANSWER,
      said(
          SpokenProtocol.HTTP,
          "curl: (52) Empty reply from server", "RemoteDisconnected", "socket hang up", "EOF", "NoHttpResponseException",
          "Remote end closed connection without response",
          "Unexpected end of file from server", "failed to respond", "header parser received no bytes",
          "other side closed", "upstream prematurely closed connection while reading response header",
          "upstream_reset_before_response_started{connection_termination}", "SH--"),
      said(SpokenProtocol.POSTGRESQL, "server closed the connection unexpectedly"),
      said(SpokenProtocol.MYSQL, "Lost connection to MySQL server during query"),
      said(SpokenProtocol.REDIS, "Connection closed by server"),
      said(SpokenProtocol.SSH, "kex_exchange_identification: Connection closed by remote host")),
  WITHIN_THE_ANSWER(
      "end of file in the middle of an answer",
      Cause.ANSWER_CUT_SHORT,
      said(
          SpokenProtocol.HTTP,
          "curl: (18) transfer closed with", "IncompleteRead", "Error: aborted", "unexpected EOF", "Premature EOF",
          "Response ended prematurely", "Premature end of Content-Length",
          "Premature end of chunk", "chunked transfer encoding, state: READING_LENGTH",
          "terminated: other side closed", "ERR_CONTENT_LENGTH_MISMATCH", "ERR_INCOMPLETE_CHUNKED_ENCODING",
          "upstream prematurely closed connection while reading upstream", "SD--")),
  WITHIN_TLS(
      "end of file or an alert where TLS was to go on",
      Cause.TLS_ALERT,
      said(
          "",
          "SSL_ERROR_SYSCALL", "unexpected eof while reading", "SSLHandshakeException",
          "EOF occurred in violation of protocol", "remote error: tls:", "UNEXPECTED_EOF_WHILE_READING",
          "Remote host terminated the handshake", "SSL peer shut down incorrectly",
          "Client network socket disconnected before secure TLS connection was established",
          "alert handshake failure", "alert unknown ca", "curl: (35)", "curl: (56)")),
  OF_THE_CLIENT(
      "end of file from a client that was still to be answered",
      Cause.CLIENT_GAVE_UP,
      said(
          SpokenProtocol.HTTP,
          "client prematurely closed connection", "status 499", "context canceled", "downstream_remote_disconnect",
          "CD--", "CH--")),
  WITHIN_THE_REQUEST(
      "end of file in the middle of a request, or no patience for the rest of it",
      Cause.REQUEST_CUT_SHORT,
      said(
          SpokenProtocol.HTTP,
          "client sent incomplete request", "408 Request Timeout", "CR--", "cR--"));

  /** What the programs of one protocol print, what most people meet first; of all where it is empty. */
  private record Said(String protocol, List<String> words) {}

  private final String meaning;
  private final Cause cause;
  private final List<Said> said;

  EndOfFile(String meaning, Cause cause, Said... said) {
    this.meaning = meaning;
    this.cause = cause;
    this.said = List.of(said);
  }

  private static Said said(String protocol, String... words) {
    return new Said(protocol, List.of(words));
  }

  /** What it is, one line without full stop. */
  public String meaning() {
    return meaning;
  }

  /** What programs and logs print: Python, Java, Go, Node, curl, database clients, nginx, Envoy, HAProxy. */
  public List<String> words() {
    return said.stream().flatMap(each -> each.words.stream()).toList();
  }

  /**
   * Those of them that fit what {@code c} spoke, what most people meet first; all where that is not known, none where
   * its programs have no words of their own.
   */
  public List<String> words(ConnectionRecord c) {
    String spoken = SpokenProtocol.of(c);
    return said.stream()
        .filter(each -> spoken.isEmpty() || each.protocol.isEmpty() || each.protocol.equals(spoken))
        .flatMap(each -> each.words.stream())
        .toList();
  }

  /** What the program of {@link #reader} saw; null where nobody read an early end of file. */
  public static EndOfFile of(ConnectionRecord c, Diagnosis diagnosis) {
    boolean none = reader(c) == null || diagnosis.findings().isEmpty();
    return none ? null : of(diagnosis.findings().get(0).cause()).orElse(null);
  }

  /** What the program that waited saw of an end by {@code cause}; empty where it saw no early end of file. */
  private static Optional<EndOfFile> of(Cause cause) {
    return Arrays.stream(values()).filter(each -> each.cause == cause).findFirst();
  }

  /** The side that read it: the one that did not close first; null where a reset ended it after all, or nobody closed. */
  public static Role reader(ConnectionRecord c) {
    return c.firstFin() == null || c.decidingReset() != null ? null : Ending.other(c.firstFin());
  }
}
