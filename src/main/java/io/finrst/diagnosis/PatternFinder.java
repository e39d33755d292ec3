package io.finrst.diagnosis;

import io.finrst.record.EndedConnection;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what ended connections have in common, as they end. Memory is bounded; what a bound leaves out is counted, so
 * that the figures still add up. Not thread-safe.
 */
public final class PatternFinder {
  /** Servers to remember: a port scan of a host fits several times. */
  private static final int MOST_SERVERS = 4096;

  /** Clients that a connection failed, to remember. */
  private static final int MOST_CLIENTS = 4096;

  /** Tallies by kind of end, host and client to remember; some 300 bytes each. */
  static final int MOST_TALLIES = 8_192;

  /** Listed of each kind of thing; what is left out is in sums. */
  private static final int MOST_LISTED = 100;

  /** Connections that nobody asked for and that are diagnosed all the same, however few packets there are. */
  static final int FREE_DIAGNOSES = 2_000;

  /** Beyond these, one in so many packets: a diagnosis takes as long as some twenty-five, and may cost a fortieth. */
  static final int PACKETS_A_DIAGNOSIS = 1_000;

  /** A heap that has room for all of these beside the connections, bytes; a smaller one holds a part. */
  private static final long AMPLE_HEAP = 256L << 20;

  private static final Comparator<Group> WORST_FIRST =
      Comparator.comparing(Group::harmless)
          .thenComparing(group -> group.notLookedInto() > 0) // they say little
          .thenComparing(Comparator.comparingLong(Group::connections).reversed())
          .thenComparing(Group::verdict)
          .thenComparingLong(Group::firstStream);

  private static final Comparator<Group.Host> MOST_FIRST =
      Comparator.comparingLong(Group.Host::connections).reversed().thenComparingLong(Group.Host::firstStream);

  private final Causes causes;

  private final LongTable<ServerTally> servers = new LongTable<>(ofHeap(MOST_SERVERS));
  private final LongTable<ClientTally> clients = new LongTable<>(ofHeap(MOST_CLIENTS));
  private final LongTable<Tally> tallies = new LongTable<>(ofHeap(MOST_TALLIES));
  private final Kind.Table kinds = new Kind.Table();
  private final Distinct met = new Distinct(ofHeap(Distinct.MOST_PAIRS));
  private boolean serversLeftOut;
  private long unasked;
  private long notLookedInto; // and in no group

  /** Tallies findings of {@code causes}. */
  public PatternFinder(Causes causes) {
    this.causes = causes;
  }

  private static int ofHeap(int most) {
    return (int) Math.min(most, most * Runtime.getRuntime().maxMemory() / AMPLE_HEAP);
  }

  /**
   * Has {@code c} diagnosed where its end is in doubt and that can be afforded; first, so that whoever is told of it
   * can ask how it ended for nothing.
   *
   * @param packets read so far: the more, the more diagnoses are not felt
   */
  public void look(AnalysedConnection c, long packets) {
    if (Ended.isInDoubt(c) && (unasked - FREE_DIAGNOSES) * PACKETS_A_DIAGNOSIS < packets && !isScanned(c)) {
      unasked++;
      c.diagnosis();
    }
  }

  /** Whether it is one more failure of a scan, of which nobody wants to know why. */
  private boolean isScanned(AnalysedConnection c) {
    ClientTally client = Kind.isFailure(c.verdict()) ? clients.get(Mix.of(c.clientAddress())) : null;
    return client != null && client.isScanner();
  }

  /** Takes every connection that has ended, once, after whoever else may ask for its record. */
  public void add(AnalysedConnection c) {
    ServerTally server = server(c);
    if (c.supersedes() != null) {
      takeBack(c, server);
    } else if (server != null) {
      server.connection(c.longestSilenceNs());
    }
    boolean failed = Kind.isFailure(c.verdict());
    ClientTally client = failed || !clients.isEmpty() ? client(c, failed) : null;
    if (client != null && !failed) {
      client.cameAbout();
    }
    if (failed) {
      failed(c, server, client);
    }
    if (!Ended.isInDoubt(c)) {
      return;
    }
    if (c.hasRecord()) {
      diagnosed(c, server, client);
    } else {
      if (Ended.atFirstSight(c) == Ended.WELL) {
        notLookedInto++;
      } else {
        Kind kind = kinds.of(c.verdict(), null, false, false);
        count(c, kind, client).at(c.lastTimeNs());
        kind.together.burst.add(c.lastTimeNs());
      }
    }
  }

