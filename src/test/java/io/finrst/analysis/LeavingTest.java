package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.flow.Announcing;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.script.Ticking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a connection keeps its ports: until then what comes on them belongs to it, from then on to another. */
class LeavingTest {
  private static final String LATE_ACK = " S > C [.] 202 ack 102\n";

  private static int connections(String... script) {
    return Found.inScript(String.join("", script)).connections().size();
  }

  @Test
  void endedConnectionWaitsTwoMinutesForLatePackets() {
    assertThat(connections(BOTH_CLOSED, "+119.999999999", LATE_ACK)).isEqualTo(1);
    assertThat(connections(BOTH_CLOSED, "+120", LATE_ACK)).isEqualTo(2);
  }

  @Test
  void latePacketsProlongTheWait() {
    assertThat(connections(BOTH_CLOSED, "+100", LATE_ACK, "+119.9", LATE_ACK)).isEqualTo(1);
    assertThat(connections(BOTH_CLOSED, "+100", LATE_ACK, "+120", LATE_ACK)).isEqualTo(2);
    String twice = BOTH_CLOSED + "+100" + LATE_ACK + "+30" + LATE_ACK;
    assertThat(connections(twice, "+119.9", LATE_ACK)).isEqualTo(1);
    assertThat(connections(twice, "+120", LATE_ACK)).isEqualTo(2);
  }

  @Test
  void endedConnectionLeavesWhileAnotherGoesOn() {
    String other = "host D 10.0.0.9:9\n0.1 D > S [S] 0:0(0)\n+0.1 S > D [S.] 0:0(0) ack 1\n+0.1 D > S [.] 1 ack 1\n";
    assertThat(connections(BOTH_CLOSED, other, "+130 D > S [P.] 1:11(10) ack 1\n", LATE_ACK)).isEqualTo(3);
  }

  @Test
  void openConnectionNeverLeaves() {
    assertThat(connections(EXCHANGE, "+1000000 C > S [P.] 101:111(10) ack 201\n")).isEqualTo(1);
    assertThat(connections(SERVER_CLOSED, "+1000000 C > S [F.] 101 ack 202\n")).isEqualTo(1);
  }

  @Test
  void endedConnectionThatComesBackToLifeStays() {
    // the same SYN again after a refusal, and this time it is taken
    String refusedThenTaken =
        """
        0    C > S [S] 0:0(0)
        +0.1 S > C [R.] 0 ack 1
        +1   C > S [S] 0:0(0)
        +0.1 S > C [S.] 0:0(0) ack 1
        +0.1 C > S [.] 1 ack 1
        """;
    assertThat(connections(refusedThenTaken, "+5000 C > S [P.] 1:11(10) ack 1\n")).isEqualTo(1);
    String closed = refusedThenTaken + "+5000 C > S [F.] 1 ack 1\n+0.1 S > C [F.] 1 ack 2\n+0.1 C > S [.] 2 ack 2\n";
    assertThat(connections(closed, "+119.9 S > C [.] 2 ack 2\n")).isEqualTo(1);
    assertThat(connections(closed, "+120 S > C [.] 2 ack 2\n")).as("leaves when it ends after all").isEqualTo(2);
  }

  @Test
  void unansweredSynIsAbandonedAfterTenMinutes() {
    String syn = "0 C > S [S] 0:0(0)\n";
    assertThat(connections(syn, "+599.999999999 S > C [S.] 0:0(0) ack 1\n")).isEqualTo(1);
    assertThat(connections(syn, "+600 S > C [S.] 0:0(0) ack 1\n")).isEqualTo(2);
  }

  @Test
  void handshakeThatNeverCameAboutIsAbandonedToo() {
    String lost = HANDSHAKE.substring(0, HANDSHAKE.lastIndexOf("+0.010")).replace("0.000  C > S [S] 0:0(0)\n",
        "0.000  C > S [S] 0:0(0)\n+1 C > S [S] 0:0(0)\n") + "+1 S > C [S.] 0:0(0) ack 1\n";
    assertThat(connections(lost, "+599.9 C > S [.] 1 ack 1\n")).isEqualTo(1);
    assertThat(connections(lost, "+600 C > S [.] 1 ack 1\n")).isEqualTo(2);
  }

