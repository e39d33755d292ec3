package io.finrst.compare;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.PacketSource;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Moment;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the captures of several points in step, finds the connections that they share, and says what became of each.
 * One use each; not thread-safe.
 *
 * <p>In step means by the clocks of the captures: at first as far from the beginning of each, and once a connection was
 * found at two points, at the same moment. What waits for its partner is bounded by a share of the heap; beyond that the
 * connection that has waited longest is told of alone. A connection found is told of after {@link #SETTLED} others, or
 * at the end, so that clocks have been compared by then.
 */
public final class Comparer {
  /** Connections found before one of them is judged. */
  static final int SETTLED = 1_024;

  private static final long STEP_NS = 1_000_000_000L;

  /** What a record and its diagnosis take besides the trail, about, bytes. */
  private static final long RECORD_BYTES = 4_000;

  private static final int MOST_SERVERS = 1 << 16;

  private final List<PointSource> sources;
  private final ComparisonListener listener;
  private final boolean inOrder;
  private final boolean rows;
  private final Analysis[] analyses;
  private final Trails[] trails;
  private final boolean[] over;
  private final boolean[] lossy;
  private final AnalysisSummary[] summaries;
  private final Points points;
  private final Joiner joiner;
  private final Memory memory = Memory.ofHeap();
  private final Deque<Joiner.Bunch> settling = new ArrayDeque<>();
  private final Map<Unmatched, Long> unmatched = new EnumMap<>(Unmatched.class);
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final List<Set<Endpoint>> servers = new ArrayList<>(); // by point, of connections that another point saw too
  private final ProxyFinder proxies = new ProxyFinder();
  private final int[] before; // by point, points that lay behind it less those before it, all connections
  private List<String> names;
  private volatile boolean stopped;
  private long matched;
  private long ambiguous;
  private long lost;
  private long forged;
  private long copied;
  private long notFollowed;

  /**
   * @param sources two points or more
   * @param options of each analysis
   * @param inOrder whether the points are given in the order of the path
   * @param rows whether to keep packets for people to look at
   */
  public Comparer(
      List<PointSource> sources, AnalysisOptions options, boolean inOrder, boolean rows, ComparisonListener listener) {
    this.sources = sources;
    this.listener = listener;
    this.inOrder = inOrder;
    this.rows = rows;
    int count = sources.size();
    analyses = new Analysis[count];
    trails = new Trails[count];
    over = new boolean[count];
    lossy = new boolean[count];
    summaries = new AnalysisSummary[count];
    before = new int[count];
    points = new Points(count);
    joiner = new Joiner(count);
    for (int i = 0; i < count; i++) {
      int point = i;
      trails[i] = new Trails(memory);
      analyses[i] = new Analysis(options, connection -> ended(point, connection)).with(trails[i]);
      servers.add(new HashSet<>());
    }
  }

  /** Makes {@link #run} stop reading and report what it has; may be called from another thread. */
  public void stop() {
    stopped = true;
    for (Analysis analysis : analyses) {
      analysis.stop();
    }
  }

  /**
   * Reads everything.
   *
   * @throws IOException when reading fails for another reason than a capture's content
   */
  public ComparisonSummary run() throws IOException {
    for (int i = 0; i < analyses.length; i++) {
      read(i, -1);
    }
    for (int next = behind(); next >= 0; next = behind()) {
      read(next, untilNs(next));
    }
    joiner.joinTheRest();
    for (Joiner.Bunch bunch : List.copyOf(joiner.waiting())) {
      joiner.forget(bunch);
      if (bunch.views.size() > 1) {
        found(bunch);
      } else {
        settling.add(bunch);
      }
    }
    guessOrder();
    for (Joiner.Bunch bunch : settling) {
      proxies.add(bunch, points);
    }
    while (!settling.isEmpty()) {
      tell(settling.remove(), null);
    }
    return summary();
  }

  /** Where no connection was found at two points, the one that saw more of them is taken for the clients' end. */
  private void guessOrder() {
    if (Arrays.stream(before).allMatch(each -> each == 0)) {
      settling.forEach(bunch -> before[bunch.views.get(0).point()]++);
    }
  }

  private void read(int i, long untilNs) throws IOException {
    boolean more = !stopped && analyses[i].read(sources.get(i).source(), untilNs);
    over[i] = !more;
    for (CaptureInfo capture : sources.get(i).source().captures()) {
      lossy[i] |= capture.droppedByCapture() > 0;
    }
    cover(i);
    if (!more) {
      summaries[i] = analyses[i].finish(sources.get(i).source());
    }
  }

  private void cover(int i) {
    points.cover(i, new Coverage(analyses[i].firstTimeNs(), analyses[i].lastTimeNs(), over[i], !lossy[i]));
  }

  /** The point that is farthest behind, -1 when all have been read. */
  private int behind() {
    int behind = -1;
    for (int i = 0; i < analyses.length; i++) {
      if (!over[i] && (behind < 0 || progressNs(i) < progressNs(behind))) {
        behind = i;
      }
    }
    return behind;
  }

  /** How far a point has been read, by the clock of the first one where that is known, else since its beginning. */
  private long progressNs(int i) {
    ClockDifference clock = i == 0 ? null : points.clock(i, 0);
    long sinceFirst = analyses[i].lastTimeNs() - analyses[i].firstTimeNs();
    return clock == null ? sinceFirst : clock.there(analyses[i].lastTimeNs()) - analyses[0].firstTimeNs();
  }

  private long untilNs(int next) {
    long farthest = progressNs(next);
    for (int i = 0; i < analyses.length; i++) {
      if (!over[i]) {
        farthest = Math.max(farthest, progressNs(i));
      }
    }
    return analyses[next].lastTimeNs() + farthest - progressNs(next) + STEP_NS;
  }

  private void ended(int point, AnalysedConnection connection) {
    ConnectionRecord record = connection.record();
    Trail trail = trails[point].end(record.tcpStream(), record.client());
    notFollowed += trail == null ? 1 : 0;
    View view = new View(point, new Sighting(record, connection.diagnosis()), trail);
    memory.take(RECORD_BYTES);
    cover(point);
    if (record.quality().translatedFrom() >= 0 && isKnown(view)) {
      release(List.of(view));
      return;
    }
    Joiner.Bunch bunch = joiner.add(view);
    if (bunch.views.size() == analyses.length) {
      found(bunch);
    }
    while (memory.isTight() && !joiner.waiting().isEmpty()) {
      Iterator<Joiner.Bunch> oldest = joiner.waiting().iterator();
      Joiner.Bunch first = oldest.next();
      joiner.forget(first);
      if (first.views.size() > 1) {
        found(first);
      } else {
        tell(first, Unmatched.NOT_WAITED_FOR);
      }
    }
  }

  /** Whether the same connection before an address translation has been matched already at this point. */
  private boolean isKnown(View view) {
    return settling.stream()
        .anyMatch(
            bunch -> bunch.views.stream()
                .anyMatch(
                    other -> other.point() == view.point()
                        && other.record().tcpStream() == view.record().quality().translatedFrom()));
  }

  private void release(List<View> views) {
    for (View view : views) {
      memory.take(-RECORD_BYTES - (view.trail() == null ? 0 : view.trail().bytes()));
    }
  }

  /** A connection that several points saw. */
  private void found(Joiner.Bunch bunch) {
    Path path = Path.of(bunch.views, inOrder);
    bunch.path = path;
    path.compareClocks(points);
    for (int i = 0; i < path.views.size(); i++) {
      View view = path.views.get(i);
      before[view.point()] += path.views.size() - 1 - 2 * i;
      if (servers.get(view.point()).size() < MOST_SERVERS) {
        servers.get(view.point()).add(view.record().server());
      }
    }
    settling.add(bunch);
    while (settling.size() > SETTLED || memory.isTight() && !settling.isEmpty()) {
      Joiner.Bunch settled = settling.remove();
      proxies.add(settled, points);
      tell(settled, null);
    }
  }

  private void tell(Joiner.Bunch bunch, Unmatched why) {
    Comparison comparison = bunch.views.size() > 1 ? together(bunch) : alone(bunch, why);
    release(bunch.views);
    lost += comparison.strays(Stray.Kind.LOST).size();
    forged += comparison.strays(Stray.Kind.FORGED).size();
    copied += comparison.strays(Stray.Kind.COPY).size();
    if (comparison.unmatched() != null) {
      unmatched.merge(comparison.unmatched(), 1L, Long::sum);
    } else {
      matched++;
      ambiguous += bunch.rivals > 0 ? 1 : 0;
      verdicts.merge(comparison.verdict(), 1L, Long::sum);
    }
    listener.onComparison(comparison);
  }

  private Comparison together(Joiner.Bunch bunch) {
    Path path = bunch.path;
    Facts facts = Facts.of(path, points);
    List<Sighting> sightings = new ArrayList<>(path.views.stream().map(View::sighting).toList());
    List<Integer> places = new ArrayList<>(path.views.stream().map(View::point).toList());
    List<Stray> strays = new ArrayList<>(facts.strays);
    View last = path.views.get(path.views.size() - 1);
    Set<Integer> seenAt = Set.copyOf(places);
    Absence beyond = Absence.of(last, sightings.get(sightings.size() - 1).diagnosis(), points, servers, seenAt);
    if (beyond != null && beyond.reason() == Unmatched.NEVER_ARRIVED) {
      beyond.strays().forEach(stray -> strays.add(facts.throughout(stray, path)));
      sightings.add(null);
      places.add(beyond.other());
    }
    List<Long> ends = new ArrayList<>();
    for (View view : path.views) {
      Moment end = Judge.end(view.record());
      ClockDifference clock = points.clock(view.point(), places.get(0));
      ends.add(end == null ? null : clock == null ? (Long) end.timeNs() : (Long) clock.there(end.timeNs()));
    }
    while (ends.size() < sightings.size()) {
      ends.add(null);
    }
    List<String> notes = new ArrayList<>();
    if (bunch.rivals > 0) {
      notes.add(bunch.rivals + " other connections fit as well: it may be one of them");
    }
    facts.addNotes(notes, placeNames(places));
    Judge judge = new Judge(sightings, strays, ends).with(facts::largestArrived, facts.translatedBehind());
    List<Row> shown = rows ? Rows.of(path, facts, points) : List.of();
    return comparison(
        places, sightings, bunch.matchedBy, judge, strays, facts, proxies.of(bunch, names()), null, notes, shown);
  }

  private Comparison alone(Joiner.Bunch bunch, Unmatched why) {
    View view = bunch.views.get(0);
    Sighting sighting = view.sighting();
    Absence absence =
        why != null ? Absence.because(why) : Absence.of(view, sighting.diagnosis(), points, servers, Set.of(view.point()));
    ProxyLink proxy = why == null ? proxies.of(bunch, names()) : null;
    Unmatched reason =
        proxy != null && absence.reason() == Unmatched.NOT_SEEN_THERE ? Unmatched.OTHER_SIDE_OF_PROXY : absence.reason();
    List<Integer> places = absence.other() < 0 ? List.of(view.point()) : List.of(view.point(), absence.other());
    List<Sighting> sightings = new ArrayList<>(Collections.nCopies(places.size(), null));
    sightings.set(0, sighting);
    Moment end = Judge.end(view.record());
    List<Long> ends = new ArrayList<>(Collections.nCopies(places.size(), null));
    ends.set(0, end == null ? null : (Long) end.timeNs());
    Judge judge = new Judge(sightings, absence.strays(), ends);
    return comparison(
        places, sightings, "", judge, absence.strays(), null, proxy, reason, List.of(), List.of());
  }

  private Comparison comparison(
      List<Integer> places,
      List<Sighting> sightings,
      String matchedBy,
      Judge judge,
      List<Stray> strays,
      Facts facts,
      ProxyLink proxy,
      Unmatched reason,
      List<String> notes,
      List<Row> shown) {
    int kept = Math.min(strays.size(), Comparison.MOST_STRAYS);
    return new Comparison(
        places.stream().map(point -> new Place(point, names().get(point), sources.get(point).capture())).toList(),
        Collections.unmodifiableList(sightings),
        matchedBy,
        judge.verdict(),
        judge.endedBy(),
        judge.findings(placeNames(places)),
        judge.nearest(Role.CLIENT).clientErrors(),
        judge.nearest(Role.SERVER).serverErrors(),
        List.copyOf(strays.subList(0, kept)),
        strays.size() - kept,
        facts == null ? List.of() : List.copyOf(facts.changes),
        facts == null ? List.of() : List.copyOf(facts.heldBack),
        proxy,
        reason,
        List.copyOf(notes),
        shown);
  }

  private List<String> placeNames(List<Integer> places) {
    return places.stream().map(point -> names().get(point)).toList();
  }

  /** What the points are called, in the order in which they were given; settled when first asked for. */
  public List<String> names() {
    if (names == null) {
      names = new ArrayList<>();
      boolean two = sources.size() == 2 && sources.stream().allMatch(source -> source.name() == null);
      for (int i = 0; i < sources.size(); i++) {
        PointSource source = sources.get(i);
        String name = source.name();
        if (two) {
          name = (before[i] > before[1 - i] || before[i] == before[1 - i] && i == 0) ? "client" : "server";
        } else if (name == null) {
          name = source.capture().replaceAll(".*[/\\\\]", "");
        }
        while (names.contains(name)) {
          name += "'";
        }
        names.add(name);
      }
    }
    return names;
  }

  private ComparisonSummary summary() {
    Integer[] order = new Integer[sources.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (one, other) -> Integer.compare(before[other], before[one]));
    List<PointSummary> told = new ArrayList<>();
    for (int i : order) {
      ClockDifference clock = points.clock(i, order[0]);
      told.add(
          new PointSummary(
              names().get(i), sources.get(i).capture(), summaries[i], clock != null, clock == null ? 0 : clock.offsetNs(),
              clock == null ? 0 : clock.drift(), clock == null ? -1 : clock.uncertaintyNs()));
    }
    return new ComparisonSummary(
        List.copyOf(told), matched, Collections.unmodifiableMap(new EnumMap<>(unmatched)), ambiguous,
        Collections.unmodifiableMap(new EnumMap<>(verdicts)), lost, forged, copied, notFollowed);
  }
}
