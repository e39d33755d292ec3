package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysed;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.record.EndedConnection;
import io.finrst.script.Frames;
import io.finrst.script.Ticking;
import io.finrst.ways.Captures;
import io.finrst.ways.ToldJson;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Telling early changes nothing about a connection: whatever was said of it before, it leaves the table as from a file.
 * What was told is made to look out of date, so that every connection is told of once more as it leaves.
 */
@Tag("slow")
class AsItLeavesTest {
  private static final long NS_PER_S = 1_000_000_000L;
  private static final Announcing LIVE = new Announcing(NS_PER_S / 2, 60 * NS_PER_S, false);
  private static final Announcing EAGER = new Announcing(0, 0, true);

  private final ToldJson json = new ToldJson();
  private final Map<Long, String> last = new TreeMap<>();
  private final Map<Long, Story> told = new HashMap<>();
  private int tellings;

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  private Map<Long, String> leaving(PacketSource source, Announcing announcing) throws IOException {
    last.clear();
    told.clear();
    tellings = 0;
    Tracker tracker = new Tracker(this::ended, Integer.MAX_VALUE, 0, false, announcing);
    SegmentDecoder decoder = new SegmentDecoder(true, false);
    Packet packet = new Packet();
    Segment segment = new Segment();
    try (source) {
      while (source.next(packet)) {
        Outcome outcome = packet.isClock() ? null : decoder.decode(packet, segment);
        if (packet.isClock()) {
          tracker.time(packet.timeNs);
          told.values().forEach(AsItLeavesTest::outdate);
        } else if (outcome == Outcome.TCP) {
          tracker.segment(segment, packet);
        } else if (outcome == Outcome.ICMP_ERROR) {
          tracker.icmpError(segment, packet);
        }
      }
    }
    tracker.finish();
    return new TreeMap<>(last);
  }

  private void ended(EndedConnection connection) {
    tellings++;
    last.put(connection.tcpStream(), json.of(Analysed.of(connection)));
    told.put(connection.tcpStream(), ((Ending) connection).connection().tell());
  }

  private static void outdate(Story story) {
    Announcement was = story.announced;
    if (was != null) {
      story.announced = new Announcement(null, was.answer(), was.lastTimeNs(), was.toldNs());
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void connectionLeavesAsFromAFile(Path capture) throws IOException {
    Map<Long, String> file = leaving(Frames.open(capture), Announcing.NEVER);

    assertThat(leaving(new Ticking(Frames.open(capture), NS_PER_S / 20, 0), LIVE)).isEqualTo(file);
    assertThat(leaving(new Ticking(Frames.open(capture), NS_PER_S / 20, 0), EAGER)).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource({"2, 20", "20, 20", "700, 2", "8000, 1"})
  void withManyBehindItAndLongSilencesToo(long gapSeconds, long ticksPerSecond) throws IOException {
    Frames row = Captures.oneAfterTheOther(gapSeconds * NS_PER_S);
    Map<Long, String> file = leaving(row.source(), Announcing.NEVER);
    int once = tellings;

    assertThat(leaving(new Ticking(row.source(), NS_PER_S / ticksPerSecond, 0), LIVE)).isEqualTo(file);
    assertThat(tellings).isGreaterThan(once * 3 / 2);
    assertThat(leaving(new Ticking(row.source(), NS_PER_S / ticksPerSecond, 0), EAGER)).isEqualTo(file);
    assertThat(tellings).isGreaterThan(once * 3 / 2);
  }
}
