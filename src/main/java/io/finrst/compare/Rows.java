package io.finrst.compare;

import io.finrst.record.Moment;
import io.finrst.teardown.Role;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The packets of one connection in the order in which they were sent, with all points that saw each. */
final class Rows {
  private static final int FIRST = 12;
  private static final int LAST = 16;
  private static final int MOST = 60;
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Path path;
  private final Facts facts;
  private final Points points;
  private final List<Row> all = new ArrayList<>();

  private Rows(Path path, Facts facts, Points points) {
    this.path = path;
    this.facts = facts;
    this.points = points;
  }

  /** First and last packets, and what was lost or added between them. */
  static List<Row> of(Path path, Facts facts, Points points) {
    Rows rows = new Rows(path, facts, points);
    for (int leg = 0; leg + 1 < path.views.size(); leg++) {
      if (!path.hasTrails(leg)) {
        return List.of();
      }
    }
    rows.collect(true);
    rows.collect(false);
    rows.icmp();
    rows.all.sort(Comparator.comparingLong(Row::sinceNs));
    return rows.chosen();
  }

  private void collect(boolean fromClient) {
    int last = path.views.size() - 1;
    for (int step = 0; step <= last; step++) {
      int place = fromClient ? step : last - step;
      Trail trail = path.views.get(place).trail();
      Match before = step == 0 ? null : facts.match(fromClient ? place - 1 : place, fromClient);
      int[] places = trail.places(fromClient);
      for (int index = 0; index < places.length; index++) {
        if (before == null || before.downPartner[index] < 0) {
          add(fromClient, place, places[index]);
        }
      }
    }
  }

  private void add(boolean fromClient, int place, int i) {
    Trail trail = path.views.get(place).trail();
    Moment[] seen = new Moment[path.views.size()];
    seen[place] = new Moment(trail.frame(i), trail.timeNs(i));
    facts.follow(seen, fromClient, fromClient, place, i);
    Stray stray =
        facts.strays.stream()
            .filter(each -> each.from() == (fromClient ? Role.CLIENT : Role.SERVER) && isAt(each, seen))
            .findFirst().orElse(null);
    row(fromClient ? Role.CLIENT : Role.SERVER, words(trail, i, fromClient), place, seen, stray);
  }

  private static boolean isAt(Stray stray, Moment[] seen) {
    for (int place = 0; place < seen.length; place++) {
      if (seen[place] != null && stray.frame(place) == seen[place].frame() && !stray.flags().equals("ICMP")) {
        return true;
      }
    }
    return false;
  }

  private void icmp() {
    for (Stray stray : facts.strays) {
      if (stray.flags().equals("ICMP")) {
        Moment[] seen = stray.seen().toArray(new Moment[0]);
        int place = seen[stray.before()] != null ? stray.before() : stray.behind();
        row(stray.from(), "ICMP error", place, seen, stray);
      }
    }
  }

  private void row(Role from, String words, int place, Moment[] seen, Stray stray) {
    List<Long> took = new ArrayList<>();
    for (int leg = 0; leg + 1 < seen.length; leg++) {
      took.add(seen[leg] == null || seen[leg + 1] == null ? UNKNOWN : took(from, leg, seen[leg], seen[leg + 1]));
    }
    all.add(
        new Row(
            from, words, atFirst(place, seen[place].timeNs()), Arrays.asList(seen), took,
            stray == null ? null : stray.kind(), stray == null ? 0 : stray.before(), 0));
  }

  private long took(Role from, int leg, Moment near, Moment far) {
    ClockDifference clock = points.clock(path.views.get(leg + 1).point(), path.views.get(leg).point());
    if (clock == null || clock.uncertaintyNs() < 0) {
      return UNKNOWN;
    }
    long ns = far.timeNs() - clock.here(near.timeNs());
    return from == Role.CLIENT ? ns : -ns;
  }

  /** A time by the clock of the first place. */
  private long atFirst(int place, long timeNs) {
    ClockDifference clock = points.clock(path.views.get(place).point(), path.views.get(0).point());
    return clock == null ? timeNs : clock.there(timeNs);
  }

  private String words(Trail trail, int i, boolean fromClient) {
    Trail.Side me = trail.side(fromClient);
    Trail.Side peer = trail.side(!fromClient);
    int base = me.hasIsn ? me.isn : me.low - 1;
    int peerBase = peer.hasIsn ? peer.isn : peer.low - 1;
    long seq = trail.seq(i) - base & 0xFFFFFFFFL;
    StringBuilder text = new StringBuilder(24);
    text.append(Facts.letters(trail.flags(i))).append(' ').append(seq);
    if (trail.length(i) > 0) {
      text.append(':').append(seq + trail.length(i));
    }
    if ((trail.flags(i) & Segment.ACK) != 0 && peer.seen) {
      text.append(" ack ").append(trail.ack(i) - peerBase & 0xFFFFFFFFL);
    }
    return text.toString();
  }

  private List<Row> chosen() {
    long startNs = all.isEmpty() ? 0 : all.get(0).sinceNs();
    List<Row> rows = new ArrayList<>();
    long skipped = 0;
    for (int i = 0; i < all.size(); i++) {
      Row row = all.get(i);
      boolean shown =
          i < FIRST || i >= all.size() - LAST || row.kind() != null && rows.size() < MOST - LAST || all.size() <= MOST;
      if (!shown) {
        skipped++;
        continue;
      }
      rows.add(
          new Row(
              row.from(), row.words(), row.sinceNs() - startNs, row.seen(), row.tookNs(), row.kind(), row.before(),
              skipped));
      skipped = 0;
    }
    return List.copyOf(rows);
  }
}
