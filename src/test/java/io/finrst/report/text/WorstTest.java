package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ended;
import io.finrst.property.Draw;
import io.finrst.property.Property;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstTest {
  private static final Cause[] CAUSES = {Cause.STALE_CONNECTION, Cause.PORT_CLOSED};

  private record Seen(Rank rank, long stream) {}

  private static Rank reset(Ended ended, Confidence confidence, Cause cause) {
    return new Rank(ended, Verdict.RST_AFTER_DATA, confidence, cause);
  }

  private static long groupSize(Seen seen, List<Seen> all) {
    return all.stream().filter(each -> each.rank().equals(seen.rank())).count();
  }

  private static long firstOfGroup(Seen seen, List<Seen> all) {
    return all.stream().filter(each -> each.rank().equals(seen.rank())).mapToLong(Seen::stream).min().orElseThrow();
  }

  private static List<Seen> best(List<Seen> seen, int limit) {
    List<Seen> all =
        seen.stream()
            .sorted(
                Comparator.<Seen>comparingInt(each -> each.rank().order())
                    .thenComparing(each -> -groupSize(each, seen))
                    .thenComparingLong(each -> firstOfGroup(each, seen))
                    .thenComparing(each -> String.valueOf(each.rank().cause()))
                    .thenComparingLong(Seen::stream))
            .toList();
    return limit == 0 || all.size() <= limit ? all : all.subList(0, limit);
  }

  private static List<Rank> ranks(Draw draw) {
    return draw.list(
        0, 255,
        () ->
            new Rank(
                draw.any(Ended.class), draw.any(Verdict.class), draw.any(Confidence.class),
                CAUSES[draw.between(0, 1)]));
  }

  @Test
  void theWorstAreKeptAndAllAreCounted() {
    Property.holds(draw -> assertKept(ranks(draw), draw.between(0, 8)));
  }

  private static void assertKept(List<Rank> ranks, int limit) {
    Worst<Seen> worst = new Worst<>(limit, 1);
    List<Seen> all = new ArrayList<>();
    for (Rank rank : ranks) {
      // streams leave the table in another order than they came
      Seen seen = new Seen(rank, all.size() * 7L % 31 + all.size() / 31 * 31L);
      all.add(seen);
      if (worst.wants(seen.rank(), seen.stream())) {
        worst.add(seen.rank(), seen.stream(), seen);
      }
    }
    assertThat(worst.worstFirst()).isEqualTo(best(all, limit));
    assertThat(worst.seen()).isEqualTo(all.size());
  }

  @Test
  void harmGoesBeforeVerdictVerdictBeforeConfidenceAndConfidenceBeforeSize() {
    Worst<String> worst = new Worst<>(0, 1);
    add(worst, reset(Ended.HARMLESSLY, Confidence.CERTAIN, Cause.ABORTIVE_CLOSE), 1, "harmless");
    add(worst, new Rank(Ended.WELL, Verdict.GRACEFUL, null, null), 2, "graceful");
    add(worst, new Rank(Ended.WELL, Verdict.OPEN, null, null), 3, "open");
    add(worst, new Rank(Ended.BADLY, Verdict.RST_TO_SYN, Confidence.CERTAIN, Cause.PORT_CLOSED), 4, "refused");
    add(worst, reset(Ended.BADLY, Confidence.LIKELY, Cause.STALE_CONNECTION), 5, "one of one");
    add(worst, reset(Ended.BADLY, Confidence.LIKELY, Cause.KEEPALIVE_RACE), 6, "one of two");
    add(worst, reset(Ended.BADLY, Confidence.LIKELY, Cause.KEEPALIVE_RACE), 7, "two of two");
    add(worst, reset(Ended.BADLY, Confidence.CERTAIN, Cause.STALE_CONNECTION), 8, "certain");
    assertThat(worst.worstFirst())
        .containsExactly(
            "certain", "one of two", "two of two", "one of one", "refused", "open", "harmless", "graceful");
  }

  private static void add(Worst<String> worst, Rank rank, long stream, String name) {
    assertThat(worst.wants(rank, stream)).isTrue();
    worst.add(rank, stream, name);
  }

  @Test
  void allAreAsManyAsAQuarterOfTheHeapHolds() {
    int quarter = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4);
    Worst<Integer> three = new Worst<>(0, quarter / 3);
    Rank open = new Rank(Ended.WELL, Verdict.OPEN, null, null);
    for (int stream = 0; stream < 5; stream++) {
      if (three.wants(open, stream)) {
        three.add(open, stream, stream);
      }
    }
    assertThat(three.worstFirst()).containsExactly(0, 1, 2);
    assertThat(three.seen()).isEqualTo(5);
    assertThat(three.keepsAll()).isTrue();
  }
}
