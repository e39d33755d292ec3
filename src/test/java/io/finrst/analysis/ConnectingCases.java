package io.finrst.analysis;

import static io.finrst.analysis.CauseCase.OTHER_HOST;
import static io.finrst.analysis.CauseCase.TIME_PASSES;
import static io.finrst.analysis.CauseCase.but;
import static io.finrst.analysis.CauseCase.butRecorded;
import static io.finrst.analysis.CauseCase.recorded;
import static io.finrst.analysis.CauseCase.scripted;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.diagnosis.Cause.BACKLOG_FULL;
import static io.finrst.diagnosis.Cause.BACKLOG_OVERFLOW;
import static io.finrst.diagnosis.Cause.BAD_HANDSHAKE_ACK;
import static io.finrst.diagnosis.Cause.CONNECT_ABORTED;
import static io.finrst.diagnosis.Cause.HALF_OPEN_RECOVERY;
import static io.finrst.diagnosis.Cause.HALF_OPEN_SCAN;
import static io.finrst.diagnosis.Cause.HEALTH_CHECK;
import static io.finrst.diagnosis.Cause.ICMP_UNREACHABLE;
import static io.finrst.diagnosis.Cause.PATH_REJECT;
import static io.finrst.diagnosis.Cause.PORT_CLOSED;
import static io.finrst.diagnosis.Cause.SYNACK_LOST;
import static io.finrst.diagnosis.Cause.SYN_DROPPED;

import java.util.List;

/** What each cause found while connecting is told by. */
final class ConnectingCases {
  /** Another client's handshake, which shows the server's TTL of 64. */
  private static final String SERVER_SEEN =
      """
      host D 10.0.0.3:4000
      0 D > S [S] 0:0(0)
      +0.01 S > D [S.] 0:0(0) ack 1
      +0.01 D > S [.] 1 ack 1
      isn S 1
      """;

  private static final String SYN = "linux\n+1 C > S [S] 0:0(0)\n";

  /** Figure 9 of RFC 9293 section 3.5.1, up to the answer to the SYN. */
  private static final String OLD_CONNECTION_ANSWERS =
      """
      linux
      isn C 1000 S 5000
      0 C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:101(100) ack 1
      +0.01 S > C [.] 1 ack 101
      isn C 500
      +9 C > S [S] 0:0(0)
      +0.01 S > C [.] 1 ack 601
      """;

  private static final String CONNECTS_AFTER_ALL =
      """
      +0.01 C > S [S] 0:0(0)
      isn S 900000
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:51(50) ack 1
      +0.01 S > C [.] 1 ack 51
      """;

