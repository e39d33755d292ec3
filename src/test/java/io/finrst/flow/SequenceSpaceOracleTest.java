package io.finrst.flow;

import io.finrst.record.LadderPacket;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.LadderPacket.Note;
import io.finrst.wire.Segment;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link SequenceSpace} and a set of the bytes seen of each side are told the same and must say the same. */
class SequenceSpaceOracleTest {
  private static final int RUNS = 600;
  private static final int STEPS = 60;
  private static final int MOST_GAPS = 40;

  @Test
  void agreesWithASetOfTheBytesSeen() {
    int[] notes = new int[Note.values().length];
    for (int seed = 0; seed < RUNS; seed++) {
      new Run(seed, notes).play();
    }
    for (Note note : Note.values()) {
      boolean raised = note != Note.DUPLICATE && note != Note.ICMP;
      assertThat(notes[note.ordinal()] > 100).as("%s came about: %s", note, notes[note.ordinal()]).isEqualTo(raised);
    }
  }

  /** What was seen of one side. Positions count from its SYN. */
  private static final class Side {
    final int isn;
    final BitSet seen = new BitSet();
    boolean known; // by a segment of its own
    boolean placed;
    int top; // one more than the highest position used
    boolean hasAcked;
    int acked;
    int window = -1;
    boolean finished;

    Side(int isn) {
      this.isn = isn;
    }

    /** How many of these positions are new; they are seen now. */
    int see(int from, int to) {
      int before = seen.cardinality();
      seen.set(from, to);
      return seen.cardinality() - before;
    }
  }

  private static final class Run {
    private final int seed;
    private final Random random;
    private final int[] notes;
    private final TwoHalves two = new TwoHalves();
    private final Side[] sides;
    private int gaps;

    Run(int seed, int[] notes) {
      this.seed = seed;
      this.notes = notes;
      random = new Random(seed);
      sides = new Side[] {new Side(isn()), new Side(isn())};
    }

    private int isn() {
      return switch (random.nextInt(3)) {
        case 0 -> -random.nextInt(800);
        case 1 -> Integer.MAX_VALUE - random.nextInt(800);
        default -> random.nextInt();
      };
    }

    void play() {
      if (random.nextInt(3) > 0) {
        segment(0, Segment.SYN, 0, random.nextInt(8) == 0 ? 5 : 0, 0);
        segment(1, Segment.SYN | Segment.ACK, 0, 0, sides[0].top);
      }
      for (int step = 0; step < STEPS; step++) {
        step();
      }
    }

    private void step() {
      int side = random.nextInt(2);
      Side me = sides[side];
      Side peer = sides[1 - side];
      int payload = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(random.nextInt(4) == 0 ? 2 : 100);
      int seq = Math.max(1, seq(me));
      int ack = Math.max(1, ack(peer));
      boolean fin = !me.finished && random.nextInt(30) == 0;
      boolean ahead = seq > me.top || ack > peer.top;
      if (fin) {
        seq = Math.max(1, me.top); // nobody sends beyond a FIN, and it is first seen with new data or none
      } else if (me.finished && seq + payload > me.top || ahead && gaps == MOST_GAPS) {
        return;
      }
      if (peer.finished && ack > peer.top) {
        return;
      }
      gaps += ahead ? 1 : 0;
      two.window(new int[] {0, 200, 30_000}[random.nextInt(3)]);
      segment(side, Segment.ACK | (fin ? Segment.FIN : 0), seq, payload, ack);
      me.finished |= fin;
    }

    private int seq(Side me) {
      return switch (random.nextInt(10)) {
        case 0 -> me.top + 1 + random.nextInt(80);
        case 1 -> me.top - 1;
        case 2, 3, 4 -> me.top - random.nextInt(200);
        default -> me.top;
      };
    }

    private int ack(Side peer) {
      return switch (random.nextInt(12)) {
        case 0 -> peer.top + 1 + random.nextInt(40);
        case 1, 2, 3 -> peer.top - random.nextInt(100);
        default -> peer.top;
      };
    }

