package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.capture.PacketSource;
import io.finrst.property.Draw;
import io.finrst.property.Property;
import io.finrst.report.HostNames;
import io.finrst.report.json.JsonWriter;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any packets, however damaged, lost, repeated or out of order. */
@Tag("slow")
class InvariantsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path SCHEMA = Path.of("src/main/resources/io/finrst/report/json/finrst-2.0.schema.json");
  private static final int TRIES = 6;
  private static final int MOST_FRAMES = 400;
  private static final long HOUR_NS = 3_600_000_000_000L;

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everythingToldHolds(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    assertHolds(told(frames));
    Frames few = frames.part(1, Math.min(frames.count(), MOST_FRAMES));
    Property.holds(TRIES, draw -> assertHolds(told(mutated(few, draw))));
  }

  /** Some packets lost, repeated, swapped, changed, or captured by a clock that jumps. */
  private static Frames mutated(Frames frames, Draw draw) {
    List<Frame> list = new ArrayList<>(frames.list());
    for (int change : draw.list(1, 12, () -> draw.between(0, 5))) {
      int at = draw.between(0, Math.max(0, list.size() - 1));
      Frame frame = list.get(at);
      switch (change) {
        case 0 -> list.add(at, frame);
        case 1 -> Collections.swap(list, at, draw.between(0, list.size() - 1));
        case 2 -> list.set(at, changed(frame, draw));
        case 3 -> list.subList(at, list.size()).replaceAll(each -> each.at(each.timeNs() + HOUR_NS));
        case 4 -> list.subList(at, list.size()).replaceAll(each -> each.at(Math.max(0, each.timeNs() - HOUR_NS)));
        default -> {
          if (list.size() > 1) {
            list.remove(at);
          }
        }
      }
    }
    return new Frames(list);
  }

  /** Another byte where headers are; most often in that of TCP. */
  private static Frame changed(Frame frame, Draw draw) {
    byte[] bytes = frame.bytes().clone();
    if (bytes.length > 0) {
      bytes[Math.min(bytes.length - 1, draw.between(12, 60))] ^= (byte) (1 << draw.between(0, 7));
    }
    return new Frame(bytes, frame.wireLength(), frame.timeNs(), frame.linkType());
  }

  /** The connections, and the summary behind them. */
  private static List<JsonNode> told(Frames frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, false, HostNames.NONE);
    try (PacketSource source = frames.source()) {
      Analysis analysis = new Analysis(AnalysisOptions.DEFAULT, writer);
      AnalysisSummary summary = analysis.run(source);
      assertThat(analysis.impossibleEvents()).isZero();
      writer.finish(summary);
    }
    List<JsonNode> told = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      told.add(MAPPER.readTree(line));
    }
    return told;
  }

  private static void assertHolds(List<JsonNode> told) throws IOException {
    JsonSchema schema = schema();
    Set<String> names = new HashSet<>();
    for (JsonNode object : told) {
      assertThat(schema.validate(object)).isEmpty();
      assertNothingNegative(object);
      assertEndedByWhatWasTaken(object);
      assertThat(names.add(object.get("tcpStream") + " " + object.get("displayFilter")))
          .as("one verdict a connection: %s", object)
          .isTrue();
    }
    assertThat(told.get(told.size() - 1).get("connections").asInt()).isEqualTo(told.size() - 1);
    assertThat(told.stream().mapToLong(InvariantsTest::packets).sum())
        .as("packets of connections, and those skipped by name: %s", told)
        .isEqualTo(told.get(told.size() - 1).get("packets").asLong());
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
  }

  /** Of a connection, or those that the summary names as skipped. */
  private static long packets(JsonNode object) {
    long sum = object.path("icmpErrors").size();
    for (JsonNode side : object.path("traffic")) {
      sum += side.get("packets").asLong() + side.get("duplicates").asLong();
    }
    for (JsonNode count : object.path("skipped")) {
      sum += count.asLong();
    }
    return sum;
  }

  private static void assertEndedByWhatWasTaken(JsonNode connection) {
    for (JsonNode reset : connection.path("resets")) {
      if (reset.get("frame").equals(connection.path("endedBy").path("frame"))) {
        assertThat(reset.get("effect").asText()).as("%s", connection).isIn("accepted", "unjudged");
      }
    }
  }

  private static void assertNothingNegative(JsonNode json) {
    assertThat(!json.isNumber() || json.asDouble() >= 0).as("not negative: %s", json).isTrue();
    json.forEach(InvariantsTest::assertNothingNegative);
  }
}
