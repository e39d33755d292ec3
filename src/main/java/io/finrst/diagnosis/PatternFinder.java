package io.finrst.diagnosis;

import io.finrst.record.EndedConnection;
import io.finrst.wire.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what ended connections have in common, as they end. Memory is bounded by the number of servers; what a bound
 * leaves out is counted. Not thread-safe.
 */
public final class PatternFinder {
  /** Servers to remember: a port scan of a host fits several times. */
  private static final int MOST_SERVERS = 4096;

  /** Twice as many places, so that a server is found at the first look. */
  private static final int PLACES = 2 * MOST_SERVERS;

  /** Connections that nobody asked for and that are diagnosed all the same: each takes as long as many packets. */
  private static final int MOST_UNASKED = 1_000;

  private static final Comparator<Group> MOST_TELLING =
      Comparator.comparing(Group::harmless)
          .thenComparing(Comparator.comparingLong(Group::connections).reversed())
          .thenComparing(Group::verdict)
          .thenComparingLong(Group::firstStream);

  private final Causes causes;

  // open addressing, since every connection asks
  private final long[] keys = new long[PLACES];
  private final ServerTally[] tallies = new ServerTally[PLACES];
  private int servers;
  private long unasked;
  private long notLookedInto;
  private long serversNotKept;

  /** Tallies findings of {@code causes}. */
  public PatternFinder(Causes causes) {
    this.causes = causes;
  }

  /** Takes every connection that has ended, once, after whoever else may ask for its record. */
  public void add(AnalysedConnection c) {
    ServerTally tally = tally(c);
    if (tally == null) {
      serversNotKept++;
      return;
    }
    if (c.supersedes() == null) {
      tally.connection(c.longestSilenceNs());
    } else {
      tally.takeBack(c.supersedes());
    }
    if (!Ended.isInDoubt(c)) {
      return;
    }
    if (c.hasRecord() || unasked < MOST_UNASKED) {
      unasked += c.hasRecord() ? 0 : 1;
      diagnosed(tally, c);
    } else {
      notLookedInto++;
      if (Ended.isAbrupt(c)) {
        tally.part(c.verdict(), null, false).add(c.tcpStream(), 0);
      }
    }
  }

  private void diagnosed(ServerTally tally, AnalysedConnection c) {
    Ended ended = Ended.of(c);
    if (ended != Ended.WELL) {
      List<Finding> findings = c.diagnosis().findings();
      KnownCause best = findings.isEmpty() ? null : causes.of(findings.get(0).cause());
      boolean harmless = ended == Ended.HARMLESSLY;
      tally.part(c.verdict(), best, harmless).add(c.tcpStream(), c.record().silenceBeforeEndNs());
    }
  }

  /** What was found so far. */
  public Patterns found() {
    List<Group> groups = new ArrayList<>();
    List<IdleBracket> timers = new ArrayList<>();
    for (ServerTally tally : tallies) {
      if (tally != null) {
        tally.groups(groups);
        tally.bracket().ifPresent(timers::add);
      }
    }
    groups.sort(MOST_TELLING);
    timers.sort(
        Comparator.comparingLong(IdleBracket::died).reversed().thenComparing(bracket -> bracket.server().toString()));
    return new Patterns(List.copyOf(groups), List.copyOf(timers), notLookedInto, serversNotKept);
  }

  private ServerTally tally(EndedConnection c) {
    long key = c.serverKey();
    int i = (int) (key >>> 32) & PLACES - 1;
    while (keys[i] != key) {
      if (keys[i] == 0) {
        return servers == MOST_SERVERS ? null : newTally(i, key, c);
      }
      i = i + 1 & PLACES - 1;
    }
    return tallies[i];
  }

  private ServerTally newTally(int place, long key, EndedConnection c) {
    servers++;
    keys[place] = key;
    tallies[place] = new ServerTally(new Endpoint(c.serverAddress(), c.serverPort()));
    return tallies[place];
  }
}
