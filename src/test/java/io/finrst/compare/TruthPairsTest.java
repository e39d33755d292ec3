package io.finrst.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finrst.diagnosis.Confidence;
import io.finrst.script.Frames;
import io.finrst.teardown.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures of one run at both ends, whose path said what it dropped, injected and duplicated. */
class TruthPairsTest {
  private static final Path FOLDER = Path.of("src/test/resources/truth");
  private static final String SERVER = ".server.pcap";
  private static final Set<String> BY_RESET = Set.of("reset", "reset-after-fin", "refused", "handshake-reset");

  static Stream<String> pairs() throws IOException {
    return Files.list(FOLDER).map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SERVER))
        .map(name -> name.substring(0, name.length() - SERVER.length())).sorted();
  }

  private static Compared compare(String name) throws IOException {
    return Compared.of(Frames.read(FOLDER.resolve(name + ".pcap")), Frames.read(FOLDER.resolve(name + SERVER)));
  }

  private static long events(JsonNode truth, String event) {
    return StreamSupport.stream(truth.get("path_events").spliterator(), false)
        .filter(each -> each.get("event").asText().equals(event)).count();
  }

  private static long strays(Compared found, Stray.Kind kind) {
    return found.comparisons().stream().mapToLong(c -> c.strays(kind).size()).sum();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void eachPacketOfThePathIsNamedAndNoOther(String name) throws IOException {
    JsonNode truth = new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
    Compared found = compare(name);
    assertThat(found.comparisons()).hasSize(truth.get("connections").size());
    if (found.summary().matched() > 0) {
      assertThat(found.clock().offsetNs()).isBetween(-1_000_000L, 1_000_000L);
    }
    if (truth.get("topology").asText().equals("wire")) { // a router's firewall does not say what it did
      assertThat(strays(found, Stray.Kind.LOST)).isEqualTo(events(truth, "dropped"));
      assertThat(strays(found, Stray.Kind.FORGED)).isEqualTo(events(truth, "injected"));
      assertThat(strays(found, Stray.Kind.COPY)).isEqualTo(events(truth, "duplicated"));
    }
    for (JsonNode connection : truth.get("connections")) {
      if (BY_RESET.contains(connection.get("teardown").asText()) && !connection.get("reset_by").isNull()) {
        Comparison c = byClient(found.comparisons(), connection.get("client").asText());
        assertThat(c.endedBy().role().id()).isEqualTo(connection.get("reset_by").asText());
        boolean isDevice = c.endedBy().role() == Role.MIDDLEBOX && c.unmatched() == null;
        assertThat(isDevice && c.findings().get(0).confidence() == Confidence.POSSIBLE).isFalse();
      }
    }
  }

  private static Comparison byClient(List<Comparison> comparisons, String client) {
    return comparisons.stream().filter(c -> c.first().client().toString().equals(client)).findFirst().orElseThrow();
  }
}
