package io.finrst.report.text;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Ended;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One connection of each kind that did not end well, so that a reader need not read the same story a thousand times. A
 * kind is a server, a verdict and a best cause; of servers with one such connection each, as in a scan, all are one kind.
 * Memory follows the number of kinds, which is bounded.
 */
final class Representatives {
  /** Kinds to keep while reading; of more, nobody would read the explanations. */
  private static final int MOST_KINDS = 4096;

  private static final Comparator<Representative> MOST_FIRST =
      Comparator.comparingLong(Representative::connections).reversed()
          .thenComparing(kind -> kind.explained().connection().verdict())
          .thenComparingLong(kind -> kind.explained().connection().tcpStream());

  /**
   * One that stands for its kind.
   *
   * @param connections how many there are of the kind, itself included
   * @param servers how many servers they were to
   */
  record Representative(Explained explained, long connections, int servers) {
    private Representative and(Representative other) {
      return new Representative(explained, connections + other.connections, servers + other.servers);
    }

    /** Options that select the kind. */
    String selection() {
      Verdict verdict = explained.connection().verdict();
      Endpoint server = explained.connection().server();
      String alike = cause() == null ? "--only " + verdict.id() : "--cause " + cause().id();
      return servers > 1 ? alike : alike + " --host " + server.address() + " --port " + server.port();
    }

    private Cause cause() {
      return best(explained);
    }
  }

  private record Kind(Endpoint server, Verdict verdict, Cause cause) {}

  private final Map<Kind, Representative> kinds = new LinkedHashMap<>();

  private static Cause best(Explained explained) {
    return explained.diagnosis().findings().isEmpty() ? null : explained.diagnosis().findings().get(0).cause();
  }

  /** Takes a connection that has ended. */
  void add(AnalysedConnection c) {
    if (Ended.of(c) == Ended.BADLY) {
      Explained explained = Explained.of(c);
      Kind kind = new Kind(c.record().server(), c.verdict(), best(explained));
      if (kinds.size() < MOST_KINDS || kinds.containsKey(kind)) {
        Representative first = kinds.get(kind);
        long before = first == null ? 0 : first.connections();
        kinds.put(kind, new Representative(first == null ? explained : first.explained(), before + 1, 1));
      }
    }
  }

  /** The kind with the most connections first. */
  List<Representative> mostFirst() {
    Map<Kind, Representative> merged = new LinkedHashMap<>();
    kinds.forEach(
        (kind, representative) -> {
          boolean alone = representative.connections() == 1;
          Kind key = alone ? new Kind(null, kind.verdict(), kind.cause()) : kind;
          merged.merge(key, representative, Representative::and);
        });
    List<Representative> all = new ArrayList<>(merged.values());
    all.sort(MOST_FIRST);
    return all;
  }
}