  private void failed(AnalysedConnection c, ServerTally server, ClientTally client) {
    long from = Mix.of(c.clientAddress());
    boolean newTarget = met.isNew(from, c.serverKey());
    if (client != null) {
      client.failed(newTarget, met.isNew(~from, Mix.of(c.serverAddress())));
    }
    if (server != null) {
      server.failed(c.verdict(), client, newTarget);
    }
  }

  private void diagnosed(AnalysedConnection c, ServerTally server, ClientTally client) {
    Ended ended = Ended.of(c);
    if (ended == Ended.WELL) {
      return;
    }
    List<Finding> findings = c.diagnosis().findings();
    Finding first = findings.isEmpty() ? null : findings.get(0);
    KnownCause best = first == null ? null : causes.of(first.cause());
    Kind kind = kinds.of(c.verdict(), best, ended == Ended.HARMLESSLY, true);
    long timeNs = c.record().endNs();
    long silenceNs = c.record().silenceBeforeEndNs();
    Tally tally = count(c, kind, client);
    tally.at(timeNs);
    tally.after(silenceNs);
    kind.together.burst.add(timeNs);
    if (first != null) {
      kind.together.sure[first.confidence().ordinal()]++;
    }
    if (server != null) {
      server.ended(best, silenceNs);
    }
  }

  private Tally count(AnalysedConnection c, Kind kind, ClientTally client) {
    Address host = c.serverAddress();
    long hostKey = Mix.of(host);
    Tally tally = tally(kind, host, hostKey, kind.isFailure() ? client : null);
    boolean newClient = met.isNew(kind.together.key + hostKey, Mix.of(c.clientAddress()));
    tally.add(c.tcpStream(), c.serverPort(), newClient);
    return tally;
  }

  private Tally tally(Kind kind, Address host, long hostKey, ClientTally client) {
    long kindKey = Mix.of(kind.together.key * 31 + kind.verdict.ordinal(), client == null ? 0 : client.key);
    Tally tally = tallies.get(Mix.of(kindKey, hostKey));
    if (tally != null) {
      return tally;
    }
    if (!tallies.isFull()) {
      return newTally(Mix.of(kindKey, hostKey), new Tally(kind, host, client));
    }
    tally = tallies.get(kindKey); // of all hosts that are not kept: kinds and clients are bounded by themselves
    return tally == null ? newTally(kindKey, new Tally(kind, null, client)) : tally;
  }

  private Tally newTally(long key, Tally tally) {
    tallies.put(key, tally);
    return tally;
  }

  /** What was told before of the same connection holds no longer; of several causes the most frequent gives it up. */
  private void takeBack(AnalysedConnection c, ServerTally server) {
    Verdict told = c.supersedes();
    if (server != null && Kind.isFailure(told)) {
      server.takeBackFailure(told);
    }
    Tally most = null;
    for (Tally tally : tallies.values()) {
      boolean mayBe = tally.kind.verdict == told && c.serverAddress().equals(tally.host)
          && (tally.client == null || tally.client.address.equals(c.clientAddress()));
      if (mayBe && (most == null || tally.connections() > most.connections())) {
        most = tally;
      }
    }
    if (most != null) {
      most.takeBack();
    }
  }

