package io.finrst.compare;

import io.finrst.diagnosis.Confidence;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the packets of one connection between its points: a pure function of what the points saw.
 *
 * <p>That a packet is missing means something only if the capture could have seen it. It could not before it began and
 * after it ended; where that is not certain, what the far side did afterwards decides: its packets, missing as well, say
 * that the capture did not run. Bytes that are acknowledged and never came again arrived, whatever the capture says.
 */
final class Facts {
  /** More copies than one in so many packets of a direction are the capture's doing (a mirrored port, all interfaces). */
  private static final int MIRRORED = 4;

  /** A single copy proves no mirror. */
  private static final int LEAST_MIRRORED = 3;

  final List<Stray> strays = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  final List<HeldBack> heldBack = new ArrayList<>();

  private final Path path;
  private final Points points;
  private final Match[] forth;
  private final Match[] back;
  private final boolean[] missedAt;

  private Facts(Path path, Points points) {
    this.path = path;
    this.points = points;
    int legs = path.views.size() - 1;
    forth = new Match[Math.max(0, legs)];
    back = new Match[Math.max(0, legs)];
    missedAt = new boolean[path.views.size()];
    for (int leg = 0; leg < legs; leg++) {
      if (path.hasTrails(leg)) {
        forth[leg] = path.match(leg, true, points);
        back[leg] = path.match(leg, false, points);
      }
    }
  }

  /** The facts of {@code path}. */
  static Facts of(Path path, Points points) {
    Facts facts = new Facts(path, points);
    for (int leg = 0; leg < facts.forth.length; leg++) {
      if (facts.forth[leg] != null) {
        facts.look(leg);
      }
    }
    facts.strays.sort(Comparator.comparingLong(facts::when));
    return facts;
  }

  /** Largest payload of a side that arrived at the far end of a leg, or would be no news: what has a partner. */
  long largestArrived(Role from) {
    long largest = 0;
    for (Match match : from == Role.CLIENT ? forth : back) {
      for (int i = 0; match != null && i < match.ups.length; i++) {
        if (match.upPartner[i] >= 0) {
          largest = Math.max(largest, match.up.length(match.ups[i]));
        }
      }
    }
    return largest;
  }

  /** Places behind which addresses or ports are others. */
  Set<Integer> translatedBehind() {
    Set<Integer> places = new HashSet<>();
    for (int leg = 0; leg < forth.length; leg++) {
      ConnectionRecord near = path.views.get(leg).record();
      ConnectionRecord far = path.views.get(leg + 1).record();
      if (!near.client().equals(far.client()) || !near.server().equals(far.server())) {
        places.add(leg);
      }
    }
    return places;
  }

  /** Says what cannot be told. */
  void addNotes(List<String> notes, List<String> names) {
    for (int leg = 0; leg < forth.length; leg++) {
      String between = "between " + names.get(leg) + " and " + names.get(leg + 1);
      if (forth[leg] == null) {
        notes.add("memory did not allow to keep its packets, so that nothing is told of what was lost or added " + between);
        continue;
      }
      oneSided(notes, names, leg, forth[leg], "client");
      oneSided(notes, names, leg, back[leg], "server");
    }
    for (int place = 0; place < missedAt.length; place++) {
      if (missedAt[place]) {
        notes.add("the capture at " + names.get(place) + " missed packets that passed it: what is not in it may have passed, too");
      }
    }
  }

  private void oneSided(List<String> notes, List<String> names, int leg, Match match, String side) {
    if (match.ups.length > 0 && match.downs.length == 0 && showsSilence(match, match.fromClient ? back[leg] : forth[leg])) {
      notes.add(
          "the capture at " + names.get(downPlace(leg, match)) + " has nothing of what the " + side
              + " sent, although it arrived: it took another way");
    } else if (match.ups.length == 0 && match.downs.length > 0) {
      notes.add("the capture at " + names.get(upPlace(leg, match)) + " has nothing of what the " + side + " sent");
    }
  }

  /** Matches of one direction by leg, null where trails are missing. */
  Match match(int leg, boolean fromClient) {
    return fromClient ? forth[leg] : back[leg];
  }

