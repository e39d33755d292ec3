package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.judgement.End;
import io.finrst.judgement.History;
import io.finrst.judgement.Judgement;
import io.finrst.judgement.Sight;
import io.finrst.record.HostLooks;
import io.finrst.record.Standing;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/** Keeps what is known of a connection when a reset comes, and asks what its resets come to. Judges nothing itself. */
final class Resets {
  private final HostProfiles hosts;

  Resets(HostProfiles hosts) {
    this.hosts = hosts;
  }

  /**
   * Keeps a segment with the RST bit, before it is counted anywhere.
   *
   * @param earlierGapNs the silence before the packet before it
   */
  void keep(Segment s, Packet p, Connection c, Half me, Half peer, long earlierGapNs) {
    Story story = c.tell();
    boolean unacknowledged = me.nxt() - peer.acked() > 0;
    boolean gaveUp = story.gaveUp(c.direction, unacknowledged);
    story.add(new ResetNote(s, p, c, host(s, p, me), earlierGapNs, gaveUp, unansweredBytes(s, me, peer)));
  }

  /** Of a host whose packets the connection shows, these tell more. */
  private HostLooks host(Segment s, Packet p, Half sender) {
    return sender.is(Half.TTL_SEEN) && s.ipVersion == 4
        ? HostLooks.NONE
        : hosts.looks(p.interfaceId, s.ipVersion, s.srcHi, s.srcLo);
  }

  /**
   * By its ACK number, which says what its sender had got, against that of the sender's last data; by their order in
   * the capture where it has none.
   */
  private static int unansweredBytes(Segment s, Half sender, Half receiver) {
    if (receiver.lastDataFrame() == 0) {
      return 0;
    }
    boolean spoke = sender.lastDataFrame() != 0;
    int answered = spoke ? sender.ackAtData() : receiver.iss() + 1;
    if (s.has(Segment.ACK) && Seq.between(answered, s.ack, receiver.nxt())) {
      boolean acksFin = receiver.is(Half.FIN) && Seq.lt(receiver.finSeq(), s.ack);
      int end = acksFin ? receiver.finSeq() : s.ack;
      return Seq.lt(answered, end) ? end - answered : 0;
    }
    if (Integer.compareUnsigned(receiver.lastDataFrame(), sender.lastDataFrame()) <= 0) {
      return 0;
    }
    return Math.max(1, (int) Math.min(receiver.bytes(), receiver.nxt() - answered & 0xFFFFFFFFL));
  }

  /** Notes a segment without RST that comes after a reset. A SYN sent again proves nothing of one. */
  static void lifeAfter(Segment s, Packet p, Connection c, Half me) {
    if (!s.has(Segment.SYN)) {
      boolean probe = me.is(Half.PLACED) && s.seq == me.nxt() - 1;
      c.story().spoke(c.direction, p.timeNs, s.length() > 0 || probe);
    }
  }

  /** How {@code c} would end at {@code nowNs}. */
  static End end(Connection c, long nowNs) {
    Story story = c.story();
    State state = c.state();
    Sight sight = sight(c);
    if (story == null || story.resets.isEmpty() && story.repeatingSide < 0 && state != State.SYN_RECEIVED) {
      return End.at(sight.atRest(state, nowNs - c.lastTimeNs()));
    }
    return Judgement.of(
        new History(
            sight,
            state,
            story.facts(c),
            story.voice(0, c.a),
            story.voice(1, c.b),
            c.clientSide() == 1,
            c.rttNs(),
            story.repeats(),
            story.repeatingSide,
            c.lastTimeNs(),
            nowNs));
  }

  /** How much of {@code c} the capture shows. */
  private static Sight sight(Connection c) {
    boolean beginning = !c.is(Connection.ROLES_GUESSED);
    boolean both = c.a.packets() > 0 && c.b.packets() > 0;
    boolean synAnswered =
        c.state() == State.SYN_SENT
            && both
            && Integer.compareUnsigned(c.half(c.clientSide()).lastFrame(), c.half(1 - c.clientSide()).lastFrame()) < 0;
    if (c.is(Connection.ORDINARY_SEEN) && beginning && both && !synAnswered) {
      return Sight.CLEAR;
    }
    int closer = c.closer();
    boolean mayHaveReadOn =
        closer >= 0
            && c.half(1 - closer).is(Half.FIN)
            && c.half(closer).is(Half.HAS_ACKED)
            && Seq.lt(c.half(closer).acked(), c.half(1 - closer).finSeq());
    return new Sight(
        c.is(Connection.ORDINARY_SEEN), both, beginning, c.a.bytes() > 0, c.b.bytes() > 0, closer, synAnswered,
        mayHaveReadOn);
  }

  /** Where a side of {@code c} stands, or stood when {@code half} was copied. */
  static Standing standing(Connection c, Half half, int probes) {
    boolean silent = half.firstDataFrame() == 0;
    return new Standing(
        half.is(Half.KNOWN),
        half.is(Half.PLACED),
        half.iss(),
        half.nxt(),
        half.is(Half.HAS_ACKED),
        half.acked(),
        half.edge(),
        half.is(Half.FIN),
        half.finSeq(),
        half.synCount(),
        half.packets(),
        half.bytes(),
        silent ? 0 : half.firstDataFrame() == half.lastDataFrame() ? 1 : 2,
        probes,
        c.frame(half.lastFrame()),
        c.frame(half.lastDataFrame()),
        half.lastTimeNs(),
        half.lastDataTimeNs());
  }
}
