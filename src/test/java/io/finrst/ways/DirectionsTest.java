package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureSet;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tap hands out each direction by itself: merged by time, two files that overlap are as good as one. */
@Tag("slow")
class DirectionsTest {
  @TempDir private Path folder;

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void eachDirectionInAFileOfItsOwnTellsTheSame(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    List<String> files = files(frames);
    Frames merged = Frames.of(open(files));

    assertThat(bytes(merged)).containsExactlyInAnyOrderElementsOf(bytes(frames));
    if (timesRise(frames)) {
      assertThat(bytes(merged)).isEqualTo(bytes(frames));
    }
    assertThat(Told.of(open(files))).isEqualTo(Told.of(merged.source()));
  }

  @Test
  void nearlyAllCapturesComeBackInTheOrderInWhichTheyWere() throws IOException {
    int all = 0;
    int rising = 0;
    for (Path capture : captures().toList()) {
      all++;
      rising += timesRise(Frames.read(capture)) ? 1 : 0;
    }
    assertThat(rising).isGreaterThan(all * 9 / 10);
  }

  private List<String> files(Frames frames) throws IOException {
    List<String> files = new ArrayList<>();
    for (boolean upwards : new boolean[] {true, false}) {
      List<Frame> some = frames.list().stream().filter(frame -> isUpwards(frame) == upwards).toList();
      if (!some.isEmpty()) {
        Path file = folder.resolve(upwards ? "up" : "down");
        files.add(new Frames(some).write(file, CaptureFormat.PCAP_NS_BE).toString());
      }
    }
    return files;
  }

  private static boolean isUpwards(Frame frame) {
    Ends ends = Ends.of(frame);
    return ends != null && ends.isUpwards();
  }

  private static CaptureSet open(List<String> files) {
    return CaptureSet.open(files, InputStream.nullInputStream());
  }

  /** Those of one time would come in the order of the files. */
  private static boolean timesRise(Frames frames) {
    List<Frame> list = frames.list();
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i - 1).timeNs() >= list.get(i).timeNs()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> bytes(Frames frames) {
    return frames.list().stream().map(f -> f.timeNs() + " " + HexFormat.of().formatHex(f.bytes())).toList();
  }
}
