package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why Linux sent a reset: {@code enum sk_rst_reason} without its prefix, those that stand for a cause
 * (include/net/rstreason.h). A reason is not a cause by itself: SO_LINGER 0 is told as {@link #TCP_STATE}. Each cause
 * names those behind which it was seen, or which the places that use them leave possible.
 */
public enum KernelReason {
  /** {@code tcp_v4_rcv}: no socket at all. */
  NO_SOCKET,
  /** {@code tcp_rcv_synsent_state_process}: the ACK that came for a SYN acknowledges something else. */
  TCP_INVALID_ACK_SEQUENCE,
  /** {@code tcp_ack}: acknowledges less than a window ago. */
  TCP_TOO_OLD_ACK,
  /** {@code tcp_ack}: acknowledges what was never sent. */
  TCP_ACK_UNSENT_DATA,
  /** A segment that the state of the socket has no use for, as an ACK that meets a listener. */
  TCP_FLAGS,
  /** {@code tcp_ack}: acknowledges what was acknowledged before. */
  TCP_OLD_ACK,
  /** {@code tcp_rcv_state_process}: data for a socket that nobody holds any more. */
  TCP_ABORT_ON_DATA,
  /** {@code tcp_v4_rcv}: a socket in TIME-WAIT, which after the timeout of FIN-WAIT-2 stands for a closed one. */
  TCP_TIMEWAIT_SOCKET,
  /** {@code tcp_check_req}: no place in the accept queue, and net.ipv4.tcp_abort_on_overflow=1. */
  INVALID_SYN,
  /** {@code tcp_close} with received data unread. */
  TCP_ABORT_ON_CLOSE,
  /** A negative TCP_LINGER2. */
  TCP_ABORT_ON_LINGER,
  /** {@code tcp_check_oom}: too many orphans or no memory. */
  TCP_ABORT_ON_MEMORY,
  /** {@code tcp_disconnect} in a state that owes the peer a reset. */
  TCP_STATE,
  /** {@code tcp_keepalive_timer}: too many probes unanswered, or TCP_USER_TIMEOUT. */
  TCP_KEEPALIVE_TIMEOUT,
  /** {@code tcp_disconnect} with data not yet sent. */
  TCP_DISCONNECT_WITH_DATA;

  /** The reason of this name; empty for one that stands for no cause. */
  static Optional<KernelReason> of(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
  }
}
