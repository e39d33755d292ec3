package io.finrst.record;

import io.finrst.wire.Endpoint;

/**
 * A reset as the Linux kernel tells of it: its tracepoints {@code tcp:tcp_send_reset} and {@code tcp:tcp_receive_reset}
 * (include/trace/events/tcp.h; with reasons since 6.10).
 *
 * @param timeNs ns since 1970, as exactly as the two clocks could be compared
 * @param action whether the kernel sent it or accepted it
 * @param from whose name it carries
 * @param to whom it is for
 * @param reason {@code enum sk_rst_reason} without its prefix, such as {@code TCP_ABORT_ON_CLOSE}; empty when received
 * @param tcpState state of the socket when it was sent, such as {@code CLOSE}; empty when received
 * @param process the program that caused it and its process id as {@code NAME-PID}; empty where the kernel answered a
 *     packet, since then the program is whichever happened to run
 */
public record KernelReset(
    long timeNs, Action action, Endpoint from, Endpoint to, String reason, String tcpState, String process) {

  /** The same, so much later. */
  public KernelReset later(long ns) {
    return new KernelReset(timeNs + ns, action, from, to, reason, tcpState, process);
  }

  /** The same on these addresses and ports. */
  public KernelReset between(Endpoint sender, Endpoint receiver) {
    return new KernelReset(timeNs, action, sender, receiver, reason, tcpState, process);
  }

  /** Whether {@code other} differs in time only. */
  public boolean saysTheSameAs(KernelReset other) {
    return equals(other.later(timeNs - other.timeNs));
  }

  /** What the kernel did. */
  public enum Action {
    SENT,
    RECEIVED
  }
}
