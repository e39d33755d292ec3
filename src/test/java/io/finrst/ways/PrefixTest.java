package io.finrst.ways;

import static io.finrst.teardown.Verdict.FIN_UNANSWERED;
import static io.finrst.teardown.Verdict.GRACEFUL;
import static io.finrst.teardown.Verdict.HALF_CLOSE;
import static io.finrst.teardown.Verdict.OPEN;
import static io.finrst.teardown.Verdict.RST_AFTER_FIN;
import static io.finrst.teardown.Verdict.SYN_UNANSWERED;
import static io.finrst.teardown.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.golden.Json;
import io.finrst.script.Frames;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a connection when the capture ends early is that it is open, or what the whole capture says. */
@Tag("slow")
class PrefixTest {
  private static final int MOST_PREFIXES = 60;
  private static final Set<Verdict> ANY = EnumSet.allOf(Verdict.class);

  /** Verdicts that wait for a packet, and what this may still make of them. All others are final. */
  private static final Map<Verdict, Set<Verdict>> WAITING =
      Map.of(
          OPEN, ANY,
          SYN_UNANSWERED, ANY, // for the answer
          FIN_UNANSWERED, Set.of(HALF_CLOSE, GRACEFUL, RST_AFTER_FIN), // for the ACK of the FIN
          HALF_CLOSE, Set.of(GRACEFUL, RST_AFTER_FIN), // for the other side's FIN
          UNKNOWN, ANY); // too little was seen, and more is

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void aVerdictThatIsNoLongerWaitingStays(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    Map<Long, String> whole = Told.of(frames.source()).last();
    int step = 1 + frames.count() / MOST_PREFIXES;
    for (int end = 1; end < frames.count(); end += step) {
      int frame = end;
      Told.of(frames.part(1, end).source())
          .last()
          .forEach((stream, text) -> assertStays(text, whole.get(stream), "after frame " + frame));
    }
  }

  private static void assertStays(String early, String late, String when) {
    Object then = Json.parse(early).get(0);
    Object later = Json.parse(late).get(0);
    Verdict verdict = verdict(then);
    assertThat(verdict(later)).as("%s of %s", when, early).isIn(with(WAITING.getOrDefault(verdict, Set.of()), verdict));
    if (verdict(later) == verdict && Json.get(then, "endedBy") != null) {
      assertThat(role(later)).as("%s of %s", when, early).isEqualTo(role(then));
    }
  }

  private static Set<Verdict> with(Set<Verdict> verdicts, Verdict one) {
    Set<Verdict> all = EnumSet.of(one);
    all.addAll(verdicts);
    return all;
  }

  private static Verdict verdict(Object connection) {
    return Stream.of(Verdict.values())
        .filter(each -> each.id().equals(Json.text(connection, "verdict")))
        .findAny()
        .orElseThrow();
  }

  private static String role(Object connection) {
    return Json.text(Json.get(connection, "endedBy"), "role");
  }
}