  /** When it was seen, by the clock of the first point where that is known. */
  private long when(Stray stray) {
    for (int place = 0; place < stray.seen().size(); place++) {
      Moment at = stray.seen().get(place);
      if (at != null) {
        ClockDifference clock = points.clock(path.views.get(place).point(), path.views.get(0).point());
        return clock == null ? at.timeNs() : clock.there(at.timeNs());
      }
    }
    return 0;
  }

  private void look(int leg) {
    lookForMissed(leg, forth[leg], back[leg]);
    lookForMissed(leg, back[leg], forth[leg]);
    strays(leg, forth[leg], back[leg]);
    strays(leg, back[leg], forth[leg]);
    icmp(leg);
    Changes changed = new Changes(path, leg);
    changes.addAll(changed.of(forth[leg]));
    changes.addAll(changed.of(back[leg]));
    changes.addAll(changed.ofAddresses());
    heldBack(leg, forth[leg]);
    heldBack(leg, back[leg]);
  }

  private int upPlace(int leg, Match match) {
    return match.fromClient ? leg : leg + 1;
  }

  private int downPlace(int leg, Match match) {
    return match.fromClient ? leg + 1 : leg;
  }

  // What a capture missed

  private void lookForMissed(int leg, Match match, Match other) {
    if (match.isInStep || match.ups.length == 0 || match.downs.length == 0) {
      return; // of a direction that one of them has nothing of, the notes say so
    }
    for (int i = 0; i < match.ups.length; i++) {
      if (match.upPartner[i] == Match.NONE && wasMissed(match, other, match.ups[i])) {
        missedAt[downPlace(leg, match)] = true;
      }
    }
    for (int j = 0; j < match.downs.length; j++) {
      if (match.downPartner[j] == Match.NONE && wasUnseen(match, other, match.downs[j])) {
        missedAt[upPlace(leg, match)] = true;
      }
    }
  }

  /** Whether what was sent arrived: it is acknowledged and never came another time. */
  private static boolean wasMissed(Match match, Match other, int u) {
    Trail up = match.up;
    int end = up.end(u) + match.seqShift;
    if (up.end(u) == up.seq(u) || (up.flags(u) & Segment.RST) != 0) {
      return false;
    }
    return isAcked(other, end) && !holds(match.down, match.fromClient, end - 1);
  }

  /** Whether what arrived had been sent: the sender's point has a gap there, and later bytes. */
  private static boolean wasUnseen(Match match, Match other, int d) {
    Trail down = match.down;
    if (down.end(d) == down.seq(d) || (down.flags(d) & Segment.RST) != 0) {
      return false;
    }
    int last = down.end(d) - 1 - match.seqShift;
    Trail.Side sender = match.up.side(match.fromClient);
    boolean wentOn = sender.seen && sender.next - last > 1;
    return !holds(match.up, match.fromClient, last)
        && (wentOn || isAckedBack(other, last + 1) || !sender.seen || last - sender.low < 0);
  }

  /** Whether the receiver acknowledged {@code end}, a number as it is behind the leg. */
  private static boolean isAcked(Match other, int end) {
    Trail.Side receiver = other.up.side(other.fromClient); // its packets pass the far point first
    return receiver.hasAcked && receiver.acked - end >= 0;
  }

  /** Whether the acknowledgment of {@code end}, a number as it is before the leg, reached the sender's point. */
  private static boolean isAckedBack(Match other, int end) {
    Trail.Side receiver = other.down.side(other.fromClient);
    return receiver.hasAcked && receiver.acked - end >= 0;
  }

  private static boolean holds(Trail trail, boolean fromClient, int number) {
    for (int i = 0; i < trail.count(); i++) {
      if (trail.isFromClient(i) == fromClient && (trail.flags(i) & Segment.RST) == 0
          && number - trail.seq(i) >= 0 && trail.end(i) - number > 0) {
        return true;
      }
    }
    return false;
  }

  // What is missing, and what is too much

  private void strays(int leg, Match match, Match other) {
    if (match.isInStep) {
      return;
    }
    if (match.downs.length > 0) {
      for (int i = 0; i < match.ups.length; i++) {
        if (isOpen(match.upPartner[i], match.upLeft[i])) {
          lost(leg, match, other, i);
        }
      }
    } else if (!showsSilence(match, other)) {
      for (int i = 0; i < match.ups.length; i++) {
        lost(leg, match, other, i);
      }
    }
    boolean mirrored = isMirrored(match.downPartner);
    for (int j = 0; j < match.downs.length; j++) {
      if (match.downPartner[j] == Match.COPY) {
        if (!mirrored) {
          add(leg, match, Stray.Kind.COPY, false, j, Confidence.CERTAIN, match.down.length(match.downs[j]));
        }
      } else if (isOpen(match.downPartner[j], match.downLeft[j])) {
        added(leg, match, other, j);
      }
    }
  }

