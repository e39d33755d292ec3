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
      List.of(
          "RemoteDisconnected", "Remote end closed connection without response", "Unexpected end of file from server",
          "NoHttpResponseException", "failed to respond", "header parser received no bytes", "EOF", "socket hang up",
          "other side closed", "Empty reply from server", "curl: (52)", "server closed the connection unexpectedly",
          "Lost connection to MySQL server during query", "Connection closed by server",
          "kex_exchange_identification: Connection closed by remote host",
          "upstream prematurely closed connection while reading response header",
          "upstream_reset_before_response_started{connection_termination}", "SH--"),
      Cause.CLOSED_WITHOUT_ANSWER),
  WITHIN_THE_ANSWER(
      "end of file in the middle of an answer",
      List.of(
          "IncompleteRead", "Response ended prematurely", "Premature EOF", "Premature end of Content-Length",
          "Premature end of chunk", "chunked transfer encoding, state: READING_LENGTH",
          "fixed content-length: 1000, bytes received: 500", "unexpected EOF",
          "Error: aborted", "terminated: other side closed", "transfer closed with", "curl: (18)",
          "ERR_CONTENT_LENGTH_MISMATCH", "ERR_INCOMPLETE_CHUNKED_ENCODING",
          "upstream prematurely closed connection while reading upstream", "SD--"),
      Cause.ANSWER_CUT_SHORT),
  WITHIN_TLS(
      "end of file or an alert where TLS was to go on",
      List.of(
          "SSL_ERROR_SYSCALL", "UNEXPECTED_EOF_WHILE_READING", "unexpected eof while reading",
          "EOF occurred in violation of protocol", "Remote host terminated the handshake", "SSLHandshakeException",
          "SSL peer shut down incorrectly", "Client network socket disconnected before secure TLS connection was established",
          "alert handshake failure", "alert unknown ca", "remote error: tls:", "curl: (35)", "curl: (56)"),
      Cause.TLS_ALERT),
  OF_THE_CLIENT(
      "end of file from a client that was still to be answered",
      List.of(
          "client prematurely closed connection", "status 499", "downstream_remote_disconnect", "context canceled",
          "CD--", "CH--"),
      Cause.CLIENT_GAVE_UP),
  WITHIN_THE_REQUEST(
      "end of file in the middle of a request, or no patience for the rest of it",
      List.of("client sent incomplete request", "408 Request Timeout", "CR--", "cR--"),
      Cause.REQUEST_CUT_SHORT);

  private final String meaning;
  private final List<String> words;
  private final Cause cause;

  EndOfFile(String meaning, List<String> words, Cause cause) {
    this.meaning = meaning;
    this.words = words;
    this.cause = cause;
  }

  /** What it is, one line without full stop. */
  public String meaning() {
    return meaning;
  }

  /** What programs and logs print: Python, Java, Go, Node, curl, database clients, nginx, Envoy, HAProxy. */
  public List<String> words() {
    return words;
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
