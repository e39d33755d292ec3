package io.finrst.diagnosis;

import java.util.List;
import java.util.Map;

/** What is known about the causes found around and after the close. */
final class ClosingCauses {
  private ClosingCauses() {}

  static void addTo(Map<Cause, CauseFacts> facts) {
    facts.put(
        Cause.ORPHAN_LIMIT,
        new CauseFacts(
            List.of(
                "Linux tcp_check_oom, reason TCP_ABORT_ON_MEMORY"),
            List.of("unread-data-at-close", "abortive-close"),
            "on the resetting host, nstat -az TcpExtTCPAbortOnMemory grows and dmesg says 'too many orphaned sockets' or"
                + " 'out of memory -- consider tuning tcp_mem'",
            List.of(
                "Raise net.ipv4.tcp_max_orphans or net.ipv4.tcp_mem, and find out why so many "
                    + "connections end at once."),
            List.of(
                "Read to the end of the response before expecting the close; retry what may be "
                    + "repeated.")));
    facts.put(
        Cause.TIME_WAIT_ASSASSINATION,
        new CauseFacts(
            List.of(
                "RFC 1337",
                "Linux tcp_timewait_state_process, net.ipv4.tcp_rfc1337"),
            List.of("late-packet-after-close"),
            "whether an ACK from the side in TIME-WAIT came between the stray segment and the "
                + "reset",
            List.of(
                "Nothing: harmless."),
            List.of(
                "Nothing: harmless. net.ipv4.tcp_rfc1337=1 ignores such resets.")));
    facts.put(
        Cause.LATE_PACKET_AFTER_CLOSE,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.10.7.1",
                "Linux tcp_v4_send_reset"),
            List.of("time-wait-assassination"),
            "whether an ACK from the side in TIME-WAIT came before the reset",
            List.of(
                "Nothing: harmless."),
            List.of(
                "Nothing: harmless.")));
    facts.put(
        Cause.IGNORED_RESET,
        new CauseFacts(
            List.of(
                "RFC 5961 section 3.2",
                "Linux tcp_validate_incoming"),
            List.of(),
            "",
            List.of(
                "Nothing if it is an answer overtaken by newer data. Many from strange hops are an "
                    + "attack on the connection."),
            List.of(
                "Nothing: the stack did right to ignore it.")));
    facts.put(
        Cause.CLOSE_WAIT_LEAK,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.6",
                "Linux tcp_fin_timeout"),
            List.of(),
            "ss -tnp state close-wait on that host names the program",
            List.of(
                "Close the socket when a read returns 0; find the leak with ss -tnp state close-wait."),
            List.of(
                "Nothing: it closed in order.")));
  }
}
