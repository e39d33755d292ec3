package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import java.util.List;

/** What usually lies behind each verdict, for people who ask about one without a capture. */
public final class UsualCauses {
  private UsualCauses() {}

  /** Causes of {@code verdict}, the most frequent first; empty where it needs none. */
  public static List<Cause> of(Verdict verdict) {
    return switch (verdict) {
      case RST_TO_SYN -> List.of(Cause.PORT_CLOSED, Cause.PATH_REJECT);
      case RST_IN_HANDSHAKE ->
          List.of(
              Cause.HALF_OPEN_SCAN,
              Cause.CONNECT_ABORTED,
              Cause.BACKLOG_OVERFLOW,
              Cause.BACKLOG_FULL,
              Cause.BAD_HANDSHAKE_ACK);
      case RST_BEFORE_DATA ->
          List.of(
              Cause.HEALTH_CHECK,
              Cause.ABORTIVE_CLOSE,
              Cause.INJECTED_RESET,
              Cause.STALE_CONNECTION,
              Cause.MIDDLEBOX_IDLE_TIMEOUT);
      case RST_AFTER_DATA ->
          List.of(
              Cause.UNREAD_DATA_AT_CLOSE,
              Cause.ABORTIVE_CLOSE,
              Cause.STALE_CONNECTION,
              Cause.MIDDLEBOX_IDLE_TIMEOUT,
              Cause.KEEPALIVE_TIMEOUT,
              Cause.INJECTED_RESET,
              Cause.ZERO_WINDOW_ABORT,
              Cause.NAT_STATE_LOST);
      case RST_AFTER_FIN ->
          List.of(
              Cause.DATA_AFTER_CLOSE,
              Cause.KEEPALIVE_RACE,
              Cause.UNREAD_DATA_AT_CLOSE,
              Cause.STALE_CONNECTION,
              Cause.CLOSE_WAIT_LEAK,
              Cause.ORPHAN_LIMIT);
      case UNREACHABLE -> List.of(Cause.ICMP_UNREACHABLE);
      case SYN_UNANSWERED -> List.of(Cause.SYN_DROPPED, Cause.BACKLOG_FULL, Cause.SYNACK_LOST);
      case TIMED_OUT -> List.of(Cause.RETRANSMISSION_TIMEOUT, Cause.KEEPALIVE_TIMEOUT, Cause.ZERO_WINDOW_ABORT);
      case FIN_UNANSWERED -> List.of(Cause.RETRANSMISSION_TIMEOUT);
      case HALF_CLOSE -> List.of(Cause.CLOSE_WAIT_LEAK);
      case GRACEFUL ->
          List.of(Cause.LATE_PACKET_AFTER_CLOSE, Cause.IGNORED_RESET, Cause.TIME_WAIT_ASSASSINATION);
      case OPEN -> List.of(Cause.BACKLOG_FULL, Cause.IGNORED_RESET);
      case UNKNOWN -> List.of();
    };
  }
}
