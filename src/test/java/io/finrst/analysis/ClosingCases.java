package io.finrst.analysis;

import static io.finrst.analysis.CauseCase.OTHER_HOST;
import static io.finrst.analysis.CauseCase.TIME_PASSES;
import static io.finrst.analysis.CauseCase.but;
import static io.finrst.analysis.CauseCase.butRecorded;
import static io.finrst.analysis.CauseCase.recorded;
import static io.finrst.analysis.CauseCase.scripted;
import static io.finrst.analysis.CauseCase.told;
import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static io.finrst.diagnosis.Cause.CLOSE_WAIT_LEAK;
import static io.finrst.diagnosis.Cause.DATA_AFTER_CLOSE;
import static io.finrst.diagnosis.Cause.IGNORED_RESET;
import static io.finrst.diagnosis.Cause.KEEPALIVE_RACE;
import static io.finrst.diagnosis.Cause.LATE_PACKET_AFTER_CLOSE;
import static io.finrst.diagnosis.Cause.ORPHAN_LIMIT;
import static io.finrst.diagnosis.Cause.TIME_WAIT_ASSASSINATION;

import java.util.List;

/** What each cause found around and after the close is told by. */
final class ClosingCases {
  /** An old copy of the request reaches the server, which closed first and is in TIME-WAIT. */
  private static final String STRAY_TO_TIME_WAIT = "+0.1 C > S [P.] 1:101(100) ack 1\n";

