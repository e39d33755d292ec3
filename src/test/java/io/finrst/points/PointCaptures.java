package io.finrst.points;

import io.finrst.golden.Json;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One run that was captured at several points, as {@code finrst lab run NAME --save DIR} leaves it.
 *
 * @param name of its scenario
 * @param truth what is known of it
 */
record PointCaptures(String name, Object truth) {
  static final List<String> POINTS = List.of("client", "router", "server");
  private static final Path FOLDER = Path.of("src/test/resources/points");
  private static final Path SAMPLES = Path.of("samples/points");

  /** All of them. */
  static Stream<PointCaptures> all() throws IOException {
    return Files.list(FOLDER).sorted().map(folder -> named(folder.getFileName().toString()));
  }

  static PointCaptures named(String name) {
    try {
      return new PointCaptures(name, Json.read(FOLDER.resolve(name).resolve("truth.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The capture of this point; that of a sample is among the samples. */
  Path file(String point) {
    Path sample = SAMPLES.resolve(name + "." + point + ".pcap");
    return Files.exists(sample) ? sample : FOLDER.resolve(name).resolve(point + ".pcap");
  }

  Frames frames(String point) throws IOException {
    return Frames.read(file(point));
  }

  /** The connection that the run is about. */
  Object meant() {
    return Json.list(truth, "connections").stream().filter(each -> Boolean.TRUE.equals(Json.get(each, "meant"))).findFirst()
        .orElseThrow();
  }

  /** How many packets of which kind were lost or forged where, ICMP errors among them. */
  Map<String, Integer> lostAndAdded() {
    Map<String, Integer> told = new TreeMap<>();
    for (String kind : List.of("lost", "added")) {
      for (Object each : Json.list(meant(), kind)) {
        String name =
            kind + " " + Json.text(each, "direction") + " " + Json.text(each, "flags") + " between "
                + Json.list(each, "between");
        told.merge(name, ((Long) Json.get(each, "packets")).intValue(), Integer::sum);
      }
    }
    return told;
  }

  /** What was changed where. */
  Set<String> changed() {
    Set<String> told = new TreeSet<>();
    Json.list(meant(), "changed")
        .forEach(each -> told.add(Json.text(each, "field") + " between " + Json.list(each, "between")));
    return told;
  }

  @Override
  public String toString() {
    return name;
  }
}
