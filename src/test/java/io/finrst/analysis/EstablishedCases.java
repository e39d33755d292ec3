package io.finrst.analysis;

import static io.finrst.analysis.CauseCase.OTHER_HOST;
import static io.finrst.analysis.CauseCase.TIME_PASSES;
import static io.finrst.analysis.CauseCase.but;
import static io.finrst.analysis.CauseCase.butRecorded;
import static io.finrst.analysis.CauseCase.recorded;
import static io.finrst.analysis.CauseCase.scripted;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static io.finrst.diagnosis.Cause.ABORTIVE_CLOSE;
import static io.finrst.diagnosis.Cause.INJECTED_RESET;
import static io.finrst.diagnosis.Cause.KEEPALIVE_TIMEOUT;
import static io.finrst.diagnosis.Cause.MIDDLEBOX_IDLE_TIMEOUT;
import static io.finrst.diagnosis.Cause.NAT_STATE_LOST;
import static io.finrst.diagnosis.Cause.RETRANSMISSION_TIMEOUT;
import static io.finrst.diagnosis.Cause.STALE_CONNECTION;
import static io.finrst.diagnosis.Cause.UNREAD_DATA_AT_CLOSE;
import static io.finrst.diagnosis.Cause.ZERO_WINDOW_ABORT;

import java.util.List;

/** What each cause found once established is told by. */
final class EstablishedCases {
  private static final String UNACKNOWLEDGED =
      """
      +0.1 C > S [P.] 101:201(100) ack 201
      +0.2 C > S [P.] 101:201(100) ack 201
      +0.4 C > S [P.] 101:201(100) ack 201
      +0.8 C > S [P.] 101:201(100) ack 201
      """;

  /** The client's window is shut, and the server probes it. */
  private static final String SHUT =
      """
      S > C [P.] 201:301(100) ack 101
      C > S [.] 101 ack 301 win 0
      +0.2 S > C [.] 300 ack 101
      C > S [.] 101 ack 301 win 0
      +0.4 S > C [.] 300 ack 101
      C > S [.] 101 ack 301 win 0
      """;

  private static final String PROBES =
      """
      +10 C > S [.] 100 ack 201
      +1 C > S [.] 100 ack 201
      +1 C > S [.] 100 ack 201
      """;

  /** The client's second segment was lost, and came again. */
  private static final String LOSS =
      """
      C > S [.] 101:201(100) ack 201
      C > S [.] 201:301(100) ack 201
      S > C [.] 201 ack 101
      +0.01 C > S [.] 101:201(100) ack 201
      S > C [.] 201 ack 301
      """;

