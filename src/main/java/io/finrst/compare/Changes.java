package io.finrst.compare;

import io.finrst.teardown.Role;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What devices between two neighbouring points changed in packets that passed both. */
final class Changes {
  private final Path path;
  private final int leg;

  /** Between place {@code leg} of {@code path} and the next one. */
  Changes(Path path, int leg) {
    this.path = path;
    this.leg = leg;
  }

  /** What packets of one direction have at the far end that is another than when they were sent; one of each field. */
  Collection<Change> of(Match match) {
    Map<Change.Field, Change> found = new EnumMap<>(Change.Field.class);
    for (int i = 0; i < match.ups.length; i++) {
      if (match.upPartner[i] >= 0) {
        compare(match, found, match.ups[i], match.downs[match.upPartner[i]]);
      }
    }
    return found.values();
  }

  private void compare(Match match, Map<Change.Field, Change> found, int u, int d) {
    Trail up = match.up;
    Trail down = match.down;
    Differences differ = new Differences(match, found, u, d);
    differ.number(Change.Field.TTL, up.ttl(u), down.ttl(d));
    differ.number(Change.Field.WINDOW, up.window(u), down.window(d));
    differ.number(Change.Field.DSCP, up.tos(u) >>> 2, down.tos(d) >>> 2);
    differ.number(Change.Field.ECN, up.tos(u) & 3, down.tos(d) & 3);
    if (up.ipId(u) != 0 || down.ipId(d) != 0) {
      differ.number(Change.Field.IP_ID, up.ipId(u), down.ipId(d));
    }
    if (up.digest(u) != 0 && down.digest(d) != 0 && up.digest(u) != down.digest(d)) {
      differ.note(Change.Field.PAYLOAD, up.length(u) + " bytes", "as many others");
    }
    if (up.areOptionsCut(u) || down.areOptionsCut(d)) {
      return;
    }
    if ((up.flags(u) & Segment.SYN) != 0) {
      if (match.seqShift != 0) {
        differ.number(Change.Field.SEQUENCE_NUMBERS, up.seq(u) & 0xFFFFFFFFL, down.seq(d) & 0xFFFFFFFFL);
      }
      differ.option(Change.Field.MSS, up.mss(u), down.mss(d));
    }
    String sent = options(up, u);
    String arrived = options(down, d);
    if (!sent.equals(arrived)) {
      differ.note(Change.Field.OPTIONS, sent, arrived);
    } else if (up.tsVal(u) != down.tsVal(d)) {
      differ.number(Change.Field.TIMESTAMPS, up.tsVal(u) & 0xFFFFFFFFL, down.tsVal(d) & 0xFFFFFFFFL);
    }
  }

  /** The options besides MSS, in words. */
  private static String options(Trail trail, int i) {
    List<String> words = new ArrayList<>();
    if (trail.windowScale(i) >= 0) {
      words.add("window scale " + trail.windowScale(i));
    }
    if (trail.sackPermitted(i)) {
      words.add("SACK permitted");
    }
    if (trail.hasTimestamp(i)) {
      words.add("timestamps");
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  /** Collects what differs between the two sights of a packet, the first of each kind with its frames. */
  private final class Differences {
    private final Match match;
    private final Map<Change.Field, Change> found;
    private final int u;
    private final int d;

    Differences(Match match, Map<Change.Field, Change> found, int u, int d) {
      this.match = match;
      this.found = found;
      this.u = u;
      this.d = d;
    }

    void number(Change.Field field, long sent, long arrived) {
      if (sent != arrived) {
        note(field, Long.toString(sent), Long.toString(arrived));
      }
    }

    void option(Change.Field field, int sent, int arrived) {
      if (sent != arrived) {
        note(field, sent == 0 ? "none" : Integer.toString(sent), arrived == 0 ? "none" : Integer.toString(arrived));
      }
    }

    void note(Change.Field field, String sent, String arrived) {
      Change first = found.get(field);
      Role from = match.fromClient ? Role.CLIENT : Role.SERVER;
      found.put(
          field,
          first == null
              ? new Change(field, from, leg, leg + 1, sent, arrived, 1, match.up.frame(u), match.down.frame(d))
              : new Change(
                  field, from, leg, leg + 1, first.sent(), first.arrived(), first.packets() + 1, first.sentFrame(),
                  first.arrivedFrame()));
    }
  }

  /** Addresses and ports that a device translates. */
  List<Change> ofAddresses() {
    List<Change> found = new ArrayList<>();
    View near = path.views.get(leg);
    View far = path.views.get(leg + 1);
    for (Role side : new Role[] {Role.CLIENT, Role.SERVER}) {
      View first = side == Role.CLIENT ? near : far;
      View then = side == Role.CLIENT ? far : near;
      Endpoint sent = first.record().endpoint(side);
      Endpoint arrived = then.record().endpoint(side);
      if (!sent.address().equals(arrived.address())) {
        found.add(address(Change.Field.ADDRESSES, side, first, then, sent.address().toString(), arrived.address().toString()));
      }
      if (sent.port() != arrived.port()) {
        found.add(address(Change.Field.PORTS, side, first, then, Integer.toString(sent.port()), Integer.toString(arrived.port())));
      }
    }
    return found;
  }

  private Change address(Change.Field field, Role side, View first, View then, String sent, String arrived) {
    return new Change(
        field, side, leg, leg + 1, sent, arrived, first.record().half(side).packets(), first.record().first().frame(),
        then.record().first().frame());
  }
}