    private void segment(int side, int flags, int seq, int payload, int ack) {
      Side me = sides[side];
      Side peer = sides[1 - side];
      boolean syn = (flags & Segment.SYN) != 0;
      int first = syn ? seq + 1 : seq;
      int end = first + payload + ((flags & Segment.FIN) != 0 ? 1 : 0);
      int window = two.c.half(side).window();
      boolean hasAck = (flags & Segment.ACK) != 0;

      Note expected = Note.NONE;
      int fresh;
      if (!me.known) {
        fresh = payload;
        me.seen.set(0, end); // what was before is not known to be missing
        me.top = syn ? end : Math.max(me.top, end);
        me.seen.set(0, me.top);
      } else {
        expected = note(me, peer, first, payload, end);
        fresh = me.see(first, first + payload);
        me.seen.set(first, Math.max(first, end));
        me.top = Math.max(me.top, end);
        me.top = Math.max(me.top, first);
      }
      me.known = true;
      me.placed = true;
      if (hasAck) {
        peer.top = peer.placed ? Math.max(peer.top, ack) : ack;
        if (!peer.known) {
          peer.seen.set(0, peer.top);
        }
        peer.placed = true;
        me.acked = me.hasAcked ? Math.max(me.acked, ack) : ack;
        me.hasAcked = true;
      }
      boolean shut = hasAck && !syn && field() == 0 && window > 0;
      expected = expected == Note.NONE && shut ? Note.ZERO_WINDOW : expected;

      Note note = two.take(side, flags, me.isn + seq, payload, peer.isn + ack);

      String what = "seed " + seed + ": side " + side + " " + seq + "+" + payload + " ack " + ack;
      assertThat(note).as(what).isEqualTo(expected);
      assertThat(two.fresh()).as(what).isEqualTo(fresh);
      assertThat(two.nxt(side) - me.isn).as(what).isEqualTo(me.top);
      assertThat(joined(two.holes(side))).as(what).isEqualTo(holes(me));
      if (hasAck) {
        assertThat(two.nxt(1 - side) - peer.isn).as(what).isEqualTo(peer.top);
        assertThat(two.acked(side) - peer.isn).as(what).isEqualTo(me.acked);
        assertThat(joined(two.holes(1 - side))).as(what).isEqualTo(holes(peer));
        me.window = field();
      }
      notes[note.ordinal()]++;
    }

    /** Two holes that touch, which were found one after the other, as one. */
    private static String joined(String holes) {
      return holes.replaceAll(",(\\d+)\\)\\[\\1(?=,)", "");
    }

    private int field() {
      return two.windowField();
    }

    private Note note(Side me, Side peer, int first, int payload, int end) {
      boolean probes = first == me.top - 1 && (end == first || end == me.top && payload == 1);
      BitSet all = me.seen.get(first, Math.max(first, end));
      int unseenBelow = Math.min(end, me.top) - first - me.seen.get(first, Math.max(first, Math.min(end, me.top)))
          .cardinality();
      if (first > me.top) {
        return Note.GAP;
      }
      if (end == first) {
        return probes ? probe(peer) : Note.NONE;
      }
      if (first == me.top) {
        return Note.NONE;
      }
      if (end > me.top) {
        return Note.RETRANSMISSION;
      }
      if (unseenBelow > 0) {
        return Note.OUT_OF_ORDER;
      }
      boolean acknowledged = peer.hasAcked && peer.acked == me.top;
      return probes && acknowledged && !all.isEmpty() ? probe(peer) : Note.RETRANSMISSION;
    }

    private static Note probe(Side peer) {
      return peer.hasAcked && peer.window == 0 ? Note.WINDOW_PROBE : Note.KEEP_ALIVE;
    }

    private static String holes(Side side) {
      StringBuilder text = new StringBuilder();
      for (int at = side.seen.nextClearBit(0); at < side.top; at = side.seen.nextClearBit(at)) {
        int end = Math.min(side.top, next(side.seen, at));
        text.append('[').append(side.isn + at & 0xFFFFFFFFL);
        text.append(',').append(side.isn + end & 0xFFFFFFFFL).append(')');
        at = end;
      }
      return text.toString();
    }

    private static int next(BitSet seen, int at) {
      int set = seen.nextSetBit(at);
      return set < 0 ? Integer.MAX_VALUE : set;
    }
  }
}
