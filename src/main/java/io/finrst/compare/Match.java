package io.finrst.compare;

import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of one direction at two points, each with its partner: first packets that are the same in everything that
 * devices leave alone, then those with the same numbers, and last ranges of bytes, since segmentation offload cuts and
 * joins segments.
 */
final class Match {
  /** What {@link #upPartner} and {@link #downPartner} say of a segment without a partner. */
  static final int NONE = -1;

  /** Its bytes are those of several segments, or parts of them, at the other point. */
  static final int IN_PARTS = -2;

  /** It is another copy of a packet that has its partner. */
  static final int COPY = -3;

  /** Copies of one packet in one capture (a mirrored port, all interfaces) follow each other so soon, ns. */
  static final long COPY_NS = 10_000_000L;

  /** What a host hands to its card at once is cut into at most so many segments: 64 KiB of 1,000 bytes. */
  private static final int MOST_PARTS = 66;

  /** Segments on either side among which one without an IP ID must be the only one of its kind. */
  private static final int NEIGHBOURS = 8;

  private static final int[] NOTHING = {};
  private static final long NUMBERS = 1L << 32;

  final Trail up;
  final Trail down;

  /** Whether it is what the client sent. */
  final boolean fromClient;

  /** Places in {@link #up} of the segments of this direction, in the order of capture. */
  final int[] ups;

  final int[] downs;

  /** For each of {@link #ups} the index in {@link #downs}, or one of the constants. */
  final int[] upPartner;

  final int[] downPartner;

  /** Bytes and FIN of each of {@link #ups} that no segment at the other point holds; for {@link #IN_PARTS} only. */
  int[] upLeft = NOTHING;

  int[] downLeft = NOTHING;

  /** Whether each segment has its partner, in the same order: clocks then say nothing new. */
  boolean isInStep;

  /** What is added to sequence numbers on the way, and taken from acknowledgments of the other direction. */
  final int seqShift;

  private final int ackShift;
  private final ClockDifference clock; // of the point behind against the one before, null where not known
  private boolean idsKept = true;
  private boolean stampsKept = true;

  private Match(Trail up, Trail down, boolean fromClient, ClockDifference clock) {
    this.up = up;
    this.down = down;
    this.fromClient = fromClient;
    this.clock = clock;
    ups = up.places(fromClient);
    downs = down.places(fromClient);
    upPartner = new int[ups.length];
    downPartner = new int[downs.length];
    seqShift = shift(up.side(fromClient), down.side(fromClient));
    ackShift = shift(up.side(!fromClient), down.side(!fromClient));
  }

  /**
   * Matches one direction.
   *
   * @param up what the point saw that packets of this direction pass first
   * @param down what the other point saw
   * @param clock of the latter against the former, null where not known
   */
  static Match of(Trail up, Trail down, boolean fromClient, ClockDifference clock) {
    Match match = new Match(up, down, fromClient, clock);
    match.isInStep = match.inStep();
    if (!match.isInStep) {
      match.inAnyOrder();
    }
    return match;
  }

  /** Both points saw the SYN, with other numbers: a device rewrites them. */
  private static int shift(Trail.Side up, Trail.Side down) {
    return up.hasIsn && down.hasIsn ? down.isn - up.isn : 0;
  }

  /** Whether all are the same in the same order, as nearly always. */
  private boolean inStep() {
    if (ups.length != downs.length) {
      return false;
    }
    for (int i = 0; i < ups.length; i++) {
      if (!isSamePacket(ups[i], downs[i])) {
        return false;
      }
    }
    for (int i = 0; i < ups.length; i++) {
      upPartner[i] = i;
      downPartner[i] = i;
    }
    return true;
  }

  private void inAnyOrder() {
    Arrays.fill(upPartner, NONE);
    Arrays.fill(downPartner, NONE);
    upLeft = new int[ups.length];
    downLeft = new int[downs.length];
    long[] bySeq = bySeq();
    askWhatIsKept(bySeq);
    pair(bySeq, true);
    pair(bySeq, false);
    copies(up, ups, upPartner);
    copies(down, downs, downPartner);
    cutCopies(up, ups, upPartner);
    cutCopies(down, downs, downPartner);
    cover(bySeq);
  }

