package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.PacketSource;
import io.finrst.flow.Announcing;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is told of the connections of a capture as JSON, byte for byte.
 *
 * @param last what was told last, by stream number
 */
record Told(Map<Long, String> last) {

  /** Of a file. */
  static Told of(Path file) throws IOException {
    return of(Frames.open(file));
  }

  /** Of a source, which is closed, with nothing told early. */
  static Told of(PacketSource source) throws IOException {
    return of(source, Announcing.NEVER);
  }

  /** Of a source, which is closed. */
  static Told of(PacketSource source, Announcing announcing) throws IOException {
    ToldJson json = new ToldJson();
    Map<Long, String> last = new TreeMap<>();
    AnalysisOptions options = new AnalysisOptions(true, false, Integer.MAX_VALUE, 0, false, announcing);
    try (source) {
      Analysis analysis =
          new Analysis(
              options, connection -> last.put(connection.tcpStream(), json.of(connection)));
      analysis.run(source);
      assertThat(analysis.impossibleEvents()).isZero();
    }
    return new Told(last);
  }
}
