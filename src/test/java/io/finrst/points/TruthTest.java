package io.finrst.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finrst.golden.Json;
import io.finrst.script.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the lab says of its runs, held against the packets by counting them one by one. */
class TruthTest {
  private static final double NS_PER_S = 1e9;
  private static final double LONGEST_ON_ITS_WAY_S = 0.001;

  /** Packets are other ones behind a proxy and behind a host that cuts them. */
  private static final Set<String> OTHER_PACKETS = Set.of("proxy", "proxy-passes-a-reset-on", "segmented-on-the-way");

  private static final Set<String> COPIES = Set.of("duplicated", "two-paths");

  /** The router sees a part of them. */
  private static final Set<String> PAST_THE_ROUTER = Set.of("asymmetric-routing");

  static Stream<PointCaptures> runs() throws IOException {
    return PointCaptures.all().filter(run -> !OTHER_PACKETS.contains(run.name()));
  }

  private static List<String> path(PointCaptures run) {
    return PAST_THE_ROUTER.contains(run.name()) ? List.of("client", "server") : PointCaptures.POINTS;
  }

  private static Map<String, Seen> seen(PointCaptures run, String point) throws IOException {
    Map<String, Seen> seen = new LinkedHashMap<>();
    boolean copies = COPIES.contains(run.name()) || point.equals("router") && isOnBothSides(run);
    for (Frame frame : run.frames(point).list()) {
      Seen packet = Seen.of(frame);
      if (packet != null && !seen.containsKey(packet.key())) {
        seen.put(packet.key(), packet);
      } else if (packet != null && !copies) {
        seen.put(packet.key() + " again", packet); // a forged reset looks like the real one that follows
      }
    }
    return seen;
  }

  private static boolean isOnBothSides(PointCaptures run) {
    return Json.text(run.truth(), "routerInterface").equals("any");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whatWasLostAndAddedIsWhatThePacketsShow(PointCaptures run) throws IOException {
    Map<String, Integer> counted = new TreeMap<>();
    List<String> path = path(run);
    for (int i = 1; i < path.size(); i++) {
      Map<String, Seen> before = seen(run, path.get(i - 1));
      Map<String, Seen> behind = seen(run, path.get(i));
      String between = " between " + path.subList(i - 1, i + 1);
      count(before, behind, true, between, counted);
      count(behind, before, false, between, counted);
    }
    assertThat(counted).isEqualTo(told(run));
  }

  /** Packets of one direction that are missing where it leads, and those that are there only. */
  private static void count(
      Map<String, Seen> from, Map<String, Seen> to, boolean toServer, String between, Map<String, Integer> counted) {
    from.values().stream().filter(each -> each.toServer() == toServer && !to.containsKey(each.key()))
        .forEach(each -> counted.merge("lost " + name(each) + between, 1, Integer::sum));
    to.values().stream().filter(each -> each.toServer() == toServer && !from.containsKey(each.key()))
        .forEach(each -> counted.merge("added " + name(each) + between, 1, Integer::sum));
  }

  private static String name(Seen packet) {
    return (packet.toServer() ? "client-to-server " : "server-to-client ") + packet.flags();
  }

  private static Map<String, Integer> told(PointCaptures run) {
    Map<String, Integer> told = new TreeMap<>();
    for (Object connection : Json.list(run.truth(), "connections")) {
      for (String kind : List.of("lost", "added")) {
        for (Object each : Json.list(connection, kind)) {
          if (!Json.text(each, "flags").equals("ICMP")) {
            String name =
                kind + " " + Json.text(each, "direction") + " " + Json.text(each, "flags") + " between "
                    + Json.list(each, "between");
            told.merge(name, ((Long) Json.get(each, "packets")).intValue(), Integer::sum);
          }
        }
      }
    }
    return told;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whatWasChangedIsWhatThePacketsShow(PointCaptures run) throws IOException {
    Set<String> changed = new TreeSet<>();
    List<String> path = path(run);
    for (int i = 1; i < path.size(); i++) {
      Map<String, Seen> before = seen(run, path.get(i - 1));
      Map<String, Seen> behind = seen(run, path.get(i));
      String between = " between " + path.subList(i - 1, i + 1);
      for (Seen one : before.values()) {
        Seen other = behind.get(one.key());
        if (other != null) {
          fields(one, other).forEach(field -> changed.add(field + between));
        }
      }
    }
    Set<String> told = new TreeSet<>();
    for (Object connection : Json.list(run.truth(), "connections")) {
      Json.list(connection, "changed")
          .forEach(each -> told.add(Json.text(each, "field") + " between " + Json.list(each, "between")));
    }
    assertThat(changed).isEqualTo(told);
  }

  /** Those that differ, of the TTL by more than a hop. */
  private static List<String> fields(Seen one, Seen other) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < Seen.FIELDS.size(); i++) {
      if (!one.changeable().get(i).equals(other.changeable().get(i))) {
        fields.add(Seen.FIELDS.get(i));
      }
    }
    if (Math.abs(one.ttl() - other.ttl()) > 1) {
      fields.add("ttl");
    }
    return fields;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void clocksAreAsWrongAsTheyAreSaidToBe(PointCaptures run) throws IOException {
    Map<String, Seen> client = seen(run, "client");
    double beginS = client.values().iterator().next().timeNs() / NS_PER_S;
    for (String point : PointCaptures.POINTS) {
      Object clock = Json.get(Json.get(run.truth(), "clocks"), point);
      double offsetS = ((Number) Json.get(clock, "offsetSeconds")).doubleValue();
      double drift = ((Number) Json.get(clock, "driftPpm")).doubleValue() / 1e6;
      for (Seen there : seen(run, point).values()) {
        Seen here = client.get(there.key());
        if (here != null && !there.flags().equals("RST")) {
          double wrongS = offsetS + (here.timeNs() / NS_PER_S - beginS) * drift;
          assertThat((there.timeNs() - here.timeNs()) / NS_PER_S)
              .as("%s at %s", there.key(), point)
              .isCloseTo(wrongS, within(LONGEST_ON_ITS_WAY_S));
        }
      }
    }
  }
}