  @Test
  void closedByBothButForTheLastAckIsAbandonedToo() {
    String lastAckMissing = SERVER_CLOSED + "+0.01 C > S [F.] 101 ack 202\n";
    assertThat(connections(lastAckMissing, "+599.9", LATE_ACK)).isEqualTo(1);
    assertThat(connections(lastAckMissing, "+600", LATE_ACK)).isEqualTo(2);
  }

  @Test
  void unreachableIsAbandonedToo() {
    String unreachable = "0 C > S [S] 0:0(0)\n+0.1 icmp 3/1 from R quoting 1\n";
    assertThat(connections(unreachable, "+599.8 C > S [S] 0:0(0)\n")).isEqualTo(1);
    assertThat(connections(unreachable, "+599.9 C > S [S] 0:0(0)\n")).as("600 s since its SYN").isEqualTo(2);
  }

  @Test
  void icmpErrorAboutAnAbandonedConnectionBelongsToNone() {
    Found inTime = Found.inScript("0 C > S [S] 0:0(0)\n+599.9 icmp 3/1 from R quoting 1\n");
    Found tooLate = Found.inScript("0 C > S [S] 0:0(0)\n+600 icmp 3/1 from R quoting 1\n");
    assertThat(inTime.verdicts()).containsExactly("unreachable");
    assertThat(tooLate.verdicts()).containsExactly("syn-unanswered");
  }

  @Test
  void halfOpenHandshakeIsKeptSinceItsAckMayStillCome() {
    String synAck = "0 C > S [S] 0:0(0)\n+0.1 S > C [S.] 0:0(0) ack 1\n";
    assertThat(connections(synAck, "+5000 C > S [.] 1 ack 1\n")).isEqualTo(1);
  }

  /** The clock sweeps once a minute, and leaves a minute for what was captured but has not come in. */
  @Test
  void clockFreesWhatWasAbandoned() {
    assertThat(evictedAfter(659)).isEqualTo(1);
    assertThat(evictedAfter(660)).isZero();
    assertThat(evictedAfter(5000)).isZero();
  }

  @Test
  void clockSweepsOnceAMinuteOnly() {
    assertThat(evictedAfter(601, 660)).as("a minute after the sweep before, but for a second").isEqualTo(1);
    assertThat(evictedAfter(601, 661)).isZero();
  }

  private static AnalysisOptions roomFor(int connections) {
    return new AnalysisOptions(true, false, connections, 0, false, Announcing.NEVER);
  }

  private static Found withClock(int room, String... script) {
    PacketSource packets = Script.parse(String.join("", script)).source();
    return Found.in(new Ticking(packets, 10_000_000_000L, 0), roomFor(room));
  }

  @Test
  void clockFreesOnlyWhatWasAbandoned() {
    String live = "host D 10.0.0.9:9\n0.1 D > S [S] 0:0(0)\n+0.1 S > D [S.] 0:0(0) ack 1\n+0.1 D > S [.] 1 ack 1\n";
    String third = "host E 10.0.0.8:9\n+1000 E > S [S] 0:0(0)\n";
    Found found = withClock(2, "0 C > S [S] 0:0(0)\n", live, third, "D > S [P.] 1:11(10) ack 1\n");
    assertThat(found.summary().evicted()).isZero();
    assertThat(found.verdicts()).containsExactly("syn-unanswered", "open", "syn-unanswered");
  }

  @Test
  void whatTheClockHasFreedIsToldOnce() {
    Found found = withClock(2, BOTH_CLOSED, "host D 10.0.0.9:9\n+1000 D > S [S] 0:0(0)\n");
    assertThat(found.verdicts()).containsExactly("graceful", "syn-unanswered");
  }