  private static boolean isOpen(int partner, int left) {
    return partner == Match.NONE || partner == Match.IN_PARTS && left > 0;
  }

  private static boolean isMirrored(int[] partners) {
    long copies = Arrays.stream(partners).filter(partner -> partner == Match.COPY).count();
    return copies >= LEAST_MIRRORED && copies * MIRRORED > partners.length;
  }

  /** Of a direction that a point saw nothing of: whether it arrived all the same, by another way. */
  private static boolean showsSilence(Match match, Match other) {
    Trail.Side sender = match.up.side(match.fromClient);
    return sender.seen && isAcked(other, (sender.hasIsn ? sender.isn + 1 : sender.low + 1) + match.seqShift);
  }

  private void lost(int leg, Match match, Match other, int i) {
    int u = match.ups[i];
    Trail up = match.up;
    boolean isAck = up.end(u) == up.seq(u) && (up.flags(u) & Segment.RST) == 0;
    Trail.Side there = match.down.side(match.fromClient);
    boolean forgotten =
        there.hasGone && up.end(u) + match.seqShift - there.gone <= 0
            || isAck && there.hasAcksGone && match.ackThere(up.ack(u)) - there.acksGone <= 0;
    if (forgotten || up.isRange(u) && match.upPartner[i] == Match.NONE || wasMissed(match, other, u)) {
      return;
    }
    if (!showsSegments(downPlace(leg, match)) && (up.flags(u) & ENDS) == 0) {
      return;
    }
    Confidence ran = ran(match.down, match.up, other, leg, downPlace(leg, match), up.timeNs(u));
    if (ran == null) {
      return;
    }
    int place = downPlace(leg, match);
    boolean unsure = isAck && (missedAt[place] || !points.coverage(path.views.get(place).point()).lossless());
    long bytes = match.upPartner[i] == Match.IN_PARTS ? Math.min(match.upLeft[i], up.length(u)) : up.length(u);
    add(leg, match, Stray.Kind.LOST, true, i, unsure ? Confidence.LIKELY : ran, bytes);
  }

  private static final int ENDS = Segment.SYN | Segment.FIN | Segment.RST;

  private boolean showsSegments(int place) {
    return !path.views.get(place).record().quality().lacks().contains(Shown.SEGMENTS);
  }

  private void added(int leg, Match match, Match other, int j) {
    int d = match.downs[j];
    Trail down = match.down;
    boolean isReset = (down.flags(d) & Segment.RST) != 0;
    boolean isAck = down.end(d) == down.seq(d) && !isReset;
    Trail.Side there = match.up.side(match.fromClient);
    boolean forgotten =
        there.hasGone && down.end(d) - match.seqShift - there.gone <= 0
            || isAck && there.hasAcksGone && match.ackBefore(down.ack(d)) - there.acksGone <= 0;
    int place = upPlace(leg, match);
    if (forgotten || down.isRange(d) || wasUnseen(match, other, d)
        || !showsSegments(place) && (down.flags(d) & ENDS) == 0
        || match.ups.length == 0 && !isReset) {
      return;
    }
    Confidence ran = ran(match.up, match.down, null, leg, place, down.timeNs(d));
    if (ran != Confidence.CERTAIN && looksLikeSender(match, d)) {
      return; // the capture may have ended, and the packet be what it seems to be
    }
    boolean unsure = missedAt[place] || !points.coverage(path.views.get(place).point()).lossless() || ran == null;
    Confidence confidence = unsure || ran == Confidence.LIKELY ? Confidence.LIKELY : Confidence.CERTAIN;
    boolean again = !isReset && !isAck && holds(match.up, match.fromClient, down.end(d) - 1 - match.seqShift);
    long bytes = match.downPartner[j] == Match.IN_PARTS ? Math.min(match.downLeft[j], down.length(d)) : down.length(d);
    add(leg, match, again && !differs(match, d) ? Stray.Kind.COPY : Stray.Kind.FORGED, false, j, confidence, bytes);
  }

