package io.finrst.report.ci;

import io.finrst.ConnectionListener;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.report.Reading;
import io.finrst.report.text.AnswerText;
import io.finrst.teardown.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts connections by the kind of their ending, and keeps of each kind what is to be said of the first one. */
public final class EndingKinds implements ConnectionListener {
  /** A longer list would be read by nobody, and a baseline of it be no baseline; some 2 kB each. */
  static final int MOST_KINDS = 10_000;

  private final int most;
  private final Map<EndingKind, Occurrence> bad = new HashMap<>();
  private final Map<EndingKind, Occurrence> well = new HashMap<>();
  private Reading reading = Reading.UNKNOWN;
  private long badBeyond;
  private long wellBeyond;

  /** Of nothing so far. */
  public EndingKinds() {
    this(MOST_KINDS);
  }

  /** At most {@code most} that ended badly, and as many others. */
  EndingKinds(int most) {
    this.most = most;
  }

  /** Says of what follows where it is read. */
  public void reads(Reading what) {
    reading = what;
  }

  @Override
  public void onConnection(AnalysedConnection c) {
    if (c.supersedes() != null) {
      takeBack(c, c.supersedes());
    }
    boolean badly = Ended.of(c) == Ended.BADLY;
    EndingKind kind = badly ? EndingKind.of(c) : EndingKind.withoutCause(c);
    Map<EndingKind, Occurrence> alike = badly ? bad : well;
    Occurrence before = alike.get(kind);
    if (before != null) {
      alike.put(kind, before.and(1));
    } else if (alike.size() < most) {
      alike.put(kind, first(kind, badly, c));
    } else if (badly) {
      badBeyond++;
    } else {
      wellBeyond++;
    }
  }

  private Occurrence first(EndingKind kind, boolean badly, AnalysedConnection c) {
    return new Occurrence(
        kind,
        c.verdict(),
        badly,
        1,
        c.tcpStream(),
        badly ? c.record().last().since(c.record().first()) : 0,
        badly ? AnswerText.sentence(c, reading) : "",
        badly ? AnswerText.whole(c, reading) : "");
  }

  /** What was told of {@code c} before holds no longer; of several kinds that it may have been it was the commonest. */
  private void takeBack(AnalysedConnection c, Verdict told) {
    Comparator<Occurrence> likeliest =
        Comparator.<Occurrence, Boolean>comparing(each -> each.stream() == c.tcpStream())
            .thenComparingLong(Occurrence::connections);
    for (Map<EndingKind, Occurrence> alike : List.of(bad, well)) {
      Occurrence was =
          alike.values().stream().filter(each -> each.kind().isLike(c, told)).max(likeliest).orElse(null);
      if (was != null) {
        alike.put(was.kind(), was.and(-1));
        alike.values().removeIf(each -> each.connections() == 0);
        return;
      }
    }
  }

  /** Those that did not end well, sorted. */
  public List<Occurrence> bad() {
    return sorted(bad);
  }

  /** All others, sorted. */
  public List<Occurrence> well() {
    return sorted(well);
  }

  private static List<Occurrence> sorted(Map<EndingKind, Occurrence> kinds) {
    return kinds.values().stream().sorted(Comparator.comparing(Occurrence::kind)).toList();
  }

  /** How many connections did not end well and are of kinds that are not kept. */
  public long badBeyond() {
    return badBeyond;
  }

  /** How many others are. */
  public long wellBeyond() {
    return wellBeyond;
  }

  /** All connections counted. */
  public long connections() {
    return badConnections() + wellBeyond + well.values().stream().mapToLong(Occurrence::connections).sum();
  }

  /** Those that did not end well. */
  public long badConnections() {
    return badBeyond + bad.values().stream().mapToLong(Occurrence::connections).sum();
  }
}
