package io.finrst.judgement;

import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.record.Repetition;
import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.State;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a connection when somebody asks, made by hand. Unless told otherwise data has been exchanged, side 0
 * is the client, the round trip took 10 ms, both sides stand where they stood at the last reset and have said nothing
 * since, and that reset is the newest packet of all.
 */
final class Past {
  static final long MS = 1_000_000L;
  static final long RTT_NS = 10 * MS;

  private final List<ResetFacts> resets = new ArrayList<>();
  private final Standing[] now = new Standing[2];
  private final long[] segmentNs = new long[2];
  private final long[] wordNs = new long[2];
  private Sight sight = Sight.CLEAR;
  private State state = State.TRANSFER;
  private boolean clientIsB;
  private long rttNs = RTT_NS;
  private Repeats repeats;
  private int repeatingSide = -1;
  private long lastNs;
  private long nowNs;

  private Past() {}

  /** A connection with these resets. */
  static Past of(Facts... facts) {
    Past past = new Past();
    past.now[0] = Side.open().build();
    past.now[1] = Side.open().build();
    for (Facts each : facts) {
      ResetFacts reset = each.build();
      past.resets.add(reset);
      past.now[reset.side()] = reset.sender();
      past.now[1 - reset.side()] = reset.receiver();
      past.lastNs = reset.timeNs();
      past.nowNs = reset.timeNs();
    }
    return past;
  }

  /** What one side has sent again last. */
  static Repeats again(int side, int count, long lastNs, int end, long lastGapNs, long silenceBeforeNs) {
    return new Repeats(
        side, Repetition.Kind.SEGMENT, count, new Moment(2, lastNs), end, lastGapNs, silenceBeforeNs);
  }

  Past sight(Sight shown) {
    sight = shown;
    return this;
  }

  Past state(State where) {
    state = where;
    return this;
  }

  /** One side stands there now. */
  Past side(int side, Side standing) {
    now[side] = standing.build();
    return this;
  }

  /** The last bare ACK of one side since the first reset. */
  Past acked(int side, long ns) {
    segmentNs[side] = ns;
    return this;
  }

  /** The last segment of one side since the first reset that says something. */
  Past spoke(int side, long ns) {
    segmentNs[side] = ns;
    wordNs[side] = ns;
    return this;
  }

  Past clientIsB() {
    clientIsB = true;
    return this;
  }

  /** Round trip time, -1 for unknown. */
  Past rtt(long ns) {
    rttNs = ns;
    return this;
  }

  Past repeats(Repeats again, int sideInVain) {
    repeats = again;
    repeatingSide = sideInVain;
    return this;
  }

  /** The last packet of the connection, and the newest time known. */
  Past times(long newLastNs, long newNowNs) {
    lastNs = newLastNs;
    nowNs = newNowNs;
    return this;
  }

  History history() {
    return new History(
        sight, state, List.copyOf(resets), Voice.of(now[0], segmentNs[0], wordNs[0]),
        Voice.of(now[1], segmentNs[1], wordNs[1]), clientIsB, rttNs, repeats, repeatingSide, lastNs, nowNs);
  }

  End end() {
    return Judgement.of(history());
  }
}