  /** Whether the sender's segment with the same numbers carries something else. */
  private static boolean differs(Match match, int d) {
    for (int u : match.ups) {
      if (match.up.seq(u) + match.seqShift == match.down.seq(d) && match.up.length(u) == match.down.length(d)) {
        int one = match.up.digest(u);
        int other = match.down.digest(d);
        return one != 0 && other != 0 && one != other;
      }
    }
    return false;
  }

  /** Whether a packet has the TTL of the other packets of its side. */
  private static boolean looksLikeSender(Match match, int d) {
    for (int each : match.downs) {
      if (each != d && (match.down.flags(each) & Segment.RST) == 0) {
        return match.down.ttl(each) == match.down.ttl(d);
      }
    }
    return true;
  }

  /**
   * Whether the capture at {@code place} ran when a packet seen elsewhere at {@code timeNs} would have passed it: certain
   * within its time, likely outside of it where nothing speaks against it, null where it did not.
   *
   * @param answers the other direction, whose packets show that the far side went on; null to do without
   */
  private Confidence ran(Trail far, Trail near, Match answers, int leg, int place, long timeNs) {
    int nearPlace = place == leg ? leg + 1 : leg;
    ClockDifference clock = points.clock(path.views.get(place).point(), path.views.get(nearPlace).point());
    Coverage covered = points.coverage(path.views.get(place).point());
    if (clock == null) {
      return null;
    }
    long there = clock.here(timeNs);
    if (there >= covered.firstNs() && (there <= covered.lastNs() || !covered.isOver())) {
      return Confidence.CERTAIN;
    }
    if (answers != null) {
      for (int j = 0; j < answers.downs.length; j++) {
        int n = answers.downs[j];
        long at = clock.here(answers.down.timeNs(n));
        boolean outside = there < covered.firstNs() ? at < covered.firstNs() : at > covered.lastNs();
        boolean isHost = (answers.down.flags(n) & Segment.RST) == 0 || looksLikeSender(answers, n);
        if (answers.downPartner[j] == Match.NONE && outside && isHost) {
          return null;
        }
      }
    }
    return Confidence.LIKELY;
  }

  private void add(int leg, Match match, Stray.Kind kind, boolean isUp, int index, Confidence confidence, long bytes) {
    Trail trail = isUp ? match.up : match.down;
    int i = isUp ? match.ups[index] : match.downs[index];
    int place = isUp ? upPlace(leg, match) : downPlace(leg, match);
    Moment[] seen = new Moment[path.views.size()];
    seen[place] = new Moment(trail.frame(i), trail.timeNs(i));
    follow(seen, match.fromClient, isUp != match.fromClient, place, i);
    int flags = trail.flags(i);
    strays.add(
        new Stray(
            kind, match.fromClient ? Role.CLIENT : Role.SERVER, letters(flags), bytes, leg, leg + 1,
            Arrays.asList(seen), confidence, (flags & Segment.RST) != 0, (flags & Segment.SYN) != 0,
            (flags & Segment.FIN) != 0));
  }

  /** A stray beyond the last point, with the points before that saw it, too. */
  Stray throughout(Stray stray, Path whole) {
    int last = whole.views.size() - 1;
    Moment[] seen = new Moment[last + 2];
    seen[last] = stray.seen().get(0);
    Trail trail = whole.views.get(last).trail();
    boolean fromClient = stray.from() == Role.CLIENT;
    for (int i = 0; trail != null && i < trail.count(); i++) {
      if (trail.frame(i) == seen[last].frame() && trail.isFromClient(i) == fromClient) {
        Moment[] known = Arrays.copyOf(seen, last + 1);
        follow(known, fromClient, false, last, i);
        System.arraycopy(known, 0, seen, 0, last + 1);
      }
    }
    return new Stray(
        stray.kind(), stray.from(), stray.flags(), stray.bytes(), last, last + 1, Arrays.asList(seen), stray.confidence(),
        stray.reset(), stray.syn(), stray.fin());
  }

