package io.finrst.diagnosis;

import java.util.List;
import java.util.Map;

/** What is known about the causes found while connecting. */
final class ConnectingCauses {
  private ConnectingCauses() {}

  static void addTo(Map<Cause, CauseFacts> facts) {
    facts.put(
        Cause.PORT_CLOSED,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.5.2, group 1",
                "Linux tcp_v4_send_reset, reason NO_SOCKET"),
            List.of("path-reject", "backlog-full"),
            "a capture on the server: if the SYN never arrives there, a firewall on the way "
                + "refused it; if it does, ss -ltn 'sport = :PORT' shows whether anything listens "
                + "(Windows also refuses when the queue of a listener is full), and nft list ruleset "
                + "a rule that rejects",
            List.of(
                "Check that the program runs and listens on this port and address: ss -ltn 'sport = "
                    + ":PORT' (127.0.0.1 is not 0.0.0.0).",
                "In containers check the port mapping."),
            List.of(
                "Check host and port. Retry with growing, randomised pauses only if the server may "
                    + "just be restarting.")));
    facts.put(
        Cause.PATH_REJECT,
        new CauseFacts(
            List.of(
                "netfilter nf_send_reset (REJECT --reject-with tcp-reset)",
                "Linux tcp_v4_send_reset echoes the DSCP, nf_reject_iphdr_put sets none",
                "TTL comparison after Weaver, Sommer, Paxson, NDSS 2009"),
            List.of("port-closed", "injected-reset", "middlebox-idle-timeout", "stale-connection"),
            "a capture at the other end: received at both ends and sent by neither means a device "
                + "between",
            List.of(
                "Look for a rule that rejects this port on the firewalls in front of the server, and on "
                    + "its host: nft list ruleset, iptables -S.",
                "If the rule is meant, nothing is broken."),
            List.of(
                "Count the hops to the device from the TTL of the reset, find it with traceroute -T "
                    + "-p PORT HOST, and ask its owner.",
                "Do not retry in a loop: the rule stays.")));
    facts.put(
        Cause.ICMP_UNREACHABLE,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.9.2.2",
                "RFC 5927 section 4",
                "Linux tcp_v4_err, icmp_err_convert"),
            List.of(),
            "",
            List.of(
                "Code 3 is a closed port or a REJECT rule, 1 a host that does not answer ARP, 9, 10 "
                    + "and 13 a filter: look where the error came from."),
            List.of(
                "Check the address and the route: ip route get ADDRESS. The sender of the ICMP error "
                    + "is the node to ask.")));
    facts.put(
        Cause.SYN_DROPPED,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.8.3",
                "Linux tcp_syn_retries"),
            List.of("backlog-full"),
            "a capture on the server: SYNs that arrive and get no answer point to its queue or "
                + "filter, none at all to the path",
            List.of(
                "Check security groups, firewall rules that drop, and nstat -az TcpExtListenDrops."),
            List.of(
                "Check address and route: traceroute -T -p PORT HOST. Set a connect timeout shorter "
                    + "than the two minutes of the system.",
                "Retry with growing, randomised pauses: nothing was sent, so repeating is safe.")));
    facts.put(
        Cause.SYNACK_LOST,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.5",
                "Linux tcp_synack_retries"),
            List.of(),
            "captures at both ends: the SYN-ACK is seen leaving and never arriving",
            List.of(
                "Check the way back to this client: asymmetric routing, rp_filter, a stateful "
                    + "firewall that saw only one direction."),
            List.of(
                "Check the route back to the client and reverse-path filters: sysctl "
                    + "net.ipv4.conf.all.rp_filter.")));
    facts.put(
        Cause.BACKLOG_FULL,
        new CauseFacts(
            List.of(
                "Linux tcp_check_req, listen_overflow",
                "Linux sk_acceptq_is_full"),
            List.of("port-closed", "syn-dropped"),
            "on the server, nstat -az TcpExtListenOverflows TcpExtListenDrops grows, and ss -ltn "
                + "shows Recv-Q at Send-Q",
            List.of(
                "Accept faster, and raise the backlog of listen() together with net.core.somaxconn.",
                "Watch nstat -az TcpExtListenOverflows TcpExtListenDrops."),
            List.of(
                "Retry after a growing, randomised pause; more connections at once make it worse.")));
    facts.put(
        Cause.BACKLOG_OVERFLOW,
        new CauseFacts(
            List.of(
                "Linux tcp_check_req with net.ipv4.tcp_abort_on_overflow=1, reason INVALID_SYN"),
            List.of(),
            "on the server, nstat -az TcpExtListenOverflows grows",
            List.of(
                "Accept faster or raise the backlog; with net.ipv4.tcp_abort_on_overflow=0 clients "
                    + "wait instead of being reset."),
            List.of(
                "Retry after a growing, randomised pause.")));
    facts.put(
        Cause.CONNECT_ABORTED,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.5.1",
                "RFC 8305 (Happy Eyeballs)"),
            List.of("half-open-scan"),
            "the same client's other connections: many ports or hosts in a row are a scan, one "
                + "sibling that succeeded is Happy Eyeballs",
            List.of(
                "Usually nothing. If the connect timed out, give it longer than a round trip and a "
                    + "lost SYN (over 1 s)."),
            List.of(
                "Usually nothing: the program never saw this connection.")));
    facts.put(
        Cause.HALF_OPEN_SCAN,
        new CauseFacts(
            List.of(
                "Linux answers a SYN-ACK nobody waits for with a reset, reason NO_SOCKET"),
            List.of("connect-aborted"),
            "the same client's other connections: a scan asks many ports or hosts",
            List.of(
                "None if the scan is yours."),
            List.of(
                "Harmless; restrict who may reach the port if it should not be reachable.")));
    facts.put(
        Cause.HEALTH_CHECK,
        new CauseFacts(
            List.of(
                "Linux tcp_disconnect, reason TCP_STATE"),
            List.of("abortive-close"),
            "the same client's other connections: a check comes at even intervals",
            List.of(
                "Harmless; let the check close with FIN if the resets disturb statistics."),
            List.of(
                "Harmless; an accept or read that fails with ECONNRESET here should not be logged as "
                    + "an error.")));
    facts.put(
        Cause.BAD_HANDSHAKE_ACK,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.10.7.4",
                "Linux tcp_check_req, reason TCP_FLAGS"),
            List.of(),
            "",
            List.of(
                "Find what rewrites sequence numbers between client and server, or the hand-made "
                    + "stack that sends this ACK."),
            List.of(
                "Check SYN cookies under load: nstat -az TcpExtSyncookiesFailed.")));
    facts.put(
        Cause.HALF_OPEN_RECOVERY,
        new CauseFacts(
            List.of(
                "RFC 9293 section 3.5.1, figure 9",
                "RFC 5961 section 4"),
            List.of(),
            "",
            List.of(
                "It missed the end of the older connection: a crash, or a device that forgot it. Turn "
                    + "on keepalive."),
            List.of(
                "Nothing: TCP recovered by itself.")));
  }
}