  /** The segments before by their sequence numbers as they are behind, then in the order of capture. */
  private long[] bySeq() {
    long[] sorted = new long[ups.length];
    for (int i = 0; i < ups.length; i++) {
      sorted[i] = (up.seq(ups[i]) + seqShift & 0xFFFFFFFFL) << 31 | i;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private static int place(long sorted) {
    return (int) (sorted & 0x7FFFFFFF);
  }

  /** Where segments with this number, or a higher one, begin. */
  private static int from(long[] bySeq, int seq) {
    int found = Arrays.binarySearch(bySeq, (seq & 0xFFFFFFFFL) << 31);
    return found < 0 ? -found - 1 : found;
  }

  private boolean hasSeq(long[] bySeq, int at, int seq) {
    return at < bySeq.length && up.seq(ups[place(bySeq[at])]) + seqShift == seq;
  }

  /** Whether IP IDs and timestamps pass unchanged, by those segments that can only be each other's partner. */
  private void askWhatIsKept(long[] bySeq) {
    int ids = 0;
    int stamps = 0;
    for (int d : downs) {
      int only = NONE;
      int found = 0;
      int seq = down.seq(d);
      for (int at = from(bySeq, seq); hasSeq(bySeq, at, seq); at++) {
        int u = ups[place(bySeq[at])];
        if (hasSameNumbers(u, d)) {
          only = u;
          found++;
        }
      }
      if (found == 1) {
        ids += Integer.signum(agreement(up.ipId(only), down.ipId(d)));
        stamps += up.hasTimestamp(only) && down.hasTimestamp(d) ? up.tsVal(only) == down.tsVal(d) ? 1 : -1 : 0;
      }
    }
    idsKept = ids >= 0;
    stampsKept = stamps >= 0;
  }

  private static int agreement(int one, int other) {
    return one == 0 || other == 0 ? 0 : one == other ? 1 : -1;
  }

  private void pair(long[] bySeq, boolean surely) {
    for (int j = 0; j < downs.length; j++) {
      int d = downs[j];
      if (downPartner[j] != NONE || down.isRange(d)) {
        continue;
      }
      int seq = down.seq(d);
      int best = NONE;
      for (int at = from(bySeq, seq); hasSeq(bySeq, at, seq); at++) {
        int i = place(bySeq[at]);
        boolean fits =
            upPartner[i] == NONE
                && !up.isRange(ups[i])
                && (surely ? isSamePacket(ups[i], d) : hasSameNumbers(ups[i], d) && !isAnother(ups[i], d));
        if (fits && (best == NONE || isNearer(i, best, d))) {
          best = i;
        }
      }
      if (best != NONE) {
        upPartner[best] = j;
        downPartner[j] = best;
      }
    }
  }

  /** Of two that look the same, the one that a packet takes less time from; it cannot come before it was sent. */
  private boolean isNearer(int i, int best, int d) {
    if (clock == null) {
      return false;
    }
    long seen = clock.there(down.timeNs(d)) + clock.marginNs();
    long took = seen - up.timeNs(ups[i]);
    long tookBest = seen - up.timeNs(ups[best]);
    return took >= 0 && (tookBest < 0 || took < tookBest);
  }

  /**
   * Finds packets that a router's capture holds twice, whole as they came in and cut as they went out (all interfaces,
   * segmentation offload on one side only): of the two, those that have no partner are copies.
   */
  private static void cutCopies(Trail trail, int[] places, int[] partner) {
    int[] parts = new int[MOST_PARTS];
    for (int j = 0; j < places.length; j++) {
      int count = isData(trail, places[j]) && !trail.isRange(places[j]) ? parts(trail, places, j, parts) : 0;
      boolean allOpen = count > 0;
      boolean allPaired = count > 0;
      for (int n = 0; n < count; n++) {
        allOpen &= partner[parts[n]] == NONE;
        allPaired &= partner[parts[n]] >= 0;
      }
      if (allOpen && partner[j] >= 0) {
        for (int n = 0; n < count; n++) {
          partner[parts[n]] = COPY;
        }
      } else if (allPaired && partner[j] == NONE) {
        partner[j] = COPY;
      }
    }
  }

  /** Fills {@code parts} with what {@code places[whole]} was cut into; how many, 0 where it was not. */
  private static int parts(Trail trail, int[] places, int whole, int[] parts) {
    int packet = places[whole];
    int seq = trail.seq(packet);
    int count = 0;
    int last = Math.min(places.length, whole + 1 + MOST_PARTS);
    for (int k = whole + 1; k < last && trail.timeNs(places[k]) - trail.timeNs(packet) < COPY_NS; k++) {
      int each = places[k];
      int id = trail.ipId(packet) == 0 ? 0 : trail.ipId(packet) + count & 0xFFFF; // each segment has the next one
      if (isData(trail, each) && !trail.isRange(each) && trail.seq(each) == seq && trail.end(packet) - trail.end(each) >= 0
          && trail.length(each) < trail.length(packet) && trail.ipId(each) == id && trail.tsVal(each) == trail.tsVal(packet)) {
        parts[count++] = k;
        seq = trail.end(each);
      }
    }
    return seq == trail.end(packet) ? count : 0;
  }

  private boolean hasSameNumbers(int u, int d) {
    int flags = up.flags(u) & Trail.LASTING_FLAGS;
    return flags == (down.flags(d) & Trail.LASTING_FLAGS)
        && up.length(u) == down.length(d)
        && up.seq(u) + seqShift == down.seq(d)
        && ((flags & Segment.ACK) == 0 || up.ack(u) + ackShift == down.ack(d));
  }

  /** Whether what devices leave alone as a rule is another: a segment sent again has a new IP ID, or timestamp. */
  private boolean isAnother(int u, int d) {
    return idsKept && agreement(up.ipId(u), down.ipId(d)) < 0
        || stampsKept && up.hasTimestamp(u) && down.hasTimestamp(d) && up.tsVal(u) != down.tsVal(d);
  }

  private boolean isSamePacket(int u, int d) {
    return hasSameNumbers(u, d)
        && up.ipId(u) == down.ipId(d)
        && up.tsVal(u) == down.tsVal(d)
        && !up.isRange(u)
        && !down.isRange(d);
  }

  /** Finds among those without a partner the copies of those that have one. */
  private static void copies(Trail trail, int[] places, int[] partner) {
    for (int j = 0; j < places.length; j++) {
      if (partner[j] != NONE || trail.isRange(places[j])) {
        continue;
      }
      for (int k = 0; k < places.length && partner[j] == NONE; k++) {
        if (partner[k] >= 0 && areCopies(trail, places[k], places[j])) {
          partner[j] = COPY;
        }
      }
    }
  }

  private static boolean areCopies(Trail trail, int one, int other) {
    if (trail.seq(one) != trail.seq(other) || trail.ack(one) != trail.ack(other)
        || trail.length(one) != trail.length(other) || trail.flags(one) != trail.flags(other)
        || trail.ipId(one) != trail.ipId(other) || trail.tsVal(one) != trail.tsVal(other)
        || trail.digest(one) != trail.digest(other)) {
      return false;
    }
    return trail.ipId(one) != 0 || Math.abs(trail.timeNs(one) - trail.timeNs(other)) < COPY_NS;
  }

  /** What is left of a segment without a partner, as numbers behind its first one. */
  private static final class Rest {
    final int index;
    final int seq;
    final List<int[]> parts = new ArrayList<>(2);

    Rest(int index, int seq, int length) {
      this.index = index;
      this.seq = seq;
      parts.add(new int[] {0, length});
    }

    int left() {
      return parts.stream().mapToInt(part -> part[1] - part[0]).sum();
    }

    /** Takes from both what both have. */
    void share(Rest other) {
      int ahead = other.seq - seq;
      for (int i = 0; i < parts.size(); i++) {
        int[] mine = parts.get(i);
        for (int k = 0; k < other.parts.size(); k++) {
          int[] its = other.parts.get(k);
          int from = Math.max(mine[0], its[0] + ahead);
          int to = Math.min(mine[1], its[1] + ahead);
          if (from < to) {
            cut(i, from, to);
            other.cut(k, from - ahead, to - ahead);
            i--; // what is left of it, if anything
            break;
          }
        }
      }
    }

    private void cut(int i, int from, int to) {
      int[] part = parts.remove(i);
      if (to < part[1]) {
        parts.add(i, new int[] {to, part[1]});
      }
      if (part[0] < from) {
        parts.add(i, new int[] {part[0], from});
      }
    }
  }

  private void cover(long[] bySeq) {
    Rest[] rests = new Rest[ups.length];
    int longest = 0;
    for (int i = 0; i < ups.length; i++) {
      int length = up.end(ups[i]) - up.seq(ups[i]);
      if (upPartner[i] == NONE && isData(up, ups[i])) {
        rests[i] = new Rest(i, up.seq(ups[i]) + seqShift, length);
        longest = Math.max(longest, length);
      }
    }
    for (int j = 0; j < downs.length && longest > 0; j++) {
      int d = downs[j];
      if (downPartner[j] != NONE || !isData(down, d)) {
        continue;
      }
      int length = down.end(d) - down.seq(d);
      Rest rest = new Rest(j, down.seq(d), length);
      for (Rest before : overlapping(bySeq, rests, down.seq(d) - longest, length + longest)) {
        rest.share(before);
      }
      downLeft[j] = rest.left();
      downPartner[j] = downLeft[j] < length ? IN_PARTS : NONE;
    }
    for (Rest rest : rests) {
      if (rest != null) {
        int i = rest.index;
        upLeft[i] = rest.left();
        upPartner[i] = upLeft[i] < up.end(ups[i]) - up.seq(ups[i]) ? IN_PARTS : NONE;
      }
    }
  }

  private static boolean isData(Trail trail, int i) {
    return (trail.flags(i) & (Segment.SYN | Segment.RST)) == 0 && trail.end(i) != trail.seq(i);
  }

  /** Those that begin within so many numbers of {@code from}, in the order in which they were captured. */
  private List<Rest> overlapping(long[] bySeq, Rest[] rests, int from, int within) {
    List<Rest> found = new ArrayList<>();
    int start = from(bySeq, from);
    for (int n = 0; n < bySeq.length; n++) {
      long entry = bySeq[(start + n) % bySeq.length];
      if ((entry >>> 31) - (from & 0xFFFFFFFFL) + (start + n >= bySeq.length ? NUMBERS : 0) > within) {
        break;
      }
      Rest rest = rests[place(entry)];
      if (rest != null && !rest.parts.isEmpty()) {
        found.add(rest);
      }
    }
    found.sort((one, other) -> Integer.compare(one.index, other.index));
    return found;
  }

  /**
   * Whether the partner of {@code ups[i]} is the very packet, and not another that looks like it, as one acknowledgment
   * looks like the next one that repeats it.
   */
  boolean isSure(int i) {
    int u = ups[i];
    int d = downs[upPartner[i]];
    if (!isSamePacket(u, d)) {
      return false;
    }
    return up.ipId(u) != 0 || up.end(u) != up.seq(u) && isAlone(up, ups, i) && isAlone(down, downs, upPartner[i]);
  }

  private static boolean isAlone(Trail trail, int[] places, int at) {
    for (int k = Math.max(0, at - NEIGHBOURS); k < Math.min(places.length, at + NEIGHBOURS + 1); k++) {
      if (k != at && trail.seq(places[k]) == trail.seq(places[at]) && trail.end(places[k]) == trail.end(places[at])) {
        return false;
      }
    }
    return true;
  }

  /** An acknowledgment number of this direction as the point behind sees it. */
  int ackThere(int ack) {
    return ack + ackShift;
  }

  /** An acknowledgment number that the point behind saw, as it was before. */
  int ackBefore(int ack) {
    return ack - ackShift;
  }

  /** Segments that have a partner of their own. */
  int pairs() {
    int pairs = 0;
    for (int partner : upPartner) {
      pairs += partner >= 0 ? 1 : 0;
    }
    return pairs;
  }
}
