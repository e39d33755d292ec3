package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a connection ended. What is known about each stands in its {@link KnownCause}. */
public enum Cause {
  PORT_CLOSED,
  PATH_REJECT,
  ICMP_UNREACHABLE,
  SYN_DROPPED,
  SYNACK_LOST,
  BACKLOG_FULL,
  BACKLOG_OVERFLOW,
  CONNECT_ABORTED,
  HALF_OPEN_SCAN,
  HEALTH_CHECK,
  BAD_HANDSHAKE_ACK,
  HALF_OPEN_RECOVERY,
  UNREAD_DATA_AT_CLOSE,
  ABORTIVE_CLOSE,
  DATA_AFTER_CLOSE,
  KEEPALIVE_RACE,
  STALE_CONNECTION,
  MIDDLEBOX_IDLE_TIMEOUT,
  INJECTED_RESET,
  KEEPALIVE_TIMEOUT,
  RETRANSMISSION_TIMEOUT,
  ZERO_WINDOW_ABORT,
  ORPHAN_LIMIT,
  TIME_WAIT_ASSASSINATION,
  LATE_PACKET_AFTER_CLOSE,
  IGNORED_RESET,
  CLOSE_WAIT_LEAK,
  NAT_STATE_LOST,
  CLOSED_WITHOUT_ANSWER,
  ANSWER_CUT_SHORT,
  CLIENT_GAVE_UP,
  REQUEST_CUT_SHORT,
  TLS_ALERT,
  TLS_CLOSED_IN_HANDSHAKE,
  PROTOCOL_REFUSAL,
  IDLE_TIMER_CLOSE,
  PATH_MTU_BLACK_HOLE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Stable id, e.g. {@code unread-data-at-close}. */
  public String id() {
    return id;
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
