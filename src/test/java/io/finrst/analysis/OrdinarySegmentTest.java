package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.flow.Announcing;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short way through the tracker and the long one must come to the same record. Keeping packets
 * for the ladder takes the long one for every segment.
 */
class OrdinarySegmentTest {
  private static final AnalysisOptions SHORT_WAY = AnalysisOptions.DEFAULT;
  private static final AnalysisOptions LONG_WAY =
      new AnalysisOptions(true, false, Integer.MAX_VALUE, 4, false, Announcing.NEVER);

  @ParameterizedTest
  @MethodSource("io.finrst.script.Frames#recorded")
  void bothWaysMakeTheSameRecords(Path file) throws IOException {
    Frames frames = Frames.read(file);
    assertThat(records(frames, SHORT_WAY)).isEqualTo(records(frames, LONG_WAY));
  }

  @ParameterizedTest
  @MethodSource("io.finrst.script.Frames#recorded")
  void bothWaysMakeTheSameRecordsOfACaptureThatShowsEveryPacketTwice(Path file) throws IOException {
    Frames frames = Frames.read(file).doubled();
    assertThat(records(frames, SHORT_WAY)).isEqualTo(records(frames, LONG_WAY));
  }

  private static List<String> records(Frames frames, AnalysisOptions options) {
    return Found.in(frames.source(), options).connections().stream()
        .map(ConnectionRecord::toString)
        .map(record -> record.substring(0, record.indexOf(", ladder=")))
        .toList();
  }
}
