package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Repetition;
import io.finrst.script.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told apart while a connection is followed: sides, streams, probes, odd ACKs. */
class FollowingTest {
  private static ConnectionRecord of(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  @Test
  void withoutASynTheLowerPortIsTheServers() {
    assertThat(of("0 C > S [P.] 1:11(10) ack 1\n").server().port()).isEqualTo(80);
    assertThat(of("0 S > C [P.] 1:11(10) ack 1\n").server().port()).isEqualTo(80);
    String samePort = "host D 10.0.0.9:80\n0 D > S [P.] 1:11(10) ack 1\n";
    assertThat(of(samePort).client().address()).as("who was seen first asks").hasToString("10.0.0.9");
  }

  /** Wireshark compares a SYN with the first number of its side, be that only known by what the other acknowledges. */
  @ParameterizedTest
  @CsvSource({
    "C > S [.] 101 ack 900, C > S [S] 100, 1",
    "C > S [.] 101 ack 900, C > S [S] 101, 2",
    "C > S [.] 101 ack 900, S > C [S] 899, 1",
    "C > S [.] 101 ack 900, S > C [S] 900, 2",
    "C > S [P] 101:111(10), S > C [S] 900, 1"
  })
  void synOfAnotherNumberIsAnotherStream(String first, String syn, int streams) {
    String numbers = "isn C 0 S 0\n";
    assertThat(Found.inScript(numbers + "0 " + first + "\n" + numbers + "+1 " + syn + "\n").connections()).hasSize(streams);
  }

  @Test
  void icmpErrorThatBelongsToNoConnectionIsCounted() {
    String quoted = "0 C > S [S] 0:0(0)\n+%s icmp 3/1 from R quoting 1\n";
    assertThat(Found.in(Script.parse(quoted.formatted("0.1")).part(2, 2)).summary().skipped().values()).containsExactly(1L);
    assertThat(Found.inScript(quoted.formatted("0.1")).summary().skipped()).isEmpty();
    assertThat(Found.inScript(quoted.formatted("600")).summary().skipped().values())
        .as("long abandoned")
        .containsExactly(1L);
  }

  @Test
  void errorAboutThePacketSizeEndsNoHandshake() {
    assertThat(Found.inScript("0 C > S [S] 0:0(0)\n+0.1 icmp 3/4 from R quoting 1\n").verdicts())
        .containsExactly("syn-unanswered");
  }

  @Test
  void vlanIsThatOfTheFirstPacket() {
    assertThat(of("0 C > S [S] 0:0(0) vlan 77\n+0.1 S > C [S.] 0:0(0) ack 1 vlan 78\n").encapsulation().vlan()).isEqualTo(77);
    assertThat(of(HANDSHAKE).encapsulation().vlan()).isEqualTo(-1);
  }

  @Test
  void firstAckThatNothingAskedForIsTold() {
    String twice = EXCHANGE + "+1 C > S [.] 101 ack 201\n+1 C > S [.] 101 ack 201\n";
    assertThat(of(twice).anomalies().unpromptedAckFrame()).isEqualTo(7);
    assertThat(of(EXCHANGE).anomalies().unpromptedAckFrame()).isZero();
  }

  @Test
  void synAckThatComesAgainAfterItsAckIsTold() {
    String again = "+1 S > C [S.] 0:0(0) ack 1\n";
    assertThat(of(HANDSHAKE, again, again).handshakeFaults().synAckAgainFrame()).isEqualTo(5);
    String early = "linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n" + again + "+0.01 C > S [.] 1 ack 1\n";
    assertThat(of(early).handshakeFaults().synAckAgainFrame()).isZero();
    assertThat(of(HANDSHAKE, "+0.01 C > S [P.] 1:11(10) ack 1\n".repeat(2)).handshakeFaults().synAckAgainFrame()).isZero();
  }

  @Test
  void ackOfTheHandshakeForSomethingNeverSentIsTold() {
    String bad = "0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 5\n";
    assertThat(of(bad).handshakeFaults().badAckFrame()).isEqualTo(3);
    assertThat(of(bad, "+0.01 C > S [.] 1 ack 1\n").handshakeFaults().badAckFrame()).isEqualTo(3);
  }

  @Test
  void probesOfAShutWindowAreCounted() {
    String shut = "+0.01 C > S [.] 101 ack 201 win 0\n";
    String probe = "+%s S > C [.] 200 ack 101\n+0.01 C > S [.] 101 ack 201 win 0\n";
    ConnectionRecord c = of(EXCHANGE, shut, probe.formatted("1"), probe.formatted("2"));
    assertThat(c.serverHalf().flowControl().windowProbes()).isEqualTo(2);
    assertThat(c.clientHalf().flowControl().windowProbes()).isZero();
    assertThat(c.clientHalf().zeroWindows()).isEqualTo(1);
    assertThat(c.serverHalf().zeroWindows()).isZero();
  }

  @Test
  void keepaliveProbesSayWhoIsSilent() {
    String probe = "+%s C > S [.] 100 ack 201\n";
    Repetition probes = of(EXCHANGE, probe.formatted("60"), probe.formatted("10"), probe.formatted("10")).repetition();
    assertThat(probes.kind()).isEqualTo(Repetition.Kind.KEEP_ALIVE);
    assertThat(probes.count()).isEqualTo(3);
    assertThat(probes.lastFrame()).isEqualTo(9);
    assertThat(probes.lastGapNs()).isEqualTo(10_000_000_000L);
    assertThat(probes.silenceBeforeNs()).isEqualTo(60_000_000_000L);
  }

  @Test
  void packetCutByTheSnapshotLengthIsNoted() {
    String data = EXCHANGE + "+0.1 C > S [P.] 101:601(500) ack 201\n";
    assertThat(Found.in(Script.parse(data).cutAt(400)).only().quality().snaplenCut()).isTrue();
    assertThat(of(data).quality().snaplenCut()).isFalse();
  }

  /** A capture of several interfaces may be out of order by a little: the latest time is that of the capture. */
  @Test
  void packetFromBeforeTurnsNoClockBack() {
    String others = "host D 10.0.0.9:9\nhost E 10.0.0.8:9\n20 D > S [S] 0:0(0)\n19.5 E > S [S] 0:0(0)\n";
    assertThat(Found.inScript("0 C > S [S] 0:0(0)\n" + others).connections())
        .extracting(c -> c.times().watchedNs() / 1_000_000L)
        .containsExactly(20_000L, 0L, 500L);
  }
}
