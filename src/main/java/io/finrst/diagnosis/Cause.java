package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a connection ended: data, no logic. What is printed by {@code finrst causes}, in the
 * documentation and in the JSON schema stands here, so that they cannot disagree.
 *
 * <p>"The actor" is the side whose doing the cause is, the sender of the reset as a rule; "the
 * other" the opposite side.
 */
public enum Cause {
  PORT_CLOSED("nobody accepted connections on this port of this host"),
  PATH_REJECT("a firewall, on the way or on the host itself, refused the connection"),
  ICMP_UNREACHABLE("an ICMP error said that the host, the port or the way to it is not there"),
  SYN_DROPPED("the SYN was dropped, or nothing came back: firewall, wrong address, host down"),
  SYNACK_LOST("the server answered, but its SYN-ACK did not get through"),
  BACKLOG_FULL(
      "the listening program accepts too slowly: its queue was full and the handshake was not"
          + " completed"),
  BACKLOG_OVERFLOW("the accept queue overflowed and the server resets instead of waiting"),
  CONNECT_ABORTED("the client gave up while connecting"),
  HALF_OPEN_SCAN("a port scan: the client never meant to complete the handshake"),
  HEALTH_CHECK("a health check or probe: connected and cut off at once, without data"),
  BAD_HANDSHAKE_ACK("the client's handshake ACK acknowledges something the server never sent"),
  HALF_OPEN_RECOVERY(
      "the server still held an older connection on the same ports; the client cleared it and tried"
          + " again"),
  UNREAD_DATA_AT_CLOSE("the program closed its socket, or died, with received data still unread"),
  ABORTIVE_CLOSE(
      "the program aborted the connection on purpose: SO_LINGER 0, disconnect, or its listener was"
          + " closed"),
  DATA_AFTER_CLOSE("data arrived after the program had closed its socket"),
  KEEPALIVE_RACE("an idle connection was closed just as the other side used it again"),
  STALE_CONNECTION("one side still used a connection that the other no longer knew"),
  MIDDLEBOX_IDLE_TIMEOUT("a device on the way had forgotten the idle connection"),
  INJECTED_RESET("a third party sent the reset in the name of one side"),
  KEEPALIVE_TIMEOUT("keepalive probes were not answered: the other side or the way to it was gone"),
  RETRANSMISSION_TIMEOUT(
      "data was sent again and again without an acknowledgment until the sender gave up"),
  ZERO_WINDOW_ABORT(
      "one program stopped reading, its window stayed shut, and the connection was given up"),
  ORPHAN_LIMIT("the host had too many closed sockets still finishing and reset them"),
  TIME_WAIT_ASSASSINATION("a late reset hit a connection in TIME-WAIT; harmless"),
  LATE_PACKET_AFTER_CLOSE(
      "a late packet reached a host that had already closed and drew a reset; harmless"),
  IGNORED_RESET("a reset that its receiver rightly ignored: wrong sequence number"),
  CLOSE_WAIT_LEAK("one program never closed its socket after the other side had"),
  NAT_STATE_LOST("address translation lost track of the connection");

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String meaning;

  Cause(String meaning) {
    this.meaning = meaning;
  }

  /** Stable id, e.g. {@code unread-data-at-close}. */
  public String id() {
    return id;
  }

  /** One line, no full stop. */
  public String meaning() {
    return meaning;
  }

  /** What it looks like in packets, one or two sentences. */
  public String onTheWire() {
    return CausePackets.of(this);
  }

  /** Everything else that is known about it. */
  public CauseFacts facts() {
    return CauseFacts.of(this);
  }

  /** The cause with this id. */
  public static Optional<Cause> byId(String id) {
    return Arrays.stream(values()).filter(cause -> cause.id.equals(id)).findFirst();
  }

  /** All ids, in the order of declaration. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Cause::id).toList();
  }
}