  /** What was found so far. */
  public Patterns found() {
    Map<Address, Long> toHost = new HashMap<>();
    List<IdleBracket> timers = new ArrayList<>();
    List<Down> down = new ArrayList<>();
    for (ServerTally server : servers.values()) {
      toHost.merge(server.server.address(), server.connections(), Long::sum);
      server.bracket().ifPresent(timers::add);
      server.down().ifPresent(down::add);
    }
    if (serversLeftOut) {
      toHost.clear(); // some of their ports are not counted
    }
    Map<Kind.Together, List<Tally>> grouped = new LinkedHashMap<>();
    Map<ClientTally, List<Tally>> scanned = new LinkedHashMap<>();
    for (Tally tally : tallies.values()) {
      if (tally.connections() > 0) {
        boolean scan = tally.client != null && tally.client.isScanner();
        (scan
                ? scanned.computeIfAbsent(tally.client, any -> new ArrayList<>())
                : grouped.computeIfAbsent(tally.kind.together, any -> new ArrayList<>()))
            .add(tally);
      }
    }
    List<Group> groups = new ArrayList<>();
    grouped.forEach((key, parts) -> groups.add(group(key, parts, toHost)));
    groups.sort(WORST_FIRST);
    List<Scan> scans = new ArrayList<>();
    scanned.forEach((client, parts) -> scans.add(scan(client, parts)));
    scans.sort(Comparator.comparingLong(Scan::connections).reversed().thenComparingLong(Scan::firstStream));
    timers.sort(
        Comparator.comparingLong(IdleBracket::died).reversed().thenComparing(bracket -> bracket.server().toString()));
    down.sort(
        Comparator.comparingLong(Down::connections).reversed().thenComparing(each -> each.server().toString()));
    long harmless = groups.stream().filter(Group::harmless).mapToLong(Group::connections).sum();
    long all =
        groups.stream().mapToLong(Group::connections).sum() + scans.stream().mapToLong(Scan::connections).sum();
    return new Patterns(
        List.copyOf(groups),
        firstOf(scans),
        scans.stream().skip(MOST_LISTED).mapToLong(Scan::connections).sum(),
        firstOf(down),
        firstOf(timers),
        all - harmless,
        harmless,
        notLookedInto + groups.stream().mapToLong(Group::notLookedInto).sum());
  }

  private static <T> List<T> firstOf(List<T> all) {
    return all.stream().limit(MOST_LISTED).toList();
  }

  private Group group(Kind.Together together, List<Tally> parts, Map<Address, Long> toHost) {
    Kind kind = parts.get(0).kind;
    Tally sum = new Tally(kind, null, null);
    Map<Address, Tally> byHost = new LinkedHashMap<>();
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    for (Tally part : parts) {
      sum.add(part);
      verdicts.merge(part.kind.verdict, part.connections(), Long::sum);
      if (part.host != null) {
        byHost.computeIfAbsent(part.host, host -> new Tally(kind, host, null)).add(part);
      }
    }
    List<Group.Host> hosts =
        byHost.values().stream()
            .map(tally -> tally.asHost(toHost.getOrDefault(tally.host, 0L)))
            .sorted(MOST_FIRST)
            .limit(MOST_LISTED)
            .toList();
    boolean ofScansToo = kind.isFailure() && clients.values().stream().anyMatch(ClientTally::isScanner);
    return new Group(
        kind.cause == null ? null : kind.cause.cause(),
        mostFirst(verdicts),
        kind.harmless,
        together.surest(),
        together.leastSure(),
        sum.connections(),
        kind.looked ? 0 : sum.connections(),
        hosts,
        byHost.size(),
        parts.stream().allMatch(part -> part.host != null),
        ofScansToo ? null : together.burst.found().orElse(null),
        sum.shortestSilenceNs(),
        sum.longestSilenceNs(),
        sum.firstStream());
  }

  private static Map<Verdict, Long> mostFirst(Map<Verdict, Long> counts) {
    Map<Verdict, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<Verdict, Long>comparingByValue().reversed())
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return sorted;
  }

  private Scan scan(ClientTally client, List<Tally> parts) {
    Tally sum = new Tally(parts.get(0).kind, null, null);
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    for (Tally part : parts) {
      sum.add(part);
      verdicts.merge(part.kind.verdict, part.connections(), Long::sum);
    }
    return new Scan(
        client.address,
        sum.connections(),
        client.targets(),
        client.hosts(),
        client.hosts() == 1 ? parts.get(0).host : null,
        !met.isFull(),
        verdicts,
        sum.firstNs(),
        sum.lastNs(),
        sum.firstStream());
  }

  /** Null when there are too many. */
  private ClientTally client(AnalysedConnection c, boolean failed) {
    Address address = c.clientAddress();
    long key = Mix.of(address);
    ClientTally client = clients.get(key);
    if (client == null && failed && !clients.isFull()) {
      client = new ClientTally(address, key);
      clients.put(key, client);
    }
    return client;
  }

  /** Null when there are too many. */
  private ServerTally server(EndedConnection c) {
    long key = c.serverKey();
    ServerTally server = servers.get(key);
    if (server == null && !servers.isFull()) {
      server = new ServerTally(new Endpoint(c.serverAddress(), c.serverPort()));
      servers.put(key, server);
    }
    serversLeftOut |= server == null;
    return server;
  }
}
