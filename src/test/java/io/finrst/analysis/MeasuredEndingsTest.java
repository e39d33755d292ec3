package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Endings measured with real sockets on Linux that no capture in the tree shows: verdict, resetter, cause, errors. */
class MeasuredEndingsTest {

  static Stream<Arguments> endings() {
    return Stream.of(
        ending(
            "client cancels a download",
            Openings.EXCHANGE
                + """
                +0.001 C > S [P.] 101:201(100) ack 201
                +0.010 S > C [.] 201:1649(1448) ack 201
                +0.001 S > C [.] 1649:3097(1448) ack 201
                +0.001 C > S [R.] 201 ack 1649
                +0.001 S > C [.] 3097:4545(1448) ack 201
                +0.001 C > S [R] 201
                """,
            "rst-after-data client unread-data-at-close client: server:ECONNRESET,EPIPE"),
        ending(
            "client cancels a download, and the kernel answers data before its abort is out",
            Openings.EXCHANGE
                + """
                +0.001 C > S [P.] 101:201(100) ack 201
                +0.010 S > C [.] 201:1649(1448) ack 201
                +0.001 S > C [.] 1649:3097(1448) ack 201
                +0.00001 C > S [R] 201
                +0.00001 C > S [R.] 201 ack 1649
                """,
            "rst-after-data client unread-data-at-close client: server:ECONNRESET,EPIPE"),
        ending(
            "a bare abort with data in flight, as the RFC has it and few stacks do",
            Openings.EXCHANGE
                + """
                +0.010 C > S [P.] 101:201(100) ack 201
                +0.001 C > S [R] 201
                """,
            "rst-after-data client abortive-close client: server:ECONNRESET,EPIPE"),
        ending(
            "peer's FIN answered by an abort",
            Openings.EXCHANGE
                + """
                +0.010 C > S [F.] 101 ack 201
                +0.001 S > C [R.] 201 ack 102
                """,
            "rst-after-fin server abortive-close client:ECONNRESET,EPIPE server:"),
        ending(
            "FIN, then an abort of the same side",
            Openings.EXCHANGE
                + """
                +0.010 C > S [F.] 101 ack 201
                +0.001 S > C [.] 201 ack 102
                +0.500 C > S [R.] 102 ack 201
                """,
            "rst-after-fin client abortive-close client: server:EPIPE"),
        ending(
            "client gives up and closes, the response comes later",
            Openings.HANDSHAKE
                + """
                +0.001 C > S [P.] 1:101(100) ack 1
                +0.001 S > C [.] 1 ack 101
                +0.500 C > S [F.] 101 ack 1
                +0.010 S > C [.] 1 ack 102
                +1.000 S > C [P.] 1:201(200) ack 102
                +0.001 C > S [R] 102
                """,
            "rst-after-fin client data-after-close client: server:EPIPE"),
        ending(
            "router forgot the connection",
            Openings.EXCHANGE
                + """
                +400 C > S [P.] 101:201(100) ack 201
                +0.001 S > C [R] 201 ttl 250
                """,
            "rst-after-data middlebox middlebox-idle-timeout client:ECONNRESET,EPIPE server:"),
        ending(
            "router rejects it now",
            Openings.EXCHANGE
                + """
                +0.01 C > S [P.] 101:201(100) ack 201
                +0.001 S > C [R] 201 ttl 250
                """,
            "rst-after-data middlebox path-reject client:ECONNRESET,EPIPE server:"),
        ending(
            "reset injected beside the request, which the server has got and answers at once",
            Openings.EXCHANGE
                + """
                +0.01 C > S [P.] 101:201(100) ack 201
                +0.00004 S > C [R] 201 ttl 250
                +0.0005 S > C [P.] 201:301(100) ack 201
                +0.00003 C > S [R] 201
                """,
            "rst-after-data middlebox injected-reset client:ECONNRESET,EPIPE server:ECONNRESET,EPIPE"),
        ending(
            "reset injected while an earlier response is on its way",
            Openings.EXCHANGE
                + """
                +0.01 C > S [P.] 101:201(100) ack 201
                +0.00004 S > C [R] 201 ttl 250
                +0.0005 S > C [P.] 201:301(100) ack 101
                +0.00003 C > S [R] 101
                """,
            "rst-after-data middlebox injected-reset client:ECONNRESET,EPIPE server:"),
        ending(
            "peer forgot the connection",
            Openings.EXCHANGE
                + """
                +30 C > S [P.] 101:201(100) ack 201
                +0.001 S > C [R] 201
                """,
            "rst-after-data server stale-connection client:ECONNRESET,EPIPE server:"),
        ending(
            "bad handshake ACK",
            """
            linux
            0 C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +0.01 C > S [.] 1 ack 77
            +0.01 S > C [R] 77
            """,
            "rst-in-handshake server bad-handshake-ack client:ECONNRESET,EPIPE server:"),
        ending(
            "keepalive unanswered",
            Openings.EXCHANGE
                + """
                +10 C > S [.] 100 ack 201
                +1 C > S [.] 100 ack 201
                +1 C > S [.] 100 ack 201
                +1 C > S [R.] 101 ack 201
                """,
            "rst-after-data client keepalive-timeout client:ETIMEDOUT server:ECONNRESET,EPIPE"),
        ending(
            "SYN-ACK does not get through",
            """
            linux
            0 C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +1 C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +2 C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            host D 10.0.0.3:4000
            +60 D > S [S] 0:0(0)
            """,
            "syn-unanswered null synack-lost client:ETIMEDOUT server:"),
        ending(
            "lone ACK to a listener",
            """
            0 C > S [.] 101 ack 201
            +0.001 S > C [R] 201
            """,
            "unknown server stale-connection client:ECONNRESET,EPIPE server:"),
        ending(
            "listener closed before accept",
            Openings.HANDSHAKE + "+0.5 S > C [R.] 1 ack 1\n",
            "rst-before-data server abortive-close client:ECONNRESET,EPIPE server:"),
        ending(
            "several resets injected, the server goes on",
            Openings.EXCHANGE
                + """
                +0.010 S > C [R.] 201 ack 101 ttl 40 win 0 id 9000 <>
                +0.001 S > C [R.] 1661 ack 101 ttl 41 win 0 id 9001 <>
                +0.001 S > C [R.] 4581 ack 101 ttl 42 win 0 id 9002 <>
                +0.050 S > C [P.] 201:301(100) ack 101
                +0.001 C > S [R] 101
                """,
            "rst-after-data middlebox injected-reset client:ECONNRESET,EPIPE server:ECONNRESET,EPIPE"),
        ending(
            "data after the FIN-WAIT-2 timer",
            Openings.EXCHANGE
                + """
                +0.001 S > C [F.] 201 ack 101
                +0.010 C > S [.] 101 ack 202
                +65 C > S [P.] 101:201(100) ack 202
                +0.001 S > C [R] 202
                """,
            "rst-after-fin server data-after-close client:EPIPE server:"),
        ending(
            "accept queue full, the last ACK dropped",
            Openings.HANDSHAKE
                + """
                +0.001 C > S [P.] 1:101(100) ack 1
                +0.2 C > S [P.] 1:101(100) ack 1
                +0.4 C > S [P.] 1:101(100) ack 1
                +0.4 S > C [S.] 0:0(0) ack 1
                +0.001 C > S [.] 101 ack 1
                +0.8 C > S [P.] 1:101(100) ack 1
                +0.001 S > C [R] 1
                """,
            "rst-in-handshake server backlog-full client:ECONNRESET,EPIPE server:"),
        ending(
            "TLS close_notify to a closed peer",
            Openings.EXCHANGE
                + """
                +0.010 C > S [F.] 101 ack 201
                +0.001 S > C [P.] 201:232(31) ack 102
                +0.001 C > S [R] 102
                """,
            "rst-after-fin client data-after-close client: server:EPIPE"),
        ending(
            "a device resets in mid-connection, and the real server closes afterwards",
            Openings.EXCHANGE
                + """
                +0.010 C > S [P.] 101:130(29) ack 201
                +0.0001 S > C [R] 201 ttl 60
                +0.020 S > C [F.] 201 ack 101
                +0.0001 C > S [R] 101
                """,
            "rst-after-data middlebox injected-reset client:ECONNRESET,EPIPE server:ECONNRESET,EPIPE"));
  }

  private static Arguments ending(String what, String script, String expected) {
    return Arguments.of(what, script, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void isNamed(String what, String script, String expected) {
    Found found = Found.inScript(script);
    ConnectionRecord c = found.connections().get(0);
    Diagnosis d = found.diagnoses().get(0);
    String said =
        c.verdict().id()
            + " "
            + (d.endedBy() == null ? null : d.endedBy().role().id())
            + " "
            + (d.findings().isEmpty() ? "none" : d.findings().get(0).cause().id())
            + " client:"
            + errors(d.clientErrors())
            + " server:"
            + errors(d.serverErrors());
    assertThat(said).as(what).isEqualTo(expected);
  }

  private static String errors(List<SocketError> errors) {
    return errors.stream().map(each -> each.error().name()).collect(Collectors.joining(","));
  }
}
