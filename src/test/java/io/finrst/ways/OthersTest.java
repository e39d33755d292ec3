package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.Frames;
import io.finrst.ways.Parts.Left;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection is judged by its own packets. Of others it is meant to know three things only: what their SYN-ACKs say
 * of its hosts, which of their SYNs is its own behind an address translation, and by their last packet how long nothing
 * came.
 */
@Tag("slow")
class OthersTest {
  private static final long MS = 1_000_000L;
  private static final Set<Left> ALL = EnumSet.allOf(Left.class);

  /** What each of the three may change; anything else is a fault. */
  private static final Map<Left, Set<String>> CHANGES =
      Map.of(
          // the notes and the number that link both sides of a translation
          Left.OPENINGS, Set.of("captureQuality"),
          // whether a reset in the name of a host looks like that host, so who sent it and why
          Left.SYN_ACKS, Set.of("resets", "endedBy", "causes", "advice", "harm"),
          // what is given up, what connect() has returned, signatures of silence, the note on the capture's end, how
          // long a connection was half closed
          Left.LAST,
              Set.of(
                  "verdict", "state", "endedBy", "causes", "advice", "socketErrors", "silenceBeforeEndSeconds",
                  "captureQuality", "tamperingSignature", "halfClose", "harm"));

  /** Each capture of several connections. */
  static Stream<Parts> captures() throws IOException {
    List<Parts> captures = new ArrayList<>();
    for (Path capture : Captures.all().toList()) {
      Frames frames = Frames.read(capture);
      if (Told.of(frames.source()).last().size() > 1) {
        captures.add(new Parts(capture.getFileName().toString(), frames));
      }
    }
    return captures.stream();
  }

  /** All captures one after the other, and all at once. */
  static Stream<Parts> mixtures() throws IOException {
    return Stream.of(
        new Parts("a row", Captures.oneAfterTheOther(900_000 * MS)),
        new Parts("together", Captures.together(5 * MS)));
  }

  static Stream<Parts> capturesAndMixtures() throws IOException {
    return Stream.concat(captures(), mixtures());
  }

  @ParameterizedTest
  @MethodSource("capturesAndMixtures")
  void beyondSynsAndTheLastPacketOthersSayNothing(Parts capture) throws IOException {
    assertThat(capture.alone(ALL)).isEqualTo(capture.whole());
  }

  @ParameterizedTest
  @MethodSource("mixtures")
  void eachThingThatOthersSayChangesNothingButWhatItIsAskedFor(Parts capture) throws IOException {
    reasons(capture);
  }

  @Test
  void fewConnectionsOfTheseCapturesDependOnOthers() throws IOException {
    Map<Left, Map<String, Integer>> found = new EnumMap<>(Left.class);
    for (Parts capture : captures().toList()) {
      reasons(capture)
          .forEach((left, n) -> found.computeIfAbsent(left, any -> new TreeMap<>()).put(capture.toString(), n));
    }
    assertThat(found.get(Left.OPENINGS)).isEqualTo(Map.of("address-translation-on-a-router.pcap", 4));
    assertThat(found.get(Left.SYN_ACKS))
        .isEqualTo(
            Map.of(
                "connection-refused-by-firewall-on-the-way.pcap", 1,
                "r_router_firewall_reset.v0.pcap", 1,
                "r_router_firewall_reset.v1.pcap", 1));
    assertThat(found.get(Left.LAST))
        .isEqualTo(
            Map.of(
                "r_backlog_ack_dropped.v0.pcap", 2,
                "r_backlog_ack_dropped.v0.server.pcap", 2,
                "r_backlog_ack_dropped.v1.pcap", 2,
                "r_backlog_ack_dropped.v1.server.pcap", 2));
  }

  /** How many connections are told otherwise without others, by what of these makes up for it. */
  private static Map<Left, Integer> reasons(Parts capture) throws IOException {
    Map<String, String> whole = capture.whole();
    Map<String, String> alone = capture.alone(Set.of());
    Map<Left, Integer> reasons = new EnumMap<>(Left.class);
    Set<String> unexplained = new TreeSet<>(whole.keySet());
    unexplained.removeIf(name -> alone.get(name).equals(whole.get(name)));
    for (Left left : unexplained.isEmpty() ? Set.<Left>of() : ALL) {
      Map<String, String> with = capture.alone(Set.of(left));
      for (String name : Set.copyOf(unexplained)) {
        if (with.get(name).equals(whole.get(name))) {
          unexplained.remove(name);
          reasons.merge(left, 1, Integer::sum);
          assertThat(CHANGES.get(left)).containsAll(Differences.top(alone.get(name), whole.get(name)));
        }
      }
    }
    assertThat(unexplained).as("connections of %s that depend on something else", capture).isEmpty();
    return reasons;
  }
}
