package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.PacketTime;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same packets at another time of another day: the times move, and nothing else. */
@Tag("slow")
class AnotherDayTest {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}(?=Z)");
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void allTimesMoveAndNothingElse(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Map<Long, String> told = Told.of(frames.source()).last();

    long firstNs = frames.list().stream().mapToLong(Frame::timeNs).min().orElseThrow();
    long lastNs = frames.list().stream().mapToLong(Frame::timeNs).max().orElseThrow();
    for (Duration by :
        new Duration[] {
          Duration.ofDays(1),
          Duration.ofNanos(-firstNs),
          Duration.ofDays(4_000).plusNanos(12_345_678_901_234L),
          Duration.ofNanos(PacketTime.LATEST_NS - lastNs)
        }) {
      Frames moved = frames.each(frame -> frame.at(frame.timeNs() + by.toNanos()));
      Map<Long, String> back = new TreeMap<>();
      Told.of(moved.source()).last().forEach((stream, text) -> back.put(stream, moved(text, by.negated())));
      assertThat(back).as("moved by %s", by).isEqualTo(told);
    }
  }

  private static String moved(String text, Duration by) {
    return TIME.matcher(text).replaceAll(time -> LocalDateTime.parse(time.group(), FORMAT).plus(by).format(FORMAT));
  }
}
