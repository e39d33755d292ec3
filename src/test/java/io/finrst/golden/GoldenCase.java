package io.finrst.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketSource;
import io.finrst.report.HostNames;
import io.finrst.report.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A capture and what must be said about it.
 *
 * @param name file name without extensions
 * @param capture null when missing
 * @param expected null when missing
 */
record GoldenCase(String name, Path capture, Path expected) {
  private static final Pattern CAPTURE = Pattern.compile("(.+)\\.(pcap|pcapng)(\\.gz|\\.zst)?");
  private static final Pattern EXPECTED = Pattern.compile("(.+)\\.expected\\.json");

  /** Keys of a first version, which people then cut down to what matters and correct. */
  private static final List<String> FIRST_VERSION =
      List.of(
          "tcpStream", "client", "server", "verdict", "endedBy", "firstFin", "simultaneousClose", "halfClose", "resets",
          "causes", "socketErrors", "traffic", "captureQuality");

  private static final Map<String, List<String>> WITHIN =
      Map.of(
          "resets", List.of("frame", "from", "flags", "kind", "effect"),
          "causes", List.of("id", "confidence"),
          "client", List.of("packets", "bytes", "retransmitted", "ip", "port"),
          "server", List.of("packets", "bytes", "retransmitted", "ip", "port"),
          "captureQuality", List.of("handshake", "directions", "gaps", "snaplenCut"));

  /** Every case in the two folders, halves included, by name. */
  static List<GoldenCase> in(Path captures, Path expectations) {
    Map<String, GoldenCase> cases = new TreeMap<>();
    for (Path file : files(captures)) {
      Matcher match = CAPTURE.matcher(file.getFileName().toString());
      if (match.matches()) {
        cases.put(match.group(1), new GoldenCase(match.group(1), file, null));
      }
    }
    for (Path file : files(expectations)) {
      Matcher match = EXPECTED.matcher(file.getFileName().toString());
      if (match.matches()) {
        GoldenCase half = cases.get(match.group(1));
        Path capture = half == null ? null : half.capture;
        cases.put(match.group(1), new GoldenCase(match.group(1), capture, file));
      }
    }
    return List.copyOf(cases.values());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The connections that finrst reports, in the order of their stream numbers. */
  List<Object> found() throws IOException {
    return connections(CaptureSet.open(List.of(capture.toString()), InputStream.nullInputStream()));
  }

  /** The same for any source, which is closed. */
  static List<Object> connections(PacketSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, false, HostNames.NONE);
    try (source) {
      writer.finish(new Analysis(AnalysisOptions.DEFAULT, writer).run(source));
    }
    List<Object> connections = new ArrayList<>();
    for (Object object : Json.parse(out.toString(StandardCharsets.UTF_8))) {
      if ("connection".equals(Json.text(object, "type"))) {
        connections.add(object);
      }
    }
    connections.sort(Comparator.comparingLong(connection -> (Long) Json.get(connection, "tcpStream")));
    return connections;
  }

  /** Fails unless all that is expected was found. */
  void check(List<Object> found) throws IOException {
    assertThat(JsonMatch.differences(Json.read(expected), found)).as(name).isEmpty();
  }

  /** Writes what is found now as the expectation, for people to correct. */
  void writeFirstVersion(Path folder) throws IOException {
    List<Object> trimmed = found().stream().map(connection -> trim(connection, FIRST_VERSION)).toList();
    Files.writeString(folder.resolve(name + ".expected.json"), Json.pretty(trimmed));
  }

  private static Object trim(Object value, List<String> keys) {
    Map<String, Object> kept = new LinkedHashMap<>();
    ((Map<?, ?>) value)
        .forEach(
            (key, member) -> {
              if (keys.contains(key)) {
                List<String> within = WITHIN.get(key);
                kept.put((String) key, within == null ? trimMembers(member) : trimAll(member, within));
              }
            });
    return kept;
  }

  private static Object trimMembers(Object value) {
    return value instanceof Map<?, ?> map && map.containsKey("client") && map.get("client") instanceof Map<?, ?>
        ? trim(value, List.of("client", "server"))
        : value;
  }

  private static Object trimAll(Object value, List<String> keys) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> trim(item, keys)).toList();
    }
    return value instanceof Map<?, ?> ? trim(value, keys) : value;
  }

  @Override
  public String toString() {
    return name;
  }
}
