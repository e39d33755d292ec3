package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.flow.Announcing;
import io.finrst.script.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At which tick of the clock a connection is told of: each time on either side of its bound. */
class TellingTimesTest {
  private static final long S = 1_000_000_000L;
  private static final long AT_THE_END = -1;
  private static final Announcing EARLY = new Announcing(S / 2, 60 * S, false);

  /** The packets of a script, then ticks so many ns after the last of them. */
  private static final class Clocked implements PacketSource {
    private final PacketSource packets;
    private final long[] ticks;
    private int next;
    private long lastNs;
    private long tick;

    Clocked(PacketSource packets, long... ticks) {
      this.packets = packets;
      this.ticks = ticks;
    }

    @Override
    public boolean next(Packet packet) throws IOException {
      if (packets.next(packet)) {
        lastNs = packet.timeNs;
        return true;
      }
      tick = next < ticks.length ? ticks[next++] : AT_THE_END;
      packet.linkType = Packet.CLOCK;
      packet.timeNs = lastNs + tick;
      return tick != AT_THE_END;
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

  /** The ticks at which something was told. */
  private static List<Long> told(String script, Announcing announcing, long... ticks) {
    Clocked source = new Clocked(Script.parse(script).source(), ticks);
    AnalysisOptions options = new AnalysisOptions(true, false, Integer.MAX_VALUE, 0, false, announcing);
    List<Long> told = new ArrayList<>();
    try (source) {
      new Analysis(options, connection -> told.add(source.tick)).run(source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return told;
  }

  @Test
  void endIsToldWhenItHasSettled() {
    String reset = EXCHANGE + "+0.1 S > C [R.] 201 ack 101\n";
    assertThat(told(reset, EARLY, S / 2 - 1, S / 2, S)).containsExactly(S / 2);
    assertThat(told(reset, EARLY, S / 2 - 1)).containsExactly(AT_THE_END);
    assertThat(told(reset, Announcing.NEVER, S / 2, 90 * S)).containsExactly(AT_THE_END);
  }

  @Test
  void closedByBothIsToldWhenItHasSettled() {
    String lastAckMissing = SERVER_CLOSED + "+0.01 C > S [F.] 101 ack 202\n";
    assertThat(told(lastAckMissing, EARLY, S / 2 - 1, S / 2, S)).containsExactly(S / 2);
    assertThat(told(SERVER_CLOSED, EARLY, S / 2, S)).as("the client may go on").containsExactly(AT_THE_END);
  }

  @Test
  void resetThatIsIgnoredSettlesNothing() {
    String ignored = EXCHANGE + "+0.1 S > C [R.] 151 ack 101\n";
    assertThat(told(ignored, EARLY, S / 2, S, 5 * S)).containsExactly(AT_THE_END);
  }

  @Test
  void silentOneIsToldAfterTheQuietTime() {
    String syn = "0 C > S [S] 0:0(0)\n";
    assertThat(told(syn, EARLY, 0, 60 * S - 1, 60 * S)).as("between two passes").containsExactly(AT_THE_END);
    assertThat(told(syn, EARLY, 0, 60 * S, 70 * S)).containsExactly(60 * S);
    assertThat(told(syn, EARLY, 0, 60 * S - 1, 65 * S - 2, 65 * S - 1, 80 * S)).containsExactly(65 * S - 1);
  }

  @Test
  void firstTickOnlyBeginsToCount() {
    String syn = "0 C > S [S] 0:0(0)\n";
    assertThat(told(syn, EARLY, 300 * S)).containsExactly(AT_THE_END);
    assertThat(told(syn, EARLY, 300 * S, 305 * S - 1, 305 * S)).containsExactly(305 * S);
  }

  @Test
  void silentOpenOneIsToldOnlyWhereAskedFor() {
    assertThat(told(EXCHANGE, EARLY, 0, 60 * S)).containsExactly(AT_THE_END);
    Announcing open = new Announcing(S / 2, 60 * S, true);
    assertThat(told(EXCHANGE, open, 0, 60 * S, 90 * S)).containsExactly(60 * S);
  }

  /** A packet that was captured may come in a minute later than the clock says. */
  @Test
  void abandonedOneLeavesAMinuteAfterAPacketWouldNotBelongToItAnyMore() {
    String syn = "0 C > S [S] 0:0(0)\n";
    assertThat(told(syn, Announcing.NEVER, 0, 660 * S - 1, 719 * S, 900 * S)).containsExactly(900 * S);
    assertThat(told(syn, Announcing.NEVER, 0, 660 * S, 900 * S)).containsExactly(660 * S);
    assertThat(told(syn, Announcing.NEVER, 0, 660 * S - 1, 720 * S - 2, 720 * S - 1)).containsExactly(720 * S - 1);
    assertThat(told(EXCHANGE, Announcing.NEVER, 0, 9_000 * S, 90_000 * S)).containsExactly(AT_THE_END);
  }

  @Test
  void whatASilenceOfTwoHoursEndedLeavesAfterThem() {
    String guessed = EXCHANGE + "+0.1 S > C [R.] 1201 ack 101\n";
    assertThat(told(guessed, Announcing.NEVER, 0, 7_260 * S - 1)).containsExactly(AT_THE_END);
    assertThat(told(guessed, Announcing.NEVER, 0, 7_260 * S)).containsExactly(7_260 * S);
  }
}
