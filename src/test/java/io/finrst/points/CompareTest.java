package io.finrst.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finrst.cli.Main;
import io.finrst.golden.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code finrst compare} of every run, held against what is known of it. */
class CompareTest {
  private static final double MS = 0.001;
  private static final double PPM = 2;
  private static final Map<Character, String> FLAGS =
      Map.of('S', "SYN", 'A', "ACK", 'P', "PSH", 'F', "FIN", 'R', "RST");

  /** What the truth calls otherwise; ports are part of an address there. */
  private static final Map<String, String> FIELDS = Map.of("address", "addresses", "sack", "options");

  /** Every router lowers the TTL. */
  private static final Set<String> ROUTINE = Set.of("ttl", "ports");

  static Stream<PointCaptures> runs() throws IOException {
    return PointCaptures.all();
  }

  private static List<Object> compared(PointCaptures run) {
    List<String> arguments = new ArrayList<>(List.of("compare", "--json"));
    PointCaptures.POINTS.forEach(point -> arguments.add(point + "=" + run.file(point)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        Main.run(
            InputStream.nullInputStream(), out, new PrintStream(OutputStream.nullOutputStream()),
            arguments.toArray(new String[0]));
    assertThat(status).isZero();
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  private static List<Object> comparisons(List<Object> told) {
    return told.stream().filter(each -> "comparison".equals(Json.text(each, "type"))).toList();
  }

  /** The comparison of the connection that the run is about. */
  private static Object meant(PointCaptures run, List<Object> told) {
    String client = Json.text(run.meant(), "client");
    List<Object> same =
        comparisons(told).stream().filter(each -> endpoint(Json.list(each, "points").get(0), "client").equals(client))
            .toList();
    assertThat(same).as("of %s", client).hasSize(1);
    return same.get(0);
  }

  private static String endpoint(Object point, String side) {
    Object end = Json.get(point, side);
    return Json.text(end, "ip") + ":" + Json.get(end, "port");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyLostAndForgedPacketIsNamedAtItsPlaceAndNoOther(PointCaptures run) {
    Map<String, Integer> found = new TreeMap<>();
    for (Object comparison : comparisons(compared(run))) {
      for (String kind : List.of("lost", "added")) {
        for (Object each : Json.list(comparison, kind)) {
          found.merge(
              kind + " " + Json.text(each, "direction") + " " + flags(Json.text(each, "flags")) + " between "
                  + Json.list(each, "between"),
              1, Integer::sum);
        }
      }
    }
    assertThat(found).isEqualTo(run.lostAndAdded());
  }

  private static String flags(String letters) {
    if (letters.equals("ICMP")) {
      return letters;
    }
    return String.join(",", letters.chars().mapToObj(each -> FLAGS.get((char) each)).sorted(CompareTest::asIssued).toList());
  }

  private static int asIssued(String one, String other) {
    List<String> order = List.of("FIN", "SYN", "RST", "PSH", "ACK");
    return Integer.compare(order.indexOf(one), order.indexOf(other));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyChangeIsNamedAtItsPlaceAndNoOther(PointCaptures run) {
    Set<String> found = new TreeSet<>();
    for (Object each : Json.list(meant(run, compared(run)), "changed")) {
      String field = Json.text(each, "field");
      found.add(FIELDS.getOrDefault(field, field) + " between " + Json.list(each, "between"));
    }
    Set<String> told = run.changed();
    for (String routine : ROUTINE) {
      found.removeIf(each -> each.startsWith(routine + " "));
      told.removeIf(each -> each.startsWith(routine + " "));
    }
    assertThat(found).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theEndIsToldAsItWas(PointCaptures run) {
    Object comparison = meant(run, compared(run));
    String verdict = Json.text(run.meant(), "verdict");
    if (verdict != null) {
      assertThat(Json.text(comparison, "verdict")).isEqualTo(verdict);
      assertThat(Json.text(Json.get(comparison, "endedBy"), "role")).isEqualTo(Json.text(run.meant(), "endedBy"));
    }
    List<String> likely = new ArrayList<>();
    List<String> possible = new ArrayList<>();
    for (Object cause : Json.list(comparison, "causes")) {
      (Json.text(cause, "confidence").equals("possible") ? possible : likely).add(Json.text(cause, "id"));
    }
    String cause = Json.text(run.meant(), "cause");
    if (cause == null) {
      assertThat(likely).isEmpty();
    } else if (!likely.isEmpty()) {
      assertThat(likely).contains(cause);
    } else {
      assertThat(possible).contains(cause);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void socketErrorsAreThoseThatTheProgramsGot(PointCaptures run) {
    Object told = Json.get(meant(run, compared(run)), "socketErrors");
    for (String side : List.of("client", "server")) {
      List<String> predicted = Json.list(told, side).stream().map(each -> Json.text(each, "error")).toList();
      Json.list(Json.get(run.meant(), "socketErrors"), side)
          .forEach(got -> assertThat(predicted).as(side).contains((String) got));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void clocksAreFoundWithinAMillisecond(PointCaptures run) {
    List<Object> told = compared(run);
    Object summary = told.get(told.size() - 1);
    for (Object clock : Json.list(summary, "clocks")) {
      Object wrong = Json.get(Json.get(run.truth(), "clocks"), Json.text(clock, "point"));
      assertThat(number(clock, "offsetSeconds")).isCloseTo(number(wrong, "offsetSeconds"), within(MS));
      if (Json.get(clock, "driftPpm") != null) {
        assertThat(number(clock, "driftPpm")).isCloseTo(number(wrong, "driftPpm"), within(PPM));
      }
    }
    assertThat(Json.list(summary, "clocks")).hasSize(PointCaptures.POINTS.size());
  }

  private static double number(Object value, String key) {
    return Json.get(value, key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyConnectionIsFoundAtEveryPointAndProxiesAreLinked(PointCaptures run) {
    List<Object> comparisons = comparisons(compared(run));
    List<?> connections = Json.list(run.truth(), "connections");
    boolean proxy = Boolean.TRUE.equals(Json.get(run.meant(), "proxy"));
    assertThat(comparisons).hasSize(proxy ? 2 * connections.size() : connections.size());
    assertThat(comparisons).allMatch(each -> (Json.get(each, "proxy") != null) == proxy);
  }
}
