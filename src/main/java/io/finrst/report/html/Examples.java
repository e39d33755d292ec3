package io.finrst.report.html;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.Scan;
import io.finrst.report.text.Explained;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One connection of each kind that did not end well, its packets included, to stand for a group: the surest, then the first. */
final class Examples {
  /** 16 MB at most; behind these are clients with failures of a kind that many others have, too. */
  private static final int MOST = 1_000;

  private static final Comparator<Explained> SUREST_FIRST =
      Comparator.<Explained>comparingInt(example -> sure(example.diagnosis().findings()))
          .thenComparingLong(example -> example.connection().tcpStream());

  /** Clients are told apart since a scan's attempts are in no group. */
  private record Kind(Cause cause, Verdict verdict, Ended harm, Address client) {}

  private final Map<Kind, Explained> kept = new HashMap<>();

  private static int sure(List<Finding> findings) {
    return findings.isEmpty() ? Integer.MAX_VALUE : findings.get(0).confidence().ordinal();
  }

  private static Cause cause(Explained example) {
    List<Finding> findings = example.diagnosis().findings();
    return findings.isEmpty() ? null : findings.get(0).cause();
  }

  void add(Explained example) {
    Verdict verdict = example.connection().verdict();
    Kind kind = new Kind(cause(example), verdict, example.ended(), example.connection().client().address());
    Explained before = kept.get(kind);
    if (before == null ? kept.size() < MOST : SUREST_FIRST.compare(example, before) < 0) {
      kept.put(kind, example);
    }
  }

  /** What was made of connection {@code stream} holds no longer. */
  void forget(long stream) {
    kept.values().removeIf(example -> example.connection().tcpStream() == stream);
  }

  /** One of {@code group}, null where none was told of. */
  Explained of(Group group, Patterns patterns) {
    Set<Address> scanners = patterns.scans().stream().map(Scan::client).collect(Collectors.toSet());
    return kept.entrySet().stream()
        .filter(
            each ->
                each.getKey().cause() == group.cause()
                    && group.verdicts().containsKey(each.getKey().verdict())
                    && (each.getKey().harm() == Ended.HARMLESSLY) == group.harmless()
                    && !scanners.contains(each.getKey().client()))
        .map(Map.Entry::getValue)
        .min(SUREST_FIRST)
        .orElse(null);
  }
}
