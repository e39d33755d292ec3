package io.finrst.compare;

import io.finrst.record.ConnectionRecord;
import io.finrst.wire.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links connections that carry the same content at the same time, as the two sides of a proxy do: the second begins while
 * the first lasts, between other hosts, and some point did not see both. Two of three must be equal: bytes to
 * the server, bytes back, and what the client says first. What it says is {@code possible} only, since two clients may ask
 * the same.
 */
final class ProxyFinder {
  /** Connections remembered, the latest. */
  private static final int MOST = 1 << 13;

  /** A connection may look as if it began a little before the other one, by the uncertainty of clocks, ns. */
  private static final long NEAR_NS = 50_000_000L;

  /** Bytes one way below which lengths say nothing. */
  private static final long LEAST_BYTES = 16;

  private final Map<Long, List<Leg>> byLength = new HashMap<>(); // by bytes to the server, and by the complement of those back
  private final Deque<Leg> latest = new ArrayDeque<>();
  private int alone; // among the latest

  /** One connection, by the clock of the first point. */
  static final class Leg {
    private final int point;
    private final long tcpStream;
    private final Endpoint client;
    private final Endpoint server;
    private final boolean alone; // some point did not see it
    private final long firstNs;
    private final long lastNs;
    private final long forth;
    private final long back;
    private final int digest;

    private Leg(View view, boolean alone, ClockDifference clock) {
      ConnectionRecord record = view.record();
      point = view.point();
      tcpStream = record.tcpStream();
      client = record.client();
      server = record.server();
      this.alone = alone;
      firstNs = clock == null ? record.first().timeNs() : clock.there(record.first().timeNs());
      lastNs = clock == null ? record.last().timeNs() : clock.there(record.last().timeNs());
      forth = record.clientHalf().bytes();
      back = record.serverHalf().bytes();
      digest = view.side(true).firstDigest;
    }

    private boolean fits(Leg other) {
      Leg outer = firstNs <= other.firstNs ? this : other;
      Leg inner = outer == this ? other : this;
      return this != other
          && (alone || other.alone)
          && !client.address().equals(other.client.address())
          && !server.equals(other.server)
          && inner.firstNs <= outer.lastNs + NEAR_NS
          && signs(other).size() > 1;
    }

    private List<String> signs(Leg other) {
      List<String> signs = new ArrayList<>();
      if (forth == other.forth && forth >= LEAST_BYTES) {
        signs.add("both carry " + forth + " bytes to the server");
      }
      if (back == other.back && back >= LEAST_BYTES) {
        signs.add("both carry " + back + " bytes back");
      }
      if (digest != 0 && digest == other.digest) {
        signs.add("both clients begin with the same words");
      }
      return signs;
    }
  }

  /** Remembers a connection. */
  void add(Joiner.Bunch bunch, Points points) {
    View view = bunch.views.get(0);
    if (view.trail() == null) {
      return;
    }
    Leg leg = new Leg(view, bunch.views.size() < points.count(), points.clock(view.point(), 0));
    bunch.leg = leg;
    byLength.computeIfAbsent(leg.forth, any -> new ArrayList<>(1)).add(leg);
    byLength.computeIfAbsent(~leg.back, any -> new ArrayList<>(1)).add(leg);
    latest.add(leg);
    alone += leg.alone ? 1 : 0;
    if (latest.size() > MOST) {
      Leg oldest = latest.remove();
      alone -= oldest.alone ? 1 : 0;
      forget(oldest.forth, oldest);
      forget(~oldest.back, oldest);
    }
  }

  private void forget(long key, Leg leg) {
    List<Leg> alike = byLength.get(key);
    if (alike != null && alike.remove(leg) && alike.isEmpty()) {
      byLength.remove(key);
    }
  }

  /**
   * The other side of a proxy; null where nothing looks like it.
   *
   * @param names of the points
   */
  ProxyLink of(Joiner.Bunch bunch, List<String> names) {
    Leg mine = bunch.leg;
    if (mine == null || !mine.alone && alone == 0) {
      return null;
    }
    Set<Leg> fitting = new LinkedHashSet<>();
    for (long key : new long[] {mine.forth, ~mine.back}) {
      byLength.getOrDefault(key, List.of()).stream().filter(mine::fits).forEach(fitting::add);
    }
    if (fitting.isEmpty()) {
      return null;
    }
    Leg other = fitting.iterator().next();
    return new ProxyLink(
        names.get(other.point), other.tcpStream, other.firstNs < mine.firstNs, fitting.size(), mine.signs(other));
  }
}
