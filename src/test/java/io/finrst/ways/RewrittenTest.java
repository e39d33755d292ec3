package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.golden.Json;
import io.finrst.script.Carried;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same connections with other addresses and numbers, by the other version of IP, in VLANs and tunnels. */
@Tag("slow")
class RewrittenTest {
  /** A hash of the addresses. */
  private static final String COMMUNITY_ID = "communityId";

  /** What IPv6 has otherwise: no IP ID, a flow label, and ICMP types of its own. */
  private static final Set<String> OF_VERSION_6 =
      Set.of(
          COMMUNITY_ID, "resets.ipId", "resets.flowLabel", "icmpErrors.ipVersion", "icmpErrors.type",
          "icmpErrors.code");

  /** Where an ICMP error is quoted in words, or an address of one version is advised. */
  private static final Set<String> IN_WORDS = Set.of("causes.evidence.fact", "advice.server");

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void otherAddressesAreToldAndNothingElse(Path capture) throws IOException {
    Frames frames = Frames.read(capture);

    assertThat(differences(frames, frames.addressesSwapped())).isSubsetOf(COMMUNITY_ID);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void sequenceNumbersThatWrapChangeNothing(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Set<String> changed = differences(frames, frames.acrossWrap());

    // the one that libslirp's host made up is told as it is, and the shift moved it like the others
    boolean madeUp = capture.endsWith("libslirp-answers-with-ttl-255.pcap");
    assertThat(changed).isSubsetOf(madeUp ? Set.of("resets.seq") : Set.of());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void tagsAndTunnelsAreToldAndNothingElse(Path capture) throws IOException {
    Frames frames = Frames.read(capture);

    for (Carried way : Carried.values()) {
      assertThat(differences(frames, frames.each(way::of))).as("%s", way).isSubsetOf("vlan", "tunnel");
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void version6TellsTheSameEndByTheSameSide(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Frames version6 = frames.asVersion6();
    Renamed renamed = Renamed.of(frames, version6);
    Map<Long, String> told = Told.of(version6.source()).last();

    Told.of(frames.source())
        .last()
        .forEach((stream, text) -> assertSameButForVersion(renamed.apply(text), told.get(stream)));
  }

  /** Where the IP ID or the fragmentation bits say something, by IPv6 nothing says it. */
  private static void assertSameButForVersion(String version4, String version6) {
    Set<String> allowed = new HashSet<>(OF_VERSION_6);
    allowed.addAll(IN_WORDS);
    boolean stack = !stacks(version4).equals(stacks(version6));
    boolean oddities = version4.contains("IP ID");
    if (stack) {
      allowed.addAll(Set.of("traffic.client.stack", "traffic.server.stack"));
    }
    if (stack || oddities) {
      allowed.addAll(
          Set.of("causes", "causes.evidence", "advice.client", "resets.oddities", "resets.odditiesInWords"));
    }
    assertThat(Differences.between(version4, version6)).as(version6).isSubsetOf(allowed);
  }

  private static String stacks(String text) {
    Object traffic = Json.get(Json.parse(text).get(0), "traffic");
    return Json.text(Json.get(traffic, "client"), "stack") + " " + Json.text(Json.get(traffic, "server"), "stack");
  }

  @Test
  void fewOfTheseConnectionsAreExplainedOtherwiseByVersion6() throws IOException {
    Set<String> otherwise = new TreeSet<>();
    for (Path capture : captures().toList()) {
      Frames frames = Frames.read(capture);
      Map<Long, String> told = Told.of(frames.asVersion6().source()).last();
      Told.of(frames.source())
          .last()
          .forEach(
              (stream, text) -> {
                if (!causes(text).equals(causes(told.get(stream)))) {
                  otherwise.add(causes(text) + " > " + causes(told.get(stream)));
                }
              });
    }
    assertThat(otherwise)
        .containsExactly(
            "[data-after-close] > [unread-data-at-close, abortive-close]",
            "[injected-reset] > [injected-reset, path-reject]",
            "[stale-connection, unread-data-at-close, abortive-close] > [unread-data-at-close, abortive-close]");
  }

  private static String causes(String text) {
    return Json.list(Json.parse(text).get(0), "causes").stream().map(cause -> Json.text(cause, "id")).toList().toString();
  }

  /** At which keys any connection of {@code after} is told otherwise than that of {@code before}. */
  private static Set<String> differences(Frames before, Frames after) throws IOException {
    Renamed renamed = Renamed.of(before, after);
    Map<Long, String> told = Told.of(after.source()).last();
    Map<Long, String> plain = Told.of(before.source()).last();
    assertThat(told).containsOnlyKeys(plain.keySet());
    Set<String> keys = new TreeSet<>();
    plain.forEach((stream, text) -> keys.addAll(Differences.between(renamed.apply(text), told.get(stream))));
    return keys;
  }
}
