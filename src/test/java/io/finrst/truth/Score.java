package io.finrst.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts right answers by what was asked, and keeps every miss. */
final class Score {

  /** What is scored. */
  enum Question {
    VERDICT,
    ENDED_BY,
    /** The first-ranked cause. */
    CAUSE,
    /** The first three causes, and what the first is indistinguishable from. */
    CAUSE_SET,
    /** The first error each program saw. */
    SOCKET_ERROR,
    /** Every cause said to be certain. */
    CERTAIN,
    /** Every cause said to be likely. */
    LIKELY,
    /** Every cause said to be possible. */
    POSSIBLE
  }

  private final Map<Question, int[]> counts = new EnumMap<>(Question.class);
  private final List<String> misses = new ArrayList<>();

  /** Counts one answer; {@code where} and the values explain a miss. */
  void count(Question question, boolean right, String where, Object said, Collection<String> wanted) {
    int[] count = counts.computeIfAbsent(question, key -> new int[2]);
    count[1]++;
    if (right) {
      count[0]++;
    } else {
      misses.add(question + "  " + where + ": said " + said + ", truth " + String.join(" or ", wanted));
    }
  }

  /** How many answers were counted. */
  int asked(Question question) {
    return counts.getOrDefault(question, new int[2])[1];
  }

  /** Share of right answers in percent. */
  double percent(Question question) {
    int[] count = counts.getOrDefault(question, new int[] {0, 1});
    return 100.0 * count[0] / count[1];
  }

  /** The misses of one question, one a line. */
  String misses(Question question) {
    return misses.stream().filter(miss -> miss.startsWith(question + "  ")).collect(Collectors.joining("\n"));
  }

  /** Every miss, then the figures. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    misses.stream().sorted().forEach(miss -> text.append(miss).append('\n'));
    counts.forEach(
        (question, count) ->
            text.append(String.format("%-12s %d/%d (%.1f %%)%n", question, count[0], count[1], percent(question))));
    return text.toString();
  }
}
