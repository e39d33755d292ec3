package io.finrst.diagnosis;

import java.util.List;
import java.util.Map;

/** What is known about the causes found once established. */
final class EstablishedCauses {
  private EstablishedCauses() {}

  static void addTo(Map<Cause, CauseFacts> facts) {
    facts.put(
        Cause.UNREAD_DATA_AT_CLOSE,
        new CauseFacts(
            List.of(
                "RFC 2525 section 2.17",
                "RFC 9293 section 3.6.1, SHLD-3",
                "Linux tcp_close, reason TCP_ABORT_ON_CLOSE"),
            List.of("abortive-close", "zero-window-abort", "orphan-limit"),
            "nstat -az TcpExtTCPAbortOnClose on the resetting host grows with unread data, "
                + "TcpExtTCPAbortOnData with SO_LINGER 0; on the resetting Linux host, the tracepoint "
                + "tcp:tcp_send_reset names the kernel's reason",
            List.of(
                "Read the request to its end before closing, or shut down sending, drain with a "
                    + "deadline, then close (lingering close).",
                "If the program crashed, its log at this time says so: a killed process looks the "
                    + "same."),
            List.of(
                "Read the response even after a failed send. Send large bodies only after "
                    + "100-continue.",
                "Retry only requests that may be repeated, with growing, randomised pauses.")));
    facts.put(
        Cause.ABORTIVE_CLOSE,
        new CauseFacts(
            List.of(
                "Linux tcp_disconnect, reason TCP_STATE",
                "POSIX SO_LINGER"),
            List.of("unread-data-at-close", "health-check", "injected-reset", "orphan-limit", "retransmission-timeout"),
            "strace -e setsockopt,close on the resetting program shows SO_LINGER; on the "
                + "resetting Linux host, the tracepoint tcp:tcp_send_reset names the kernel's reason",
            List.of(
                "Close with FIN: remove SO_LINGER with time 0 unless connections must be cut.",
                "Look for a listener that is closed with connections still waiting, or an "
                    + "administrator's ss -K."),
            List.of(
                "If the exchange was complete this is harmless; else retry requests that may be "
                    + "repeated.")));
    facts.put(
        Cause.DATA_AFTER_CLOSE,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.6.1",
                "Linux TCP_ABORT_ON_DATA, TCP_TIMEWAIT_SOCKET"),
            List.of("keepalive-race", "stale-connection"),
            "the log of the program that closed: an orderly close, an exit and a kill send the "
                + "same packets",
            List.of(
                "Treat a read of 0 bytes as the end, and do not write after it."),
            List.of(
                "Shut down sending, read until the peer has closed, then close; say Connection: close "
                    + "before closing.")));
    facts.put(
        Cause.KEEPALIVE_RACE,
        new CauseFacts(
            List.of(
                "RFC 9112 section 9.3.1",
                "RFC 9293 section 3.6.1"),
            List.of("data-after-close"),
            "the server's idle timer: the same silence before the FIN on other connections",
            List.of(
                "Keep idle connections longer than the client, proxy or load balancer in front does."),
            List.of(
                "Drop idle connections before the server's timer; repeat an idempotent request once, "
                    + "at once, on a new connection.")));
    facts.put(
        Cause.STALE_CONNECTION,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.5.1, figure 10",
                "Linux NO_SOCKET"),
            List.of("injected-reset", "path-reject", "middlebox-idle-timeout", "nat-state-lost", "data-after-close"),
            "uptime and log of the resetting host: a restart ends all its connections at one time; a capture there, "
                + "which would also show a forged reset that had ended the connection at that end alone",
            List.of(
                "Check whether host, container or program restarted, or failed over, in the silence "
                    + "before."),
            List.of(
                "Check pooled connections before use, limit their age and idle time, and turn on "
                    + "keepalive (TCP_KEEPIDLE).")));
    facts.put(
        Cause.MIDDLEBOX_IDLE_TIMEOUT,
        new CauseFacts(
            List.of(
                "RFC 5382 section 5 (REQ-5)",
                "TTL comparison after Weaver, Sommer, Paxson, NDSS 2009"),
            List.of("path-reject", "injected-reset", "stale-connection"),
            "the longest silence that other connections of this path survived, and a capture at "
                + "the other end",
            List.of(
                "Raise the idle timer of the device, or let it send its reset when the timer expires; on a "
                    + "Linux gateway see conntrack -L and "
                    + "net.netfilter.nf_conntrack_tcp_timeout_established."),
            List.of(
                "Send keepalives at less than half the timer: TCP_KEEPIDLE and TCP_KEEPINTVL, or "
                    + "net.ipv4.tcp_keepalive_time; limit idle time in the pool.",
                "Retry on a new connection what may be repeated, with growing, randomised pauses.")));
    facts.put(
        Cause.INJECTED_RESET,
        new CauseFacts(
            List.of(
                "Weaver, Sommer, Paxson, Detecting Forged TCP Reset Packets, NDSS 2009",
                "Sundara Raman and others, Global, Passive Detection of Connection Tampering, SIGCOMM 2023",
                "RFC 5961 section 3"),
            List.of("path-reject", "middlebox-idle-timeout", "stale-connection", "abortive-close"),
            "a capture at the other end: received at both ends and sent by neither means a device "
                + "between",
            List.of(
                "Compare with a capture here: the host will not have sent this reset."),
            List.of(
                "Find the hop by the TTL of the reset, and ask its owner with the frame numbers; try "
                    + "the same through another path or a VPN.")));
    facts.put(
        Cause.KEEPALIVE_TIMEOUT,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.8.4",
                "Linux tcp_keepalive_timer, reason TCP_KEEPALIVE_TIMEOUT"),
            List.of(),
            "",
            List.of(
                "Nothing is wrong here: it noticed. Shorten TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT to "
                    + "notice sooner."),
            List.of(
                "Find out what happened to this host or the way to it at the time of the first "
                    + "unanswered probe.")));
    facts.put(
        Cause.RETRANSMISSION_TIMEOUT,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.8.3",
                "RFC 6298",
                "Linux tcp_write_err"),
            List.of("abortive-close"),
            "a capture at the other end shows whether the segments arrived, and whether its ACKs left",
            List.of(
                "Set TCP_USER_TIMEOUT to give up sooner than the system's quarter of an hour."),
            List.of(
                "Check the path: loss, a dead host, or an MTU black hole if only large segments are "
                    + "lost (ping -M do -s 1472).")));
    facts.put(
        Cause.ZERO_WINDOW_ABORT,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.8.6.1",
                "Linux tcp_probe_timer"),
            List.of("unread-data-at-close"),
            "what the program was doing: ss -tnp shows its full receive queue (Recv-Q)",
            List.of(
                "Find out why the program stopped reading: a deadlock, a pause for garbage "
                    + "collection, a debugger, a slow disk."),
            List.of(
                "Limit how long to wait for a slow reader (TCP_USER_TIMEOUT or a write timeout).")));
    facts.put(
        Cause.NAT_STATE_LOST,
        new CauseFacts(
            List.of(
                "netfilter nf_conntrack_proto_tcp (INVALID)",
                "kubernetes/kubernetes issue 74839"),
            List.of("stale-connection"),
            "conntrack -S counts invalid packets, and the untranslated address shows in a capture "
                + "behind the translation",
            List.of(
                "Drop INVALID packets before they reach the host, or set "
                    + "net.netfilter.nf_conntrack_tcp_be_liberal=1; look for 'table full' in dmesg."),
            List.of(
                "Retry what may be repeated; look for address translation on the way.")));
  }
}