  /** Finds the same packet at the points further on, towards the server or the client. */
  void follow(Moment[] seen, boolean fromClient, boolean towardsServer, int place, int i) {
    int at = i;
    int here = place;
    while (true) {
      int next = towardsServer ? here + 1 : here - 1;
      int leg = Math.min(here, next);
      if (next < 0 || next >= seen.length || match(leg, fromClient) == null) {
        return;
      }
      Match match = match(leg, fromClient);
      boolean hereIsUp = upPlace(leg, match) == here;
      int[] mine = hereIsUp ? match.ups : match.downs;
      int index = Arrays.binarySearch(mine, at);
      int partner = index < 0 ? Match.NONE : (hereIsUp ? match.upPartner : match.downPartner)[index];
      if (partner < 0) {
        return;
      }
      Trail trail = hereIsUp ? match.down : match.up;
      at = (hereIsUp ? match.downs : match.ups)[partner];
      seen[next] = new Moment(trail.frame(at), trail.timeNs(at));
      here = next;
    }
  }

  /** Flags as text: S, SA, A, PA, FA, R, RA. */
  static String letters(int flags) {
    StringBuilder text = new StringBuilder(3);
    if ((flags & Segment.SYN) != 0) {
      text.append('S');
    }
    if ((flags & Segment.FIN) != 0) {
      text.append('F');
    }
    if ((flags & Segment.RST) != 0) {
      text.append('R');
    }
    if ((flags & Segment.PSH) != 0) {
      text.append('P');
    }
    if ((flags & Segment.ACK) != 0) {
      text.append('A');
    }
    return text.toString();
  }

  // ICMP errors

  private void icmp(int leg) {
    List<IcmpError> near = path.views.get(leg).record().icmpErrors();
    List<IcmpError> far = path.views.get(leg + 1).record().icmpErrors();
    near.forEach(error -> icmp(leg, error, far, leg));
    far.forEach(error -> icmp(leg, error, near, leg + 1));
  }

  /**
   * An error that one point saw alone. It was made between the two where it goes away from the other one and something was
   * lost there that it may quote; a capture that has none at all may have left ICMP out.
   */
  private void icmp(int leg, IcmpError error, List<IcmpError> others, int place) {
    boolean awayFromOther = (place == leg) == (error.to() == Role.CLIENT);
    boolean quotesLost =
        strays.stream()
            .anyMatch(stray -> stray.kind() == Stray.Kind.LOST && stray.from() == error.to() && stray.before() == leg);
    if (others.stream().anyMatch(each -> isSame(each, error)) || (awayFromOther ? !quotesLost : others.isEmpty())) {
      return;
    }
    Moment[] seen = new Moment[path.views.size()];
    seen[place] = error.at();
    strays.add(
        new Stray(
            awayFromOther ? Stray.Kind.FORGED : Stray.Kind.LOST, error.to() == Role.CLIENT ? Role.SERVER : Role.CLIENT,
            "ICMP", 0, leg, leg + 1, Arrays.asList(seen), Confidence.LIKELY, false, false, false));
  }

  private static boolean isSame(IcmpError one, IcmpError other) {
    return one.to() == other.to() && one.type() == other.type() && one.code() == other.code()
        && one.sender().equals(other.sender());
  }

  // What was held back

  private void heldBack(int leg, Match match) {
    int upPlace = upPlace(leg, match);
    int downPlace = downPlace(leg, match);
    ClockDifference clock = points.clock(path.views.get(downPlace).point(), path.views.get(upPlace).point());
    if (clock == null || clock.uncertaintyNs() < 0) {
      return;
    }
    long worst = HeldBack.LEAST_NS + clock.uncertaintyNs();
    int worstAt = -1;
    for (int i = 0; i < match.ups.length; i++) {
      if (match.upPartner[i] >= 0 && match.isSure(i)) {
        long took =
            match.down.timeNs(match.downs[match.upPartner[i]]) - clock.here(match.up.timeNs(match.ups[i]));
        if (took - clock.roundTripNs() / 2 > worst) {
          worst = took - clock.roundTripNs() / 2;
          worstAt = i;
        }
      }
    }
    if (worstAt >= 0) {
      int u = match.ups[worstAt];
      int d = match.downs[match.upPartner[worstAt]];
      heldBack.add(
          new HeldBack(
              match.fromClient ? Role.CLIENT : Role.SERVER, leg, leg + 1, worst,
              new Moment(match.up.frame(u), match.up.timeNs(u)), new Moment(match.down.frame(d), match.down.timeNs(d))));
    }
  }
}