  @Test
  void endedConnectionMakesRoomWithoutCountingAsEvicted() {
    String refused = "0 C > S [S] 0:0(0)\n+0.1 S > C [R.] 0 ack 1\n";
    String another = "host D 10.0.0.9:9\n+1 D > S [S] 0:0(0)\n";
    Found found = Found.in(Script.parse(refused + another).source(), roomFor(1));
    assertThat(found.summary().evicted()).isZero();
    assertThat(found.connections()).extracting(c -> c.quality().evicted()).containsExactly(false, false);
  }

  /** Stream numbers in the order in which their connections are told of. */
  private static List<Long> order(AnalysisOptions options, String... script) throws IOException {
    List<Long> streams = new ArrayList<>();
    try (PacketSource packets = Script.parse(String.join("", script)).source()) {
      new Analysis(options, connection -> streams.add(connection.record().tcpStream())).run(packets);
    }
    return streams;
  }

  @Test
  void whatIsLeftIsToldInTheOrderOfItsFirstPackets() throws IOException {
    String firstLeaves = "0 C > S [S] 0:0(0)\n+0.1 S > C [R.] 0 ack 1\nhost D 10.0.0.9:9\n+100 D > S [S] 0:0(0)\n";
    String inItsPlace = "host E 10.0.0.8:9\n+50 E > S [S] 0:0(0)\n";
    assertThat(order(AnalysisOptions.DEFAULT, firstLeaves, inItsPlace)).containsExactly(0L, 1L, 2L);
  }

  /** Of two connections on the same ports the older one is told of first, whatever makes the other one leave. */
  @Test
  void connectionIsToldOfBeforeTheOneThatAskedForItsPorts() throws IOException {
    String asked = "isn C 1000 S 5000\n" + EXCHANGE + "isn C 900000\n+9 C > S [S] 0:0(0)\n";
    String third = "isn C 400000\n+1 C > S [S] 0:0(0)\n";
    String refused = "+0.1 S > C [R.] 201 ack 1\nhost D 10.0.0.9:9\n+130 D > S [S] 0:0(0)\n";
    assertThat(order(AnalysisOptions.DEFAULT, asked, third)).containsExactly(0L, 1L, 2L);
    assertThat(order(AnalysisOptions.DEFAULT, asked, refused)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whoHasThePlaceOfAnEvictedConnectionStays() throws IOException {
    String asked = "isn C 1000 S 5000\n" + EXCHANGE + "isn C 900000\n+9 C > S [S] 0:0(0)\n";
    String evictsTheOlder = "host D 10.0.0.9:9\n+1 D > S [S] 0:0(0)\n";
    String evictsTheAsker = "host E 10.0.0.8:9\n+1 E > S [S] 0:0(0)\n";
    String answer = "+0.1 S > D [S.] 0:0(0) ack 1\n";
    assertThat(order(roomFor(2), asked, evictsTheOlder, evictsTheAsker, answer)).containsExactly(0L, 1L, 2L, 3L);
  }

  /** Ticks of the clock after an unanswered SYN, then another SYN where there is room for one connection only. */
  private static long evictedAfter(int... seconds) {
    Frames frames = Script.parse("host D 10.0.0.9:9\n0 C > S [S] 0:0(0)\n+5000 D > S [S] 0:0(0)\n");
    return Found.in(new Ticks(frames, seconds), roomFor(1)).summary().evicted();
  }

  /** Packets, and after the first one ticks of the clock so many seconds later. */
  private static final class Ticks implements PacketSource {
    private final PacketSource packets;
    private final long firstNs;
    private final int[] seconds;
    private int told = -1;

    Ticks(Frames frames, int... seconds) {
      packets = frames.source();
      firstNs = frames.frame(1).timeNs();
      this.seconds = seconds;
    }

    @Override
    public boolean next(Packet packet) throws IOException {
      if (told >= 0 && told < seconds.length) {
        packet.linkType = Packet.CLOCK;
        packet.timeNs = firstNs + seconds[told++] * 1_000_000_000L;
        return true;
      }
      told = Math.max(told, 0);
      return packets.next(packet);
    }

    @Override
    public List<CaptureInfo> captures() {
      return packets.captures();
    }

    @Override
    public void close() throws IOException {
      packets.close();
    }
  }
}
