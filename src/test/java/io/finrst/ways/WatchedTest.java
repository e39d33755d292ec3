package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.flow.Announcing;
import io.finrst.golden.Json;
import io.finrst.script.Frames;
import io.finrst.script.Ticking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever watches is told the same in the end. A connection told of before it leaves is not told of again unless its
 * end changes, so what its later packets would add may be missing. That is all that may.
 */
@Tag("slow")
class WatchedTest {
  private static final long NS_PER_S = 1_000_000_000L;
  private static final long TICK_NS = NS_PER_S / 20;
  private static final Announcing LIVE = new Announcing(NS_PER_S / 2, 60 * NS_PER_S, false);
  private static final Announcing AT_ONCE = new Announcing(0, TICK_NS, true);

  /**
   * How far a connection was followed, which says nothing of how it ended; and of one that is half closed, for how long,
   * and why once it has waited in vain.
   */
  private static final Set<String> FOLLOWED_FOR =
      Set.of("supersedes", "end", "durationSeconds", "traffic", "repetition", "icmpErrors", "halfClose", "causes");

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  private static Told live(Frames frames, int secondsAfter) throws IOException {
    return Told.of(new Ticking(frames.source(), TICK_NS, secondsAfter), LIVE);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void oneWhoWatchesIsToldTheSameAsOneWhoReadsTheFile(Path capture) throws IOException {
    Frames frames = Frames.read(capture);

    assertSameEnds(live(frames, 0), Told.of(frames.source()));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 20, 700})
  void alsoWhereEndedConnectionsLeaveWhileOthersGoOn(long gapSeconds) throws IOException {
    Frames row = Captures.oneAfterTheOther(gapSeconds * NS_PER_S);

    assertSameEnds(live(row, 0), Told.of(row.source()));
  }

  private static void assertSameEnds(Told live, Told file) {
    assertThat(live.last()).containsOnlyKeys(file.last().keySet());
    file.last()
        .forEach(
            (stream, text) ->
                assertThat(FOLLOWED_FOR)
                    .as("tcp.stream %d", stream)
                    .containsAll(Differences.top(live.last().get(stream), text)));
  }

  /**
   * Those that miss something are a SYN refused by ICMP that its host sent again 1 s later, as hosts do, and one that is
   * half closed, for so long as was known when it was told of.
   */
  @Test
  void ofTheseCapturesNearlyAllConnectionsAreToldByteForByteTheSame() throws IOException {
    Frames row = Captures.oneAfterTheOther(20 * NS_PER_S);
    Map<Long, String> live = live(row, 0).last();
    Map<Long, String> file = Told.of(row.source()).last();

    assertThat(file).hasSizeGreaterThan(100);
    assertThat(file.keySet().stream().filter(stream -> !file.get(stream).equals(live.get(stream))))
        .extracting(stream -> Json.text(Json.parse(file.get(stream)).get(0), "verdict"))
        .containsExactly("half-close", "unreachable");
  }

  @ParameterizedTest
  @MethodSource("captures")
  void impatienceCostsDetailsButNeverTheEnd(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Map<Long, String> file = Told.of(frames.source()).last();
    Map<Long, String> watched = Told.of(new Ticking(frames.source(), TICK_NS, 0), AT_ONCE).last();

    assertThat(watched).containsOnlyKeys(file.keySet());
    file.forEach(
        (stream, text) -> {
          assertThat(Differences.top(watched.get(stream), text)).doesNotContain("verdict", "state");
          assertThat(enderOf(watched.get(stream))).isEqualTo(enderOf(text));
        });
  }

  /** Who, and not by which of several packets that say the same. */
  private static String enderOf(String text) {
    Object by = Json.get(Json.parse(text).get(0), "endedBy");
    return by == null ? "nobody" : Json.text(by, "role") + " " + Json.text(by, "address");
  }

  /** Only of what waits for an answer does a clock that goes on say more: that none came. */
  @Test
  void timeThatGoesOnBehindTheLastPacketChangesOnlyWhatWaitsForAnAnswer() throws IOException {
    Set<String> changed = new TreeSet<>();
    for (Path capture : captures().toList()) {
      Frames frames = Frames.read(capture);
      Map<Long, String> watched = live(frames, 100).last();
      Told.of(frames.source())
          .last()
          .forEach(
              (stream, text) -> {
                Object then = Json.parse(text).get(0);
                Object later = Json.parse(watched.get(stream)).get(0);
                if (!Json.get(then, "state").equals(Json.get(later, "state"))) {
                  changed.add(Json.text(then, "verdict") + " > " + Json.text(later, "verdict"));
                }
              });
    }
    assertThat(changed).containsExactly("open > timed-out");
  }
}
