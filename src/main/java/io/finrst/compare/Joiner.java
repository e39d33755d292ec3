package io.finrst.compare;

import io.finrst.wire.Endpoint;
import io.finrst.wire.Seq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds which connections of different points are one.
 *
 * <p>At once by initial sequence numbers, of both sides or of the client with the same addresses, ports or timestamp: an
 * address translation changes none of them. Where a capture lacks the SYNs, by addresses and ports with overlapping
 * numbers. At last, of what is left, by what else devices leave alone: overlapping numbers in both directions, or the
 * timestamp of the SYN with the first payloads.
 */
final class Joiner {
  private final int points;
  private final Map<Object, Set<Bunch>> byKey = new HashMap<>();
  private final Set<Bunch> waiting = new LinkedHashSet<>();

  Joiner(int points) {
    this.points = points;
  }

  /** Sights of one connection. */
  static final class Bunch {
    final List<View> views = new ArrayList<>();

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
      bunch = join(view, byIsns(view), Joiner::haveSameIsns, "initial sequence numbers");
      bunch = bunch != null ? bunch : join(view, byAddresses(view), Joiner::fitByAddresses, "addresses and ports");
      bunch = bunch != null ? bunch : join(view, byClient(view), Joiner::fitByClient, "the client's initial sequence number");
    }
    if (bunch == null) {
      bunch = new Bunch();
      bunch.views.add(view);
      waiting.add(bunch);
    }
    index(view, bunch);
    if (bunch.views.size() == points) {
      forget(bunch);
    }
    return bunch;
  }

  /** Takes {@code bunch} out. */
  void forget(Bunch bunch) {
    waiting.remove(bunch);
    for (View view : bunch.views) {
      if (view.trail() != null) {
        for (Object key : new Object[] {byIsns(view), byAddresses(view), byClient(view)}) {
          Set<Bunch> same = byKey.get(key);
          if (same != null && same.remove(bunch) && same.isEmpty()) {
            byKey.remove(key);
          }
        }
      }
    }
  }

  private void index(View view, Bunch bunch) {
    if (view.trail() != null) {
      for (Object key : new Object[] {byIsns(view), byAddresses(view), byClient(view)}) {
        if (key != null) {
          byKey.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(bunch);
        }
      }
    }
  }

  private interface Test {
    boolean fit(View one, View other);
  }

  private Bunch join(View view, Object key, Test test, String by) {
    Set<Bunch> same = key == null ? null : byKey.get(key);
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

  private record Isns(int client, int server) {}

  private record Addresses(Endpoint client, Endpoint server) {}

  private record ClientIsn(int client) {}

  private static Object byIsns(View view) {
    Trail.Side client = view.side(true);
    Trail.Side server = view.side(false);
    return client.hasIsn && server.hasIsn ? new Isns(client.isn, server.isn) : null;
  }

  /** The same for both roles: where no SYN was seen they were guessed. */
  private static Object byAddresses(View view) {
    Endpoint client = view.record().client();
    Endpoint server = view.record().server();
    boolean turned = Objects.hash(client) > Objects.hash(server);
    return turned ? new Addresses(server, client) : new Addresses(client, server);
  }

  private static Object byClient(View view) {
    Trail.Side client = view.side(true);
    return client.hasIsn ? new ClientIsn(client.isn) : null;
  }

  private static boolean haveSameAddresses(View one, View other) {
    return one.record().client().equals(other.record().client()) && one.record().server().equals(other.record().server());
  }

  private static boolean haveSameIsns(View one, View other) {
    return Objects.equals(byIsns(one), byIsns(other));
  }

  /** One of the two at least lacks the handshake, or half of it; or a device rewrites numbers. */
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

  /** Behind an address translation, where one of the two saw no SYN-ACK. */
  private static boolean fitByClient(View one, View other) {
    Trail.Side client = one.side(true);
    Trail.Side otherClient = other.side(true);
    return client.isn == otherClient.isn
        && client.synTsVal == otherClient.synTsVal
        && agree(one.side(false), other.side(false));
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
            : List.of(byAddresses(view), client.firstDigest, server.firstDigest);
      }
    };

    private final String words;

    Sign(String words) {
      this.words = words;
    }

    abstract Object of(View view);
  }
}