  static final List<CauseCase> ALL =
      List.of(
          recorded(UNREAD_DATA_AT_CLOSE, "x_close_unread_noresponse.v0.pcap", "TCP_ABORT_ON_CLOSE"),
          butRecorded(UNREAD_DATA_AT_CLOSE, "all had been answered", "x_linger0_client.v0.pcap"),
          butRecorded(UNREAD_DATA_AT_CLOSE, "nothing had been received", "app_cynic.v0.pcap"),
          scripted(
              UNREAD_DATA_AT_CLOSE,
              "killed with a full buffer",
              EXCHANGE,
              "S > C [P.] 201:301(100) ack 101\nC > S [.] 101 ack 301 win 0\n+0.03 C > S [R.] 101 ack 301 win 500"),
          but(
              UNREAD_DATA_AT_CLOSE,
              "the request had not arrived yet, a keepalive before it",
              EXCHANGE,
              "+4 S > C [.] 200 ack 101\nC > S [.] 101 ack 201\n+1 C > S [P.] 101:201 ack 201\n"
                  + "+0.0001 S > C [R.] 201 ack 101"),
          but(
              UNREAD_DATA_AT_CLOSE,
              "the request had not arrived yet",
              EXCHANGE,
              "+5 C > S [P.] 101:201 ack 201\n+0.0001 S > C [R.] 201 ack 101"),
          but(UNREAD_DATA_AT_CLOSE, "it had closed", SERVER_CLOSED, "C > S [P.] 101:201 ack 202\nS > C [R] 202"),

          recorded(ABORTIVE_CLOSE, "x_linger0_client.v0.pcap", "TCP_STATE"),
          scripted(
              ABORTIVE_CLOSE,
              "after one repetition",
              EXCHANGE,
              "C > S [P.] 101:201 ack 201\n+0.2 C > S [P.] 101:201 ack 201\n+0.2 C > S [R.] 201 ack 201"),
          scripted(
              ABORTIVE_CLOSE,
              "behind which data still came",
              EXCHANGE,
              "+0.03 S > C [R.] 201 ack 101\n+0.03 C > S [P.] 101:201 ack 201\nS > C [R] 201"),
          scripted(
              ABORTIVE_CLOSE,
              "crossed by the next request",
              EXCHANGE,
              "+5 C > S [P.] 101:201 ack 201\n+0.0001 S > C [R.] 201 ack 101"),
          butRecorded(ABORTIVE_CLOSE, "no socket is left", "x_stale_server_restart.v0.pcap"),
          butRecorded(ABORTIVE_CLOSE, "keepalive probes were not answered before", "x_keepalive_timeout.v0.pcap"),
          but(ABORTIVE_CLOSE, "the TTL is not the server's", EXCHANGE, "S > C [R.] 201 ack 101 ttl 50 <>"),

          recorded(STALE_CONNECTION, "x_stale_server_restart.v0.pcap", "NO_SOCKET"),
          scripted(STALE_CONNECTION, "found out by a FIN", EXCHANGE, "+9 C > S [F.] 101 ack 201\nS > C [R] 201"),
          butRecorded(STALE_CONNECTION, "the server had closed", "x_server_data_after_close.v0.pcap"),
          butRecorded(STALE_CONNECTION, "the TTL is not the server's", "x_router_idle_expired.v0.pcap"),
          but(
              STALE_CONNECTION,
              "a socket had aborted before",
              EXCHANGE,
              "+0.03 S > C [R.] 201 ack 101\n+0.03 C > S [P.] 101:201 ack 201\nS > C [R] 201"),
          but(STALE_CONNECTION, "a socket aborts", EXCHANGE, "+9 C > S [P.] 101:201 ack 201\nS > C [R.] 201 ack 201"),

          recorded(MIDDLEBOX_IDLE_TIMEOUT, "x_router_idle_expired.v0.pcap", "none"),
          butRecorded(MIDDLEBOX_IDLE_TIMEOUT, "the TTL is the server's", "x_stale_server_restart.v0.pcap"),
          but(
              MIDDLEBOX_IDLE_TIMEOUT,
              "the silence is too short",
              EXCHANGE,
              "+0.5 C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250"),
          but(
              MIDDLEBOX_IDLE_TIMEOUT,
              "the server takes the data all the same",
              EXCHANGE,
              "+9 C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250\n+0.03 S > C [P.] 201:301 ack 201"),

          scripted(
              MIDDLEBOX_IDLE_TIMEOUT, "after one second", EXCHANGE, "+1 C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250"),
          but(
              MIDDLEBOX_IDLE_TIMEOUT, "not after one second yet", EXCHANGE,
              "+0.999 C > S [P.] 101:201 ack 201\nS > C [R] 201 ttl 250"),
          but(
              MIDDLEBOX_IDLE_TIMEOUT, "it has the shape of an abort", EXCHANGE,
              "+9 C > S [P.] 101:201 ack 201\nS > C [R.] 201 ack 201 win 500 ttl 250 <nop,nop,ts 9 9>"),

          recorded(INJECTED_RESET, "x_inject_both.v0.pcap", "none"),
          but(INJECTED_RESET, "it is like all of the server's packets", EXCHANGE, "S > C [R.] 201 ack 101"),
          but(
              INJECTED_RESET,
              "this server's TTL varies",
              EXCHANGE,
              "S > C [P.] 201:301 ack 101 ttl 62\nC > S [.] 101 ack 301\nS > C [R.] 301 ack 101 ttl 60"),
          but(
              INJECTED_RESET,
              "the second reset lies lower",
              EXCHANGE,
              "S > C [P.] 201:301 ack 101\nS > C [R.] 301 ack 101\nC > S [.] 101 ack 201\nS > C [R] 201"),

          recorded(KEEPALIVE_TIMEOUT, "x_keepalive_timeout.v0.pcap", "TCP_KEEPALIVE_TIMEOUT"),
          but(
              KEEPALIVE_TIMEOUT,
              "the last was answered",
              EXCHANGE,
              PROBES,
              "S > C [.] 201 ack 101\nC > S [R.] 101 ack 201"),
          but(KEEPALIVE_TIMEOUT, "the other side resets", EXCHANGE, PROBES, "S > C [R] 201"),
          but(KEEPALIVE_TIMEOUT, "there was but one", EXCHANGE, "+10 C > S [.] 100 ack 201\n+1 C > S [R.] 101 ack 201"),

          scripted(RETRANSMISSION_TIMEOUT, "then silence", OTHER_HOST, EXCHANGE, UNACKNOWLEDGED, TIME_PASSES),
          scripted(RETRANSMISSION_TIMEOUT, "then abort", EXCHANGE, UNACKNOWLEDGED, "+1 C > S [R.] 201 ack 201"),
          but(
              RETRANSMISSION_TIMEOUT,
              "it is acknowledged at last",
              OTHER_HOST,
              EXCHANGE,
              UNACKNOWLEDGED,
              "S > C [.] 201 ack 201\n",
              TIME_PASSES),
          scripted(
              RETRANSMISSION_TIMEOUT,
              "then a late answer meets no socket",
              EXCHANGE,
              UNACKNOWLEDGED,
              "+0.3 S > C [P.] 201:301(100) ack 101\nC > S [R] 101"),
          but(
              RETRANSMISSION_TIMEOUT,
              "one burst sent again",
              EXCHANGE,
              "+0.3 C > S [.] 101:201 ack 201\n+0 C > S [.] 201:301 ack 201\n+0 C > S [.] 301:401 ack 201\n"
                  + "+0.2 C > S [.] 101:201 ack 201\n+0 C > S [.] 201:301 ack 201\n+0 C > S [.] 301:401 ack 201\n"
                  + "+0.001 C > S [R.] 401 ack 201"),
          but(RETRANSMISSION_TIMEOUT, "the other side resets", EXCHANGE, UNACKNOWLEDGED, "S > C [R] 201"),
          butRecorded(RETRANSMISSION_TIMEOUT, "the capture ends too soon", "x_retrans_giveup.v0.pcap"),

          recorded(ZERO_WINDOW_ABORT, "x_zero_window_reset.v0.pcap", "TCP_ABORT_ON_CLOSE"),
          scripted(ZERO_WINDOW_ABORT, "the prober gives up", EXCHANGE, SHUT, "+1 S > C [R.] 301 ack 101"),
          scripted(
              ZERO_WINDOW_ABORT, "never probed", EXCHANGE,
              "S > C [P.] 201:301(100) ack 101\nC > S [.] 101 ack 301 win 0\n+60 C > S [R.] 101 ack 301 win 0"),
          but(
              ZERO_WINDOW_ABORT, "the shut side has answered since", EXCHANGE, SHUT,
              "+1 C > S [P.] 101:201 ack 301 win 0\nS > C [.] 301 ack 201\n+1 C > S [R.] 201 ack 301"),
          but(
              ZERO_WINDOW_ABORT,
              "the window opened again",
              EXCHANGE,
              SHUT,
              "C > S [.] 101 ack 301 win 500\n+1 S > C [R.] 301 ack 101"),
          scripted(
              ZERO_WINDOW_ABORT,
              "the prober had given up when the reader read",
              EXCHANGE,
              SHUT,
              "+9 C > S [.] 101 ack 301 win 500\nS > C [R] 301"),
          but(
              ZERO_WINDOW_ABORT,
              "the window was shut for a moment only",
              EXCHANGE,
              "S > C [P.] 201:301(100) ack 101\nC > S [.] 101 ack 301 win 0\n+0.03 C > S [R.] 101 ack 301"),
          but(ZERO_WINDOW_ABORT, "the TTL is not the server's", EXCHANGE, SHUT, "+1 S > C [R.] 301 ack 101 ttl 50 <>"),

          scripted(NAT_STATE_LOST, "right after a loss", EXCHANGE, LOSS, "C > S [P.] 301:401 ack 201\nS > C [R] 201"),
          but(NAT_STATE_LOST, "nothing was lost", EXCHANGE, "C > S [P.] 101:201 ack 201\nS > C [R] 201"),
          but(
              NAT_STATE_LOST,
              "the loss was long ago",
              EXCHANGE,
              LOSS,
              "+9 C > S [P.] 301:401 ack 201\nS > C [.] 201 ack 401\nC > S [P.] 401:501 ack 201\nS > C [R] 201"),
          but(NAT_STATE_LOST, "nothing was answered any more", EXCHANGE, UNACKNOWLEDGED, "S > C [R] 201"),
          but(
              NAT_STATE_LOST,
              "the server had closed",
              EXCHANGE,
              LOSS,
              "S > C [F.] 201 ack 301\nC > S [P.] 301:401 ack 202\nS > C [R] 202"));

  private EstablishedCases() {}
}
