package io.finrst.compare;

import io.finrst.wire.Seq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which connections of different points are one.
 *
 * <p>At once by addresses and ports with the same initial sequence numbers, or overlapping numbers where a capture lacks
 * the SYNs; else by initial numbers of both sides, or of the client with its timestamp: an address translation changes
 * none of them. At last, of what is left, by what else devices leave alone: overlapping numbers in both directions, or the
 * timestamp of the SYN with the first payloads.
 */
final class Joiner {
  private final int points;
  private final Map<Long, List<Bunch>> byKey = new HashMap<>();
  private final Set<Bunch> waiting = new LinkedHashSet<>();

  Joiner(int points) {
    this.points = points;
  }

  /** Sights of one connection. */
  static final class Bunch {
    final List<View> views = new ArrayList<>();

    /** Their order and their packets, once several are known. */
    Path path;

    /** What a proxy would leave of it; null until it is known. */
    ProxyFinder.Leg leg;

    /** How they were recognised, in words. */
    String matchedBy = "";

    /** Other connections that fitted as well, the most of all steps. */
    int rivals;

    boolean has(int point) {
      return views.stream().anyMatch(view -> view.point() == point);
    }
  }

  /** Connections of which not all points have told. */
  Set<Bunch> waiting() {
    return waiting;
  }

  /** Adds one more sight; the bunch that it belongs to. */
  Bunch add(View view) {
    Bunch bunch = null;
    if (view.trail() != null) {
      bunch = join(view, view.addressKey(), Joiner::fitByAddresses, "addresses and ports");
      if (bunch == null && view.side(true).hasIsn) {
        bunch = join(view, view.clientKey(), Joiner::fitByClient, "initial sequence numbers");
      }
    }
    if (bunch == null) {
      bunch = new Bunch();
      bunch.views.add(view);
      waiting.add(bunch);
    }
    if (bunch.views.size() == points) {
      forget(bunch);
    } else if (view.trail() != null) {
      index(view.addressKey(), bunch);
      if (view.side(true).hasIsn) {
        index(view.clientKey(), bunch);
      }
    }
    return bunch;
  }

  private void index(long key, Bunch bunch) {
    List<Bunch> same = byKey.computeIfAbsent(key, any -> new ArrayList<>(1));
    if (!same.contains(bunch)) {
      same.add(bunch);
    }
  }

  /** Takes {@code bunch} out. */
  void forget(Bunch bunch) {
    waiting.remove(bunch);
    for (View view : bunch.views) {
      if (view.trail() != null) {
        forget(view.addressKey(), bunch);
        forget(view.clientKey(), bunch);
      }
    }
  }

  private void forget(long key, Bunch bunch) {
    List<Bunch> same = byKey.get(key);
    if (same != null && same.remove(bunch) && same.isEmpty()) {
      byKey.remove(key);
    }
  }

  private interface Test {
    boolean fit(View one, View other);
  }

  private Bunch join(View view, long key, Test test, String by) {
    List<Bunch> same = byKey.get(key);
    if (same == null) {
      return null;
    }
    List<Bunch> fitting =
        same.stream()
            .filter(bunch -> !bunch.has(view.point()) && bunch.views.stream().allMatch(other -> test.fit(view, other)))
            .toList();
    if (fitting.isEmpty()) {
      return null;
    }
    return put(view, best(view, fitting), by, fitting.size() - 1);
  }

  /** Of several that fit, one with the same addresses before others. */
  private static Bunch best(View view, List<Bunch> fitting) {
    return fitting.stream()
        .filter(bunch -> bunch.views.stream().anyMatch(other -> haveSameAddresses(view, other)))
        .findFirst()
        .orElse(fitting.get(0));
  }

  private static Bunch put(View view, Bunch bunch, String by, int rivals) {
    boolean same = bunch.views.stream().allMatch(other -> haveSameAddresses(view, other));
    bunch.matchedBy = same ? "addresses and ports" : by;
    bunch.rivals = Math.max(bunch.rivals, same ? 0 : rivals);
    bunch.views.add(view);
    return bunch;
  }

  private static boolean haveSameAddresses(View one, View other) {
    return one.record().client().equals(other.record().client()) && one.record().server().equals(other.record().server());
  }