  static final List<CauseCase> ALL =
      List.of(
          recorded(DATA_AFTER_CLOSE, "x_server_data_after_close.v0.pcap", "TCP_ABORT_ON_DATA"),
          scripted(
              DATA_AFTER_CLOSE, "of a BSD that had not read",
              "0 C > S [S] 0:0(0) <mss 1460,nop,wscale 6>\n+0.01 S > C [S.] 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 6>\n"
                  + "+0.01 C > S [.] 1 ack 1\nC > S [P.] 1:101 ack 1\n+0.1 S > C [F.] 1 ack 101\nC > S [.] 101 ack 2\n"
                  + "+0.1 C > S [P.] 101:201 ack 2\nS > C [R] 2"),
          but(
              DATA_AFTER_CLOSE,
              "only a FIN came after the close",
              SERVER_CLOSED,
              "+65 C > S [F.] 101 ack 202\nS > C [R] 202"),
          but(DATA_AFTER_CLOSE, "the data had been answered", SERVER_CLOSED, "+1 S > C [R.] 202 ack 101"),
          but(DATA_AFTER_CLOSE, "both had closed", BOTH_CLOSED, "C > S [P.] 1:101 ack 1\nS > C [R] 1"),
          but(
              DATA_AFTER_CLOSE,
              "the TTL is not the server's",
              SERVER_CLOSED,
              "C > S [P.] 101:201 ack 202\nS > C [R] 202 ttl 9"),

          recorded(KEEPALIVE_RACE, "x_idle_timeout_race.v0.pcap", "TCP_ABORT_ON_DATA"),
          but(
              KEEPALIVE_RACE,
              "the server closes without a silence",
              EXCHANGE,
              "S > C [F.] 201 ack 101\nC > S [P.] 101:201 ack 201\nS > C [R] 201"),
          but(
              KEEPALIVE_RACE,
              "there was no exchange before",
              HANDSHAKE,
              "+5 S > C [F.] 1 ack 1\nC > S [P.] 1:101 ack 1\nS > C [R] 1"),
          but(
              KEEPALIVE_RACE,
              "SSH asks no questions",
              Said.byServer("SSH-2.0-a\\r\\n")
                  .client("SSH-2.0-b\\r\\n\\x00\\x00\\x00\\x06\\x04\\x14kkkk")
                  .server("\\x00\\x00\\x00\\x06\\x04\\x14kkkk")
                  .waits(5)
                  .serverClosesAndIsWrittenTo()),
          but(
              KEEPALIVE_RACE,
              "the client closes",
              EXCHANGE,
              "+5 C > S [F.] 101 ack 201\nS > C [P.] 201:301 ack 101\nC > S [R] 101"),

          told(ORPHAN_LIMIT, "TCP_ABORT_ON_MEMORY", SERVER_CLOSED, "+0.1 S > C [R.] 202 ack 101"),
          scripted(ORPHAN_LIMIT, "the FIN meets no socket", SERVER_CLOSED, "+0.01 C > S [F.] 101 ack 202\nS > C [R] 202"),
          but(
              ORPHAN_LIMIT,
              "the other FIN comes late: the program, not the system, had waited",
              SERVER_CLOSED,
              "+65 C > S [F.] 101 ack 202\nS > C [R] 202"),
          but(
              ORPHAN_LIMIT,
              "data came after the FIN",
              SERVER_CLOSED,
              "C > S [P.] 101:201 ack 202\nS > C [R.] 202 ack 201"),
          but(ORPHAN_LIMIT, "the other side aborts", SERVER_CLOSED, "C > S [R.] 101 ack 202"),
          but(ORPHAN_LIMIT, "there was no FIN", EXCHANGE, "S > C [R.] 201 ack 101"),

          scripted(
              TIME_WAIT_ASSASSINATION,
              "by an old request",
              BOTH_CLOSED,
              STRAY_TO_TIME_WAIT,
              "S > C [.] 202 ack 102\nC > S [R] 102"),
          butRecorded(
              TIME_WAIT_ASSASSINATION,
              "the stray segment itself draws the reset",
              "x_late_duplicate_after_close.v0.server.pcap"),
          but(TIME_WAIT_ASSASSINATION, "the reset is the closer's own", BOTH_CLOSED, STRAY_TO_TIME_WAIT, "S > C [R] 1"),

          recorded(LATE_PACKET_AFTER_CLOSE, "x_late_duplicate_after_close.v0.server.pcap", "TCP_FLAGS"),
          but(
              LATE_PACKET_AFTER_CLOSE,
              "only one had closed",
              SERVER_CLOSED,
              "C > S [P.] 101:201 ack 202\nS > C [R] 202"),
          but(
              LATE_PACKET_AFTER_CLOSE,
              "it came before the FINs, to an older connection on these ports",
              "0 S > C [.] 777 ack 4242\n",
              "+1 C > S [S] 0:0(0)\nS > C [.] 777 ack 4242\nC > S [R] 4242\n+1 C > S [S] 0:0(0)\n"
                  + "S > C [S.] 0:0(0) ack 1\nC > S [.] 1 ack 1\nC > S [F.] 1 ack 1\nS > C [F.] 1 ack 2\n"
                  + "C > S [.] 2 ack 2"),
          but(LATE_PACKET_AFTER_CLOSE, "no reset came", BOTH_CLOSED, STRAY_TO_TIME_WAIT, "S > C [.] 202 ack 102"),

          recorded(IGNORED_RESET, "g_rst_wrong_seq_ignored.v0.pcap", "none"),
          recorded(IGNORED_RESET, "g_rst_inexact_challenge.v0.pcap", "none"),
          recorded(IGNORED_RESET, "g_rst_inexact_challenge.v0.server.pcap", "none"),
          scripted(IGNORED_RESET, "seen by its answer alone", EXCHANGE, "+0.1 C > S [.] 101 ack 201"),
          but(IGNORED_RESET, "the ACK opens the window", EXCHANGE, "+0.1 C > S [.] 101 ack 201 win 9000"),
          but(IGNORED_RESET, "the ACK answers a probe", EXCHANGE, "+9 S > C [.] 200 ack 101\nC > S [.] 101 ack 201"),
          but(
              IGNORED_RESET,
              "the ACK answers what came twice",
              EXCHANGE,
              "+0.3 S > C [P.] 1:201 ack 101\nC > S [.] 101 ack 201"),
          but(
              IGNORED_RESET,
              "the ACK says what came twice unseen",
              EXCHANGE,
              "+0.1 C > S [.] 101 ack 201 <nop,nop,sack 1 201>"),
          but(IGNORED_RESET, "its number is exact", EXCHANGE, "S > C [R.] 201 ack 101"),
          but(
              IGNORED_RESET,
              "its number is exact, and it was lost on the way",
              EXCHANGE,
              "S > C [R.] 201 ack 101\n+1 C > S [P.] 101:201 ack 201\nS > C [P.] 201:301 ack 201\n",
              "C > S [.] 201 ack 301"),
          but(
              IGNORED_RESET,
              "another one counted",
              EXCHANGE,
              "S > C [R.] 9999 ack 101\n+1 C > S [P.] 101:201 ack 201\nS > C [P.] 201:301 ack 201\n",
              "C > S [R.] 201 ack 301"),

          scripted(CLOSE_WAIT_LEAK, "for long", OTHER_HOST, SERVER_CLOSED, TIME_PASSES),
          scripted(CLOSE_WAIT_LEAK, "closed at last", SERVER_CLOSED, "+65 C > S [F.] 101 ack 202\nS > C [R] 202"),
          scripted(CLOSE_WAIT_LEAK, "and probed", SERVER_CLOSED, "+65 C > S [.] 100 ack 202\nS > C [R] 202"),
          but(CLOSE_WAIT_LEAK, "nothing came from it", SERVER_CLOSED, "+65 S > C [R] 202"),
          but(CLOSE_WAIT_LEAK, "the capture ends at once", SERVER_CLOSED),
          butRecorded(CLOSE_WAIT_LEAK, "the other side sends on", "g_halfclose_open_end.v0.pcap"),
          but(
              CLOSE_WAIT_LEAK,
              "the FIN came soon",
              EXCHANGE,
              "S > C [F.] 201 ack 101\nC > S [F.] 101 ack 202\nS > C [R] 202"),
          but(
              CLOSE_WAIT_LEAK,
              "it is data that came late",
              SERVER_CLOSED,
              "+65 C > S [P.] 101:201 ack 202\nS > C [R] 202"));

  private ClosingCases() {}
}
