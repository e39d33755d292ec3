package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.golden.Json;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packet twice, at once or milliseconds later, as {@code any} or a mirrored port shows it: copies are found. */
@Tag("slow")
class DoubledTest {
  private static final long[] DELAYS_NS = {1_000, 20_000, 300_000, 3_000_000, 9_000_000};

  /** How many copies there were, and that there were any. */
  private static final Set<String> COUNTED =
      Set.of(
          "halfClose.durationSeconds", // to the capture's last packet, which is a copy
          "traffic.client.duplicates", "traffic.server.duplicates", "captureQuality.duplicated",
          "captureQuality.notes");

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void copiesAreCountedAndChangeNothing(Path capture) throws IOException {
    assertCopiesFound(Frames.read(capture));
  }

  /** Without an IP ID. */
  @ParameterizedTest
  @MethodSource("captures")
  void soAreThoseOfVersion6(Path capture) throws IOException {
    assertCopiesFound(Frames.read(capture).asVersion6());
  }

  private static void assertCopiesFound(Frames frames) throws IOException {
    Map<Long, String> once = Told.of(frames.source()).last();
    for (long delayNs : DELAYS_NS) {
      Map<Long, String> twice = Told.of(new Numbered(doubled(frames, delayNs))).last();
      assertThat(twice).containsOnlyKeys(once.keySet());
      once.forEach(
          (stream, text) ->
              assertThat(Differences.between(text, twice.get(stream)))
                  .as("%s, %d ns later", text, delayNs)
                  .isSubsetOf(mayDiffer(text)));
    }
  }

  private static List<Numbered.One> doubled(Frames frames, long delayNs) {
    List<Numbered.One> all = new ArrayList<>(Numbered.of(frames));
    for (Numbered.One one : Numbered.of(frames)) {
      all.add(new Numbered.One(one.frame().at(one.frame().timeNs() + delayNs), one.number()));
    }
    all.sort(Comparator.comparingLong(one -> one.frame().timeNs()));
    return all;
  }

  private static Set<String> mayDiffer(String text) {
    Object connection = Json.parse(text).get(0);
    Set<String> keys = new HashSet<>(COUNTED);
    if (hasResetsAlike(connection)) {
      keys.addAll(Set.of("resets", "traffic.client.packets", "traffic.server.packets", "end", "durationSeconds"));
    }
    if (isToldByRepeatedAck(connection)) {
      keys.addAll(Set.of("causes", "advice.client", "advice.server"));
    }
    return keys;
  }

  /** Bare answers to several segments: of equal numbers, and without IP ID, they cannot be told from copies. */
  private static boolean hasResetsAlike(Object connection) {
    Set<String> different = new HashSet<>();
    boolean alike = false;
    for (Object reset : Json.list(connection, "resets")) {
      String numbers = Json.text(reset, "from") + Json.text(reset, "flags") + Json.get(reset, "seq");
      alike |= !different.add(numbers) && Json.get(reset, "ipId").equals(0L);
    }
    return alike;
  }

  /** Among copies an ACK that repeats another is no sign of anything. */
  private static boolean isToldByRepeatedAck(Object connection) {
    return Json.list(connection, "resets").isEmpty()
        && Json.list(connection, "causes").stream().anyMatch(cause -> Json.text(cause, "id").equals("ignored-reset"));
  }
}
