package io.finrst.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.KernelReset.Action;
import io.finrst.record.KernelReset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as Linux 6.18, trace-cmd 3 and perf print them. */
class TraceLineTest {

  @Test
  void sendingTellsReasonStateAndProcess() {
    KernelReset reset =
        TraceLine.parse(
            "         python3-20606   [001] ..... 14739.857307: tcp_send_reset: skbaddr=0000000000000000"
                + " skaddr=000000008022ed1b src=127.0.0.1:45627 dest=127.0.0.1:36078 state=TCP_CLOSE"
                + " reason=TCP_ABORT_ON_CLOSE");
    assertThat(reset.timeNs()).isEqualTo(14_739_857_307_000L);
    assertThat(reset.action()).isEqualTo(Action.SENT);
    assertThat(reset.from()).hasToString("127.0.0.1:45627");
    assertThat(reset.to()).hasToString("127.0.0.1:36078");
    assertThat(reset.reason()).isEqualTo("TCP_ABORT_ON_CLOSE");
    assertThat(reset.tcpState()).isEqualTo("CLOSE");
    assertThat(reset.process()).isEqualTo("python3-20606");
  }

  @Test
  void whoRanWhileAPacketWasAnsweredIsNotNamed() {
    KernelReset reset =
        TraceLine.parse(
            "          <idle>-0       [000] ..s1. 14739.857376: tcp_send_reset: skbaddr=000000009367baca"
                + " skaddr=0000000000000000 src=[2001:db8::2]:80 dest=[2001:db8::1]:38270 state=UNKNOWN"
                + " reason=NO_SOCKET");
    assertThat(reset.process()).isEmpty();
    assertThat(reset.from()).hasToString("[2001:db8::2]:80");
    assertThat(reset.reason()).isEqualTo("NO_SOCKET");
  }

  @Test
  void receivingIsToldFromTheSendersSide() {
    KernelReset reset =
        TraceLine.parse(
            "         python3-20606   [001] ..s2. 14739.857295: tcp_receive_reset: family=AF_INET sport=36078"
                + " dport=45627 saddr=10.0.0.1 daddr=10.0.0.2 saddrv6=::ffff:10.0.0.1 daddrv6=::ffff:10.0.0.2"
                + " sock_cookie=1");
    assertThat(reset.action()).isEqualTo(Action.RECEIVED);
    assertThat(reset.from()).hasToString("10.0.0.2:45627");
    assertThat(reset.to()).hasToString("10.0.0.1:36078");
  }

  @Test
  void socketOfBothFamiliesHasItsIpv4Address() {
    KernelReset reset =
        TraceLine.parse(
            "            java-812     [001] ..s2. 1.000002: tcp_receive_reset: family=AF_INET6 sport=8080"
                + " dport=40000 saddr=0.0.0.0 daddr=0.0.0.0 saddrv6=::ffff:10.0.0.1 daddrv6=::ffff:10.0.0.2"
                + " sock_cookie=1");
    assertThat(reset.to()).hasToString("10.0.0.1:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  my server-20606 [001] 14739.857307: tcp_send_reset: src=10.0.0.1:1 dest=10.0.0.2:2 state=TCP_CLOSE reason=X",
        "nginx  812 [000] 14739.857307: tcp:tcp_send_reset: src=10.0.0.1:1 dest=10.0.0.2:2 state=TCP_CLOSE reason=X",
        "nginx-812 (  812) [000] ..... 14739.857307: tcp_send_reset: src=10.0.0.1:1 dest=10.0.0.2:2 reason=X"
      })
  void otherToolsAreUnderstood(String line) {
    KernelReset reset = TraceLine.parse(line);
    assertThat(reset.timeNs()).isEqualTo(14_739_857_307_000L);
    assertThat(reset.from()).hasToString("10.0.0.1:1");
    assertThat(reset.reason()).isEqualTo("X");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# tracer: nop",
        "CPU:1 [LOST 27 EVENTS]",
        "a-1 [001] ..... 1.5: inet_sock_set_state: family=AF_INET",
        "a-1 [001] ..... 1.5: tcp_send_reset: src=example.org:80 dest=10.0.0.2:2 reason=X",
        "a-1 [001] ..... 1.5: tcp_send_reset: src=10.0.0.1 dest=10.0.0.2:2 reason=X",
        "a-1 [001] ..... 1.5: tcp_send_reset: src=10.0.0.1:99999999 dest=10.0.0.2:2 reason=X"
      })
  void anythingElseIsPassedOver(String line) {
    assertThat(TraceLine.parse(line)).isNull();
  }
}
