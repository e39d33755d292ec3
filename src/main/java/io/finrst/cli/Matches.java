package io.finrst.cli;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code --fail-on} asked for and how much of it was found. */
final class Matches {
  /** Enough to look into; the report has the others. */
  private static final int MOST_STREAMS = 5;

  private final FailOn asked; // null for nothing, or for what BuildReport counts
  private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
  private final List<Long> streams = new ArrayList<>();

  Matches(FailOn asked) {
    this.asked = asked == null || asked.asksForNew() ? null : asked;
  }

  /** Counts a connection that is reported. */
  void add(AnalysedConnection c) {
    if (asked == null) {
      return;
    }
    if (asked.endings().include(c)) {
      byVerdict.merge(c.verdict(), 1L, Long::sum);
      if (streams.size() < MOST_STREAMS) {
        streams.add(c.tcpStream());
      }
    }
    if (c.supersedes() != null && asked.endings().verdicts().contains(c.supersedes())) {
      byVerdict.merge(c.supersedes(), -1L, Long::sum);
      streams.remove(c.tcpStream());
    }
  }

  private long count() {
    return byVerdict.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether there were as many as asked for. */
  boolean areEnough() {
    return asked != null && count() >= asked.atLeast();
  }

  /** How many there were, how they ended, and which they are. */
  String message() {
    String endings =
        byVerdict.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(each -> Quantity.count(each.getValue()) + " " + each.getKey().id())
            .collect(Collectors.joining(", "));
    String which = streams.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    long more = count() - streams.size();
    return "--fail-on matched " + Quantity.count(count(), "connection") + ": " + endings + " (tcp.stream " + which
        + (more > 0 ? " and " + Quantity.count(more) + " more" : "") + ")";
  }
}
