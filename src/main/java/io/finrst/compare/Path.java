package io.finrst.compare;

import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One connection at several points, in the order in which the client's packets pass them.
 *
 * <p>Two points are put in order by the TTL, which falls on the way, or else by time: of what one side sends and what the
 * other one answers, the nearer point sees the question earlier and the answer later. No clock is needed for that.
 */
final class Path {
  /** Shorter than this, ns, a round trip between two points may be the capture's own doing. */
  private static final long CLEAR_NS = 2_000L;

  /** What the points saw, the client's end first. */
  final List<View> views;

  private final Match[] forth; // by leg, without clocks; null where trails are missing
  private final Match[] back;

  private Path(List<View> views) {
    this.views = List.copyOf(views);
    forth = new Match[views.size() - 1];
    back = new Match[views.size() - 1];
    for (int leg = 0; leg < forth.length; leg++) {
      if (hasTrails(leg)) {
        forth[leg] = rematch(leg, true, null);
        back[leg] = rematch(leg, false, null);
      }
    }
  }

  /**
   * The path of one connection.
   *
   * @param inOrder whether the points were named in the order of a path, which leaves its direction open only
   */
  static Path of(List<View> views, boolean inOrder) {
    List<View> named = new ArrayList<>(views);
    named.sort(Comparator.comparingInt(View::point));
    if (named.size() == 2) {
      Path path = new Path(named);
      return path.isReversed() ? new Path(List.of(named.get(1), named.get(0))) : path;
    }
    if (inOrder) {
      if (isBefore(named.get(named.size() - 1), named.get(0))) {
        Collections.reverse(named);
      }
      return new Path(named);
    }
    List<View> ordered = new ArrayList<>();
    for (View view : named) {
      int at = ordered.size();
      while (at > 0 && isBefore(view, ordered.get(at - 1))) {
        at--;
      }
      ordered.add(at, view);
    }
    return new Path(ordered);
  }

  private static boolean isBefore(View one, View other) {
    return new Path(List.of(other, one)).isReversed();
  }

  /** Of two points: whether the second is nearer to the client, as far as can be seen. */
  private boolean isReversed() {
    if (!hasTrails(0)) {
      return false;
    }
    int hops = Integer.signum(hopsDown(forth[0])) + Integer.signum(hopsDown(back[0]));
    if (hops != 0) {
      return hops < 0;
    }
    long there = fastest(forth[0]);
    long andBack = fastest(back[0]);
    return there != Long.MAX_VALUE && andBack != Long.MAX_VALUE && there + andBack < -CLEAR_NS;
  }

  /** By how much the TTL falls, of the first packet that is no RST: those may come from elsewhere. */
  private static int hopsDown(Match match) {
    for (int i = 0; i < match.ups.length; i++) {
      if (match.upPartner[i] >= 0 && (match.up.flags(match.ups[i]) & Segment.RST) == 0) {
        return match.up.ttl(match.ups[i]) - match.down.ttl(match.downs[match.upPartner[i]]);
      }
    }
    return 0;
  }

  private static long fastest(Match match) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < match.ups.length; i++) {
      if (match.upPartner[i] >= 0) {
        fastest =
            Math.min(
                fastest,
                match.down.timeNs(match.downs[match.upPartner[i]]) - match.up.timeNs(match.ups[i]));
      }
    }
    return fastest;
  }

  /** Shows the clocks the packets that passed two neighbours. */
  void compareClocks(Points points) {
    for (int leg = 0; leg + 1 < views.size(); leg++) {
      if (hasTrails(leg)) {
        compareClocks(points, forth[leg], views.get(leg).point(), views.get(leg + 1).point());
        compareClocks(points, back[leg], views.get(leg + 1).point(), views.get(leg).point());
      }
    }
  }

  private static void compareClocks(Points points, Match match, int first, int then) {
    for (int i = 0; i < match.ups.length; i++) {
      int partner = match.upPartner[i];
      if (partner >= 0 && match.isSure(i)) {
        points.passed(first, match.up.timeNs(match.ups[i]), then, match.down.timeNs(match.downs[partner]));
      }
    }
  }

  /** Whether what both ends of a leg saw was kept. */
  boolean hasTrails(int leg) {
    return views.get(leg).trail() != null && views.get(leg + 1).trail() != null;
  }

  /**
   * The segments of one direction between two neighbours.
   *
   * @param leg place of the one nearer to the client
   */
  Match match(int leg, boolean fromClient, Points points) {
    Match known = fromClient ? forth[leg] : back[leg];
    if (known.isInStep) {
      return known;
    }
    View up = views.get(fromClient ? leg : leg + 1);
    View down = views.get(fromClient ? leg + 1 : leg);
    return rematch(leg, fromClient, points.clock(down.point(), up.point()));
  }

  private Match rematch(int leg, boolean fromClient, ClockDifference clock) {
    View up = views.get(fromClient ? leg : leg + 1);
    View down = views.get(fromClient ? leg + 1 : leg);
    return Match.of(up.trail(), down.trail(), fromClient, clock);
  }
}
