package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Draw;
import io.finrst.property.Property;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstTest {
  private record Seen(Verdict verdict, long stream) {}

  private static List<Seen> sorted(List<Seen> seen) {
    return seen.stream().sorted(Comparator.comparing(Seen::verdict).thenComparingLong(Seen::stream)).toList();
  }

  private static List<Seen> best(List<Seen> seen, int limit) {
    List<Seen> all = sorted(seen);
    return limit == 0 || all.size() <= limit ? all : all.subList(0, limit);
  }

  @Test
  void askedOrNotTheWorstAreKeptAndTheRestCounted() {
    Property.holds(draw -> assertKept(verdicts(draw), draw.between(0, 8), draw.anyBoolean()));
  }

  private static List<Verdict> verdicts(Draw draw) {
    return draw.list(0, 255, () -> draw.any(Verdict.class));
  }

  private static void assertKept(List<Verdict> verdicts, int limit, boolean asked) {
    Worst<Seen> worst = new Worst<>(limit, 1);
    List<Seen> all = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      // streams leave the table in another order than they came
      Seen seen = new Seen(verdict, all.size() * 7L % 31 + all.size() / 31 * 31L);
      all.add(seen);
      if (!asked || worst.wants(seen.verdict(), seen.stream())) {
        worst.add(seen.verdict(), seen.stream(), seen);
      }
    }
    assertThat(worst.worstFirst()).isEqualTo(best(all, limit));
    assertThat(worst.leftOut()).isEqualTo(all.size() - best(all, limit).size());
  }

  @Test
  void allAreAsManyAsAQuarterOfTheHeapHolds() {
    int quarter = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4);
    Worst<Integer> three = new Worst<>(0, quarter / 3);
    for (int stream = 0; stream < 5; stream++) {
      three.add(Verdict.OPEN, stream, stream);
    }
    assertThat(three.worstFirst()).containsExactly(0, 1, 2);
    assertThat(three.leftOut()).isEqualTo(2);
    assertThat(three.keepsAll()).isTrue();
  }

  @Test
  void aConnectionIsWantedExactlyWhenItIsAmongTheWorstSoFar() {
    Property.holds(draw -> assertWanted(verdicts(draw), draw.between(0, 8)));
  }

  private static void assertWanted(List<Verdict> verdicts, int limit) {
    Worst<Seen> worst = new Worst<>(limit, 1);
    List<Seen> all = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      Seen seen = new Seen(verdict, all.size());
      all.add(seen);
      boolean wanted = worst.wants(seen.verdict(), seen.stream());
      assertThat(wanted).isEqualTo(best(all, limit).contains(seen));
      if (wanted) {
        worst.add(seen.verdict(), seen.stream(), seen);
      }
    }
  }
}
