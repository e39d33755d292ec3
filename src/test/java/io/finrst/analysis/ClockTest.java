package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketTime;
import io.finrst.capture.PcapngBytes;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are wrong: nothing hangs or throws, no duration is negative, and no cause rests on their jumps. */
@Timeout(20)
class ClockTest {
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** A pcapng in microseconds, whose ticks are changed before they are written. */
  private static Found withTicks(Frames frames, LongUnaryOperator change) {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 0);
    for (Frame frame : frames.list()) {
      file.enhanced(0, change.applyAsLong(frame.timeNs() / 1000), frame.bytes());
    }
    CaptureSet source = CaptureSet.open(List.of("-"), new ByteArrayInputStream(file.bytes()));
    return Found.in(source, AnalysisOptions.DEFAULT);
  }

  private static Frames from(Frames frames, int number, long byNs) {
    List<Frame> moved = new ArrayList<>();
    for (Frame frame : frames.list()) {
      moved.add(moved.size() + 1 < number ? frame : frame.at(frame.timeNs() + byNs));
    }
    return new Frames(moved);
  }

  private static long durationNs(ConnectionRecord c) {
    return c.last().timeNs() - c.first().timeNs();
  }

  private static void assertClockSetBack(ConnectionRecord c, String by) {
    assertThat(c.quality().notes())
        .contains("the clock of the capture was set back by " + by + ": times before and after that do not compare");
  }

  @ParameterizedTest
  @ValueSource(longs = {9_223_372_036_854_775L, 9_223_372_036_854_776L, 0xfff0_0000_0000_0000L, Long.MIN_VALUE})
  void packetsOfAnAgeBeyondAllClocksEndAtOnceAndTellHowItEnded(long firstTick) {
    Frames frames = Script.parse(EXCHANGE + "+0.1 S > C [R.] 201 ack 101\n");
    long start = frames.frame(1).timeNs() / 1000;

    Found found = withTicks(frames, ticks -> firstTick + (ticks - start));

    assertThat(found.only().verdict().id()).isEqualTo("rst-after-data");
    assertThat(durationNs(found.only())).isZero();
    assertThat(found.summary().captures().get(0).clockFaults().impossible()).isEqualTo(frames.count());
  }

  @Test
  void oneImpossibleTimeAmongGoodOnesMovesNothing() {
    Frames frames = Script.parse(BOTH_CLOSED);
    long third = frames.frame(3).timeNs() / 1000;

    Found found = withTicks(frames, ticks -> ticks == third ? 9_300_000_000_000_000L : ticks);

    assertThat(found.only().verdict().id()).isEqualTo("graceful");
    assertThat(durationNs(found.only())).isEqualTo(durationNs(Found.in(frames).only()));
  }

  @Test
  void lastSecondsOfAllTimeAreLikeAnyOthers() {
    Frames frames = Script.parse(BOTH_CLOSED + "+1 S > C [.] 202 ack 102\n");
    long byNs = PacketTime.LATEST_NS - frames.frame(frames.count()).timeNs();

    Found found = Found.in(frames.each(frame -> frame.at(frame.timeNs() + byNs)));

    assertThat(found.verdicts()).isEqualTo(Found.in(frames).verdicts());
    assertThat(durationNs(found.only())).isEqualTo(durationNs(Found.in(frames).only()));
  }

  @Test
  void clockSetBackInAConnectionIsSaidAndNoDurationIsNegative() {
    Frames frames = Script.parse(EXCHANGE + "+0.1 S > C [R.] 201 ack 101\n");
    Found back = Found.in(from(frames, 4, -5 * HOUR_NS));

    assertThat(back.only().verdict().id()).isEqualTo("rst-after-data");
    assertThat(durationNs(back.only())).isNotNegative();
    assertClockSetBack(back.only(), "5 h");
  }

  @Test
  void packetsOutOfOrderByLessThanASecondSetNoClockBack() {
    Frames frames = Script.parse(EXCHANGE);
    long before = frames.frame(4).timeNs() - frames.frame(5).timeNs();

    assertThat(Found.in(from(frames, 5, before - 999_000_000L)).only().quality().notes()).hasSize(1);
    assertClockSetBack(Found.in(from(frames, 5, before - 1_000_000_000L)).only(), "1 s");
  }

  @Test
  void silenceMadeByAClockThatWasSetBackIsNone() {
    Frames frames = Script.parse(EXCHANGE + "+0.1 C > S [P.] 101:201(100) ack 201\n+0.0001 S > C [R] 201\n");
    Frames jumped = from(frames, frames.count() - 1, 5 * HOUR_NS);
    assertThat(Found.in(jumped).only().silenceBeforeEndNs()).isGreaterThan(HOUR_NS);

    Frames andBack = jumped.and(new Frames(List.of(frames.frame(frames.count()))));
    assertThat(Found.in(andBack).only().silenceBeforeEndNs()).isZero();
  }

  @Test
  void whatWaitedByTheOldClockLeavesByTheNewOne() {
    Frames before = Script.parse(BOTH_CLOSED);
    long endNs = before.frame(before.count()).timeNs() - 5 * HOUR_NS;
    Frames late = Script.parse(BOTH_CLOSED + "+0 S > C [.] 202 ack 102\n").part(before.count() + 1, before.count() + 1);
    Frames stranger = Script.parse("host D 10.0.0.9:4000\n0 D > S [S] 0:0(0)\n");
    Frames row =
        before
            .and(stranger.each(frame -> frame.at(endNs)))
            .and(stranger.each(frame -> frame.at(endNs + 120_000_000_000L)))
            .and(late.each(frame -> frame.at(endNs + 120_000_000_001L)));

    assertThat(Found.in(row).verdicts()).containsExactly("graceful", "syn-unanswered", "unknown");
  }

  @Test
  void lastPacketAfterAClockWasSetBackIsTheEndOfTheCapture() {
    Frames frames = Script.parse(EXCHANGE + "+9000 C > S [.] 101 ack 201\n");
    Frames last = Script.parse("host D 10.0.0.9:4000\n0 D > S [S] 0:0(0)\n");

    ConnectionRecord syn = Found.in(frames.and(last)).connections().get(1);

    assertThat(syn.quality().notes()).contains("its last packet is the last of the capture");
  }

  @Test
  void twoClocksInTurnCostNoMoreThanOne() {
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) { // each of them waits for late packets
      int port = i;
      Frames closed = Script.parse("host D 10.%d.%d.3:4000\n0 D > S [S] 0:0(0)\n+0.1 S > D [R.] 0 ack 1\n"
          .formatted(port >> 8, port & 255));
      all.addAll(closed.list());
    }
    all.sort(Comparator.comparingLong(Frame::timeNs));
    for (int i = 0; i < all.size(); i++) {
      all.set(i, all.get(i).at(all.get(i).timeNs() + (i % 2) * 5 * HOUR_NS));
    }
    assertThat(Found.in(new Frames(all)).connections()).hasSizeGreaterThanOrEqualTo(40_000);
  }

  @Test
  void ackOfWhatNobodySentAgainForTenMinutesShowsThatNoTimeHasPassed() {
    String waiting = EXCHANGE + "+0.1 C > S [P.] 101:201(100) ack 201\n";

    ConnectionRecord jumped = Found.inScript(waiting + "+600 S > C [.] 201 ack 201\n").only();
    assertThat(jumped.longestSilenceNs()).isZero();
    assertThat(jumped.quality().notes())
        .anySatisfy(note -> assertThat(note).startsWith("the clock of the capture jumped by 10 min"));
    assertThat(Found.inScript(waiting + "+599.9 S > C [.] 201 ack 201\n").only().quality().notes()).hasSize(1);
    // this may be the answer to what the server has thought about for so long, and the ACK before it lost by the capture
    assertThat(Found.inScript(waiting + "+600 S > C [P.] 201:301(100) ack 201\n").only().quality().notes()).hasSize(1);
  }

  /**
   * An idle connection that is used again after five hours by the capture, during which the clocks of both hosts made so
   * many ticks.
   */
  private static ConnectionRecord idle(long clientTicks, long serverTicks, String answer) {
    String request = "+18000 C > S [P.] 101:201(100) ack 201 <ts " + (100_000 + clientTicks) + " 0>\n";
    return Found.inScript(EXCHANGE + request + answer.replace("TS", "<ts " + (200_000 + serverTicks) + " 0>")).only();
  }

  /** Linux counts 100 to 1000 ticks a second: half of five hours are 900,000 at least. */
  @ParameterizedTest
  @CsvSource({
    "3_000,      3_000,      true",
    "899_000,    899_000,    true",
    "901_000,    3_000,      false",
    "3_000,      901_000,    false",
    "18_000_000, 18_000_000, false",
  })
  void silenceInWhichTheTimestampsOfBothHostsHardlyMovedIsTheClocks(String client, String server, boolean jumped) {
    String answer = "+0.01 S > C [P.] 201:301(100) ack 201 TS\n+0.01 C > S [.] 201 ack 301\n";
    ConnectionRecord c = idle(ticks(client), ticks(server), answer);
    assertThat(c.longestSilenceNs() == 0).isEqualTo(jumped);
    assertThat(c.quality().notes().stream().anyMatch(note -> note.startsWith("the clock of the capture jumped by 5 h: ")))
        .isEqualTo(jumped);
  }

  private static long ticks(String text) {
    return Long.parseLong(text.replace("_", ""));
  }

  /** Who has no socket any more has no clock to tell: the silence may be what made it forget. */
  @Test
  void silenceBeforeABareResetStaysOne() {
    ConnectionRecord c = idle(3_000, 0, "+0.01 S > C [R] 201\n");
    assertThat(c.silenceBeforeEndNs()).isGreaterThan(4 * HOUR_NS);
    assertThat(c.quality().notes()).noneMatch(note -> note.contains("jumped"));
  }

  /** A tick of others is a second at most, as RFC 7323 has it. */
  @Test
  void slowClocksOfOtherStacksAreTakenIntoAccount() {
    String windows = EXCHANGE.replaceAll("(. > . .*)", "$1 ttl 128");
    String after = "+18000 C > S [P.] 101:201(100) ack 201 ttl 128 <ts %d 0>\n+0.01 S > C [P.] 201:301(100) ack 201 ttl 128 <ts %d 0>\n";
    assertThat(Found.inScript(windows + after.formatted(108_000, 208_000)).only().quality().notes())
        .anyMatch(note -> note.contains("jumped"));
    assertThat(Found.inScript(windows + after.formatted(110_000, 210_000)).only().quality().notes())
        .noneMatch(note -> note.contains("jumped"));
  }
}