  static final List<CauseCase> ALL =
      List.of(
          recorded(PORT_CLOSED, "r_closed_port.v0.pcap", "NO_SOCKET"),
          but(PORT_CLOSED, "the TTL is not the host's", SERVER_SEEN, SYN, "S > C [R.] 0 ack 1 ttl 61"),
          but(PORT_CLOSED, "the reset does not acknowledge the SYN", SYN, "S > C [R.] 0 ack 77"),
          butRecorded(PORT_CLOSED, "an ICMP error refuses", "r_icmp_port.v0.pcap"),

          recorded(PATH_REJECT, "r_router_firewall_reset.v0.pcap", "none"),
          scripted(PATH_REJECT, "in mid-connection", EXCHANGE, "C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250"),
          but(PATH_REJECT, "the TTL is the host's", SERVER_SEEN, SYN, "S > C [R.] 0 ack 1 ttl 64"),
          but(PATH_REJECT, "it came after a silence", EXCHANGE, "+9 C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250"),
          but(PATH_REJECT, "it echoes the DSCP", "C > S [S] 0:0(0) tos 72\nS > C [R.] 0 ack 1 tos 72"),

          recorded(ICMP_UNREACHABLE, "r_icmp_port.v0.pcap", "none"),
          but(ICMP_UNREACHABLE, "it quotes data", EXCHANGE, "C > S [P.] 101:201 ack 201\nicmp 3/1 from R quoting 7"),
          but(ICMP_UNREACHABLE, "the packet was too big", SYN, "icmp 3/4 from R quoting 1"),
          but(
              ICMP_UNREACHABLE,
              "the next SYN gets through",
              SYN,
              "icmp 3/1 from R quoting 1\n+1 C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 1"),

          recorded(SYN_DROPPED, "r_drop.v0.pcap", "none"),
          but(SYN_DROPPED, "a SYN-ACK comes", SYN, "+1 C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1"),
          but(SYN_DROPPED, "an older connection answers", OLD_CONNECTION_ANSWERS),
          butRecorded(SYN_DROPPED, "an ICMP error comes", "r_icmp_port.v0.pcap"),

          scripted(
              SYNACK_LOST,
              "SYN and SYN-ACK come again",
              OTHER_HOST,
              SYN,
              "S > C [S.] 0:0(0) ack 1\n+1 C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1\n",
              TIME_PASSES),
          but(SYNACK_LOST, "only the SYN came again, before", SYN, "+1 C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1"),
          but(SYNACK_LOST, "neither came again", OTHER_HOST, SYN, "S > C [S.] 0:0(0) ack 1\n", TIME_PASSES),
          but(
              SYNACK_LOST,
              "the second SYN-ACK is acknowledged",
              OTHER_HOST,
              SYN,
              "S > C [S.] 0:0(0) ack 1\n+1 C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 1\n",
              TIME_PASSES),

          recorded(BACKLOG_FULL, "r_backlog_ack_dropped.v0.pcap", "TCP_FLAGS"),
          but(
              BACKLOG_FULL,
              "the server takes the data after all",
              HANDSHAKE,
              "C > S [P.] 1:101 ack 1\n+1 S > C [S.] 0:0(0) ack 1\nC > S [.] 101 ack 1\nS > C [.] 1 ack 101"),
          but(
              BACKLOG_FULL,
              "the SYN-ACK does not come again",
              HANDSHAKE,
              "C > S [P.] 1:101 ack 1\n+1 C > S [P.] 1:101 ack 1\n+2 C > S [P.] 1:101 ack 1\nS > C [R] 1"),

          recorded(BACKLOG_OVERFLOW, "r_backlog_abort.v0.pcap", "INVALID_SYN"),
          but(BACKLOG_OVERFLOW, "a socket aborts", HANDSHAKE, "S > C [R.] 1 ack 1"),
          but(BACKLOG_OVERFLOW, "the TTL is not the server's", HANDSHAKE, "S > C [R] 1 ttl 50"),
          but(BACKLOG_OVERFLOW, "it answers a keepalive probe", HANDSHAKE, "+7200 C > S [.] 0 ack 1\nS > C [R] 1"),

          recorded(CONNECT_ABORTED, "h_abort_before_synack.v0.pcap", "NO_SOCKET"),
          but(CONNECT_ABORTED, "its SYN has no options", "C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1\nC > S [R] 1"),
          but(CONNECT_ABORTED, "the handshake was complete", HANDSHAKE, "C > S [R.] 1 ack 1"),
          but(CONNECT_ABORTED, "the server resets", SYN, "S > C [S.] 0:0(0) ack 1\nS > C [R.] 1 ack 1"),
          but(CONNECT_ABORTED, "it clears an older connection", OLD_CONNECTION_ANSWERS, "C > S [R] 601"),

          recorded(HALF_OPEN_SCAN, "h_half_open_scan.v0.pcap", "NO_SOCKET"),
          but(HALF_OPEN_SCAN, "its SYN has options", SYN, "S > C [S.] 0:0(0) ack 1\nC > S [R] 1"),
          but(
              HALF_OPEN_SCAN,
              "the handshake was complete",
              "C > S [S] 0:0(0)\nS > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 1\nC > S [R.] 1 ack 1"),

          recorded(HEALTH_CHECK, "h_healthcheck_linger0.v0.pcap", "TCP_STATE"),
          butRecorded(HEALTH_CHECK, "the server cuts off", "app_cynic.v0.pcap"),
          but(
              HEALTH_CHECK,
              "a byte was sent",
              HANDSHAKE,
              "C > S [P.] 1:2 ack 1\nS > C [.] 1 ack 2\nC > S [R.] 2 ack 1"),
          but(HEALTH_CHECK, "it probes first", HANDSHAKE, "+10 C > S [.] 0 ack 1\nC > S [R.] 1 ack 1"),
          but(HEALTH_CHECK, "it stayed for a second", HANDSHAKE, "+1 C > S [R.] 1 ack 1"),

          scripted(
              BAD_HANDSHAKE_ACK,
              "by a number never sent",
              SYN,
              "S > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 77\nS > C [R] 77"),
          but(BAD_HANDSHAKE_ACK, "it acknowledges the SYN-ACK", HANDSHAKE, "S > C [R] 1"),
          but(
              BAD_HANDSHAKE_ACK,
              "the right one follows, and the reset is for other reasons",
              SYN,
              "S > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 77\nC > S [.] 1 ack 1\nC > S [P.] 1:101 ack 1\n",
              "S > C [P.] 1:201 ack 101\n+1 S > C [R.] 201 ack 101"),

          scripted(
              HALF_OPEN_RECOVERY,
              "figure 9",
              OLD_CONNECTION_ANSWERS,
              "C > S [R] 601\n",
              CONNECTS_AFTER_ALL),
          but(
              HALF_OPEN_RECOVERY,
              "the client clears nothing, and resets for other reasons",
              OLD_CONNECTION_ANSWERS,
              CONNECTS_AFTER_ALL,
              "C > S [R.] 51 ack 1"));

  private ConnectingCases() {}
}
