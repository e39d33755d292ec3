package io.finrst.report.ci;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The endings that a build has accepted.
 *
 * @param endings how many connections ended in each way when it was written, sorted; only those that did not end well
 */
public record Baseline(Map<EndingKind, Long> endings) {

  /** The same, unmodifiable and sorted. */
  public Baseline {
    endings = Collections.unmodifiableMap(new TreeMap<>(endings));
  }

  /** Nothing is known. */
  public static final Baseline EMPTY = new Baseline(Map.of());

  /**
   * What a run found beside it.
   *
   * @param fresh what it does not know
   * @param known what it knows
   * @param more entries of which there are more now than it has, and how many now
   * @param gone what it knows and was not found
   */
  public record Comparison(
      List<Occurrence> fresh, List<Occurrence> known, Map<EndingKind, Long> more, List<EndingKind> gone) {}

  /** What was found beside what is known. */
  public Comparison compare(EndingKinds found) {
    List<Occurrence> fresh = new ArrayList<>();
    List<Occurrence> known = new ArrayList<>();
    Map<EndingKind, Long> met = new TreeMap<>();
    for (Occurrence each : found.bad()) {
      EndingKind entry = entryOf(each.kind());
      if (entry == null) {
        fresh.add(each);
      } else {
        known.add(each);
        met.merge(entry, each.connections(), Long::sum);
      }
    }
    Map<EndingKind, Long> more = new TreeMap<>(met);
    more.entrySet().removeIf(each -> each.getValue() <= endings.get(each.getKey()));
    List<EndingKind> gone = new ArrayList<>(endings.keySet());
    gone.removeAll(met.keySet());
    return new Comparison(fresh, known, more, gone);
  }

  /** The entry that knows {@code kind}: itself, or a pattern; null for none. */
  private EndingKind entryOf(EndingKind kind) {
    if (endings.containsKey(kind)) {
      return kind;
    }
    return endings.keySet().stream().filter(each -> each.isPattern() && each.covers(kind)).findFirst().orElse(null);
  }

  /** What was found, as the next baseline: patterns that people wrote into this one stay where they still match. */
  public Baseline renewed(EndingKinds found) {
    Map<EndingKind, Long> next = new TreeMap<>();
    for (Occurrence each : found.bad()) {
      EndingKind entry = entryOf(each.kind());
      next.merge(entry == null ? each.kind() : entry, each.connections(), Long::sum);
    }
    return new Baseline(next);
  }
}
