package io.finrst.report.ci;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.Comparator;

/**
 * A kind of ending as one build tells it from another: nothing of it depends on the order of packets, on a client's port
 * or on the time. Those of a baseline may leave all but the verdict open.
 *
 * @param verdict id of how it ended
 * @param cause id of the best cause, null where none was found, or {@link #ANY}
 * @param server address, or {@link #ANY}
 * @param port of the server, or {@link #ANY_PORT}
 * @param role id of who ended it, null for nobody, or {@link #ANY}
 */
public record EndingKind(String verdict, String cause, String server, int port, String role)
    implements Comparable<EndingKind> {
  /** Whatever it is: the address of a container changes from run to run. */
  public static final String ANY = "*";

  /** Whatever port. */
  public static final int ANY_PORT = -1;

  private static final Comparator<String> NULL_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<EndingKind> ORDER =
      Comparator.comparing(EndingKind::verdict)
          .thenComparing(EndingKind::cause, NULL_FIRST)
          .thenComparing(EndingKind::server)
          .thenComparingInt(EndingKind::port)
          .thenComparing(EndingKind::role, NULL_FIRST);

  /** Of a connection that did not end well. */
  static EndingKind of(AnalysedConnection c) {
    Diagnosis diagnosis = c.diagnosis();
    return new EndingKind(
        c.verdict().id(),
        diagnosis.findings().isEmpty() ? null : diagnosis.findings().get(0).cause().id(),
        c.serverAddress().toString(),
        c.serverPort(),
        diagnosis.endedBy() == null ? null : diagnosis.endedBy().role().id());
  }

  /** The same verdict at the same server, whatever the cause: enough of one that ended well. */
  static EndingKind withoutCause(AnalysedConnection c) {
    return new EndingKind(c.verdict().id(), null, c.serverAddress().toString(), c.serverPort(), null);
  }

  /** Whether it leaves something open. */
  boolean isPattern() {
    return ANY.equals(cause) || server.equals(ANY) || port == ANY_PORT || ANY.equals(role);
  }

  /** Whether {@code other} is of this kind. */
  boolean covers(EndingKind other) {
    return equals(
        new EndingKind(
            other.verdict,
            ANY.equals(cause) ? ANY : other.cause,
            server.equals(ANY) ? ANY : other.server,
            port == ANY_PORT ? ANY_PORT : other.port,
            ANY.equals(role) ? ANY : other.role));
  }

  /** Whether it is about the same server and ended as {@code earlier} says. */
  boolean isLike(AnalysedConnection c, Verdict earlier) {
    return port == c.serverPort() && verdict.equals(earlier.id()) && server.equals(c.serverAddress().toString());
  }

  /** {@code 10.0.0.9:443}. */
  public String where() {
    String host = server.contains(":") ? "[" + server + "]" : server;
    return host + ":" + (port == ANY_PORT ? "*" : Integer.toString(port));
  }

  /** {@code unread-data-at-close, by the server, at 10.0.0.9:443}; the verdict is left out. */
  public String why() {
    String by = role == null ? "" : ", by " + (role.equals("middlebox") ? "a " : "the ") + role;
    return (cause == null ? "no cause found" : cause) + by + ", at " + where();
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return verdict + ": " + why();
  }

  @Override
  public int compareTo(EndingKind other) {
    return ORDER.compare(this, other);
  }
}
