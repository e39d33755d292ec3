package io.finrst.compare;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links connections that carry the same content at the same time, as the two sides of a proxy do. A proxy may change
 * headers, so that lengths are compared with a tolerance, and what it says is {@code possible} only.
 */
final class ProxyFinder {
  /** Connections remembered, latest first. */
  private static final int MOST = 1 << 14;

  /** The inner connection may begin a little before the outer one was seen, and end after it, ns. */
  private static final long NEAR_NS = 1_000_000_000L;

  /** Bytes each way below which lengths say nothing. */
  private static final long LEAST_BYTES = 16;

  private final Map<Long, List<Leg>> byLength = new HashMap<>();
  private final Map<Joiner.Bunch, Leg> legs = new HashMap<>();
  private int count;

  /** One connection, by the clock of the first point. */
  private record Leg(
      Joiner.Bunch bunch, View view, long firstNs, long lastNs, long forth, long back, int digest, int backDigest) {}

  /** Remembers a connection. */
  void add(Joiner.Bunch bunch, Points points) {
    View view = bunch.views.get(0);
    if (view.trail() == null || count >= MOST) {
      return;
    }
    ConnectionRecord record = view.record();
    HalfRecord client = record.clientHalf();
    HalfRecord server = record.serverHalf();
    ClockDifference clock = view.point() == 0 ? null : points.clock(view.point(), 0);
    long firstNs = clock == null ? record.first().timeNs() : clock.there(record.first().timeNs());
    long lastNs = clock == null ? record.last().timeNs() : clock.there(record.last().timeNs());
    Leg leg =
        new Leg(
            bunch, view, firstNs, lastNs, client.bytes(), server.bytes(), view.side(true).firstDigest,
            view.side(false).firstDigest);
    legs.put(bunch, leg);
    if (leg.forth >= LEAST_BYTES) {
      byLength.computeIfAbsent(leg.forth, any -> new ArrayList<>()).add(leg);
      count++;
    }
  }

  /**
   * The other side of a proxy; null where nothing looks like it.
   *
   * @param names of the points
   */
  ProxyLink of(Joiner.Bunch bunch, List<String> names) {
    Leg mine = legs.get(bunch);
    if (mine == null || mine.forth < LEAST_BYTES) {
      return null;
    }
    List<Leg> fitting = byLength.get(mine.forth).stream().filter(other -> fits(mine, other)).toList();
    if (fitting.isEmpty()) {
      return null;
    }
    Leg other = fitting.get(0);
    List<String> signs = new ArrayList<>();
    signs.add("both carry " + mine.forth + " bytes to the server");
    if (mine.back == other.back) {
      signs.add("both carry " + mine.back + " bytes back");
    }
    if (mine.digest != 0 && mine.digest == other.digest) {
      signs.add("the first payload of both clients begins alike");
    }
    signs.add("one lies within the time of the other");
    return new ProxyLink(
        names.get(other.view.point()), other.view.record().tcpStream(), other.firstNs < mine.firstNs, fitting.size(), signs);
  }

  private static boolean fits(Leg mine, Leg other) {
    if (mine.bunch == other.bunch || isSameHost(mine, other)) {
      return false;
    }
    Leg outer = mine.firstNs <= other.firstNs ? mine : other;
    Leg inner = outer == mine ? other : mine;
    boolean within = inner.firstNs <= outer.lastNs + NEAR_NS;
    boolean sameBack = mine.back == other.back && mine.back >= LEAST_BYTES;
    boolean sameBeginning = mine.digest != 0 && mine.digest == other.digest;
    return within && (sameBack || sameBeginning) && !overlapsBadly(outer, inner);
  }

  /** What one proxy hands on cannot have begun before it came. */
  private static boolean overlapsBadly(Leg outer, Leg inner) {
    return inner.lastNs + NEAR_NS < outer.firstNs;
  }

  /** Two connections of one client to one server are no proxy's sides. */
  private static boolean isSameHost(Leg mine, Leg other) {
    return mine.view.record().client().address().equals(other.view.record().client().address())
        && mine.view.record().server().equals(other.view.record().server());
  }
}
