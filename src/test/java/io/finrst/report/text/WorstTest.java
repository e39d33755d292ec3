package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WorstTest {
  private record Seen(Verdict verdict, long stream) {}

  private static List<Seen> sorted(List<Seen> seen) {
    return seen.stream().sorted(Comparator.comparing(Seen::verdict).thenComparingLong(Seen::stream)).toList();
  }

  private static List<Seen> best(List<Seen> seen, int limit) {
    List<Seen> all = sorted(seen);
    return limit == 0 || all.size() <= limit ? all : all.subList(0, limit);
  }

  @Property
  void askedOrNotTheWorstAreKeptAndTheRestCounted(
      @ForAll List<Verdict> verdicts, @ForAll @IntRange(max = 8) int limit, @ForAll boolean asked) {
    Worst<Seen> worst = new Worst<>(limit);
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

  @Property
  void aConnectionIsWantedExactlyWhenItIsAmongTheWorstSoFar(
      @ForAll List<Verdict> verdicts, @ForAll @IntRange(max = 8) int limit) {
    Worst<Seen> worst = new Worst<>(limit);
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