  /** By the same numbers, or overlapping ones where the SYNs were not seen; or by the timestamp if a device rewrites them. */
  private static boolean fitByAddresses(View one, View other) {
    if (!haveSameAddresses(one, other)) {
      return false;
    }
    Trail.Side client = one.side(true);
    Trail.Side otherClient = other.side(true);
    if (client.hasIsn && otherClient.hasIsn) {
      boolean sameStamp = client.synTsVal != 0 && client.synTsVal == otherClient.synTsVal;
      return client.isn == otherClient.isn && agree(one.side(false), other.side(false)) || sameStamp;
    }
    return overlap(client, otherClient) && overlap(one.side(false), other.side(false));
  }

  /** Behind an address translation: by the numbers of both sides, or of the client with its timestamp. */
  private static boolean fitByClient(View one, View other) {
    Trail.Side client = one.side(true);
    Trail.Side otherClient = other.side(true);
    Trail.Side server = one.side(false);
    Trail.Side otherServer = other.side(false);
    return otherClient.hasIsn
        && client.isn == otherClient.isn
        && agree(server, otherServer)
        && (server.hasIsn && otherServer.hasIsn || client.synTsVal == otherClient.synTsVal);
  }

  private static boolean agree(Trail.Side one, Trail.Side other) {
    return !one.hasIsn || !other.hasIsn || one.isn == other.isn;
  }

  /** Whether both may be sights of the same numbers; what was not seen does not contradict. */
  static boolean overlap(Trail.Side one, Trail.Side other) {
    return !one.seen || !other.seen || Seq.le(one.low, other.next) && Seq.le(other.low, one.next);
  }

  /** Joins what is left by weaker signs, each pair only where no other fits. */
  void joinTheRest() {
    List<Bunch> left = new ArrayList<>(waiting);
    for (Sign sign : Sign.values()) {
      Map<Object, List<Bunch>> alike = new HashMap<>();
      for (Bunch bunch : left) {
        View view = bunch.views.get(0);
        Object key = view.trail() == null || bunch.views.size() > 1 ? null : sign.of(view);
        if (key != null) {
          alike.computeIfAbsent(key, any -> new ArrayList<>()).add(bunch);
        }
      }
      for (List<Bunch> same : alike.values()) {
        boolean each = same.size() > 1 && same.size() <= points
            && same.stream().map(bunch -> bunch.views.get(0).point()).distinct().count() == same.size();
        if (each) {
          Bunch first = same.get(0);
          for (Bunch other : same.subList(1, same.size())) {
            put(other.views.get(0), first, sign.words, 0);
            waiting.remove(other);
            left.remove(other);
          }
        }
      }
    }
    overlapping(left);
  }

  /** What is left of those that no capture saw the beginning of: both directions must overlap, with one alone. */
  private void overlapping(List<Bunch> left) {
    List<Bunch> blind =
        left.stream()
            .filter(bunch -> bunch.views.size() == 1 && bunch.views.get(0).trail() != null && isBlind(bunch.views.get(0)))
            .limit(MOST_BLIND)
            .toList();
    for (Bunch bunch : blind) {
      View view = bunch.views.get(0);
      List<Bunch> fitting =
          blind.stream()
              .filter(other -> waiting.contains(other) && other.views.size() == 1 && !other.has(view.point())
                  && isOneOf(view, other.views.get(0)))
              .toList();
      if (waiting.contains(bunch) && bunch.views.size() == 1 && fitting.size() == 1) {
        put(fitting.get(0).views.get(0), bunch, "overlapping sequence numbers in both directions", 0);
        waiting.remove(fitting.get(0));
      }
    }
  }

  /** Pairs are tried, so that their number must be bounded. */
  private static final int MOST_BLIND = 2_000;

  private static boolean isBlind(View view) {
    return !view.side(true).hasIsn && view.side(true).seen && view.side(false).seen;
  }

  private static boolean isOneOf(View one, View other) {
    return overlap(one.side(true), other.side(true)) && overlap(one.side(false), other.side(false));
  }

  /** What devices leave alone that rewrite addresses and numbers both. */
  private enum Sign {
    STAMP_AND_PAYLOAD("the timestamp of the SYN and the first payload") {
      @Override
      Object of(View view) {
        Trail.Side client = view.side(true);
        return client.synTsVal == 0 || client.firstDigest == 0
            ? null
            : List.of(client.synTsVal, client.firstLength, client.firstDigest);
      }
    },
    PAYLOADS("the same addresses and first payloads") {
      @Override
      Object of(View view) {
        Trail.Side client = view.side(true);
        Trail.Side server = view.side(false);
        return client.firstDigest == 0 || server.firstDigest == 0
            ? null
            : List.of(view.addressKey(), client.firstDigest, server.firstDigest);
      }
    };

    private final String words;

    Sign(String words) {
      this.words = words;
    }

    abstract Object of(View view);
  }
}
