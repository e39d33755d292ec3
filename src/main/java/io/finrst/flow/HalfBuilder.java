package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.record.Appearance;
import io.finrst.record.FlowControl;
import io.finrst.record.HalfRecord;
import io.finrst.record.Milestones;
import io.finrst.record.Moment;
import io.finrst.record.Opening;
import io.finrst.record.ResetFacts;
import io.finrst.record.Traffic;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/** Makes the immutable records of what the two sides of a connection sent. */
final class HalfBuilder {
  private final Connection c;
  private final Applications applications;
  private final End end;
  private final ResetFacts deciding; // null for none
  private final Story story; // null for none

  HalfBuilder(Connection c, Applications applications, End end) {
    this.c = c;
    this.applications = applications;
    this.end = end;
    deciding = end.decider();
    story = c.story();
  }

  /** What {@code side}, 0 or 1, sent. */
  HalfRecord half(int side) {
    Half h = c.half(side);
    StreamMap holes = story == null ? null : story.holes(side);
    long missing = Math.max(holes == null ? 0 : holes.missing(), untoldBytes(side));
    return new HalfRecord(
        traffic(side, missing),
        new Opening(h.synCount(), c.mss(side), h.scale(), c.is(Connection.SYN_OPTIONS_CUT)),
        flowControl(side),
        appearance(h, c.half(1 - side)),
        milestones(h),
        applications.of(c, side, sent(side), sent(1 - side)));
  }

  private Applications.Sent sent(int side) {
    StreamMap holes = story == null ? null : story.holes(side);
    return new Applications.Sent(dataEnd(side), holes == null || holes.missing() == 0);
  }

  /** Bytes that nothing but the numbers of a reset that is taken at face value tell of. */
  private long untoldBytes(int side) {
    if (!end.tookAtFaceValue() || !c.half(side).is(Half.SYN_SEEN)) {
      return 0;
    }
    boolean own = deciding.side() == side;
    boolean tells = own || (deciding.segment().flags() & Segment.ACK) != 0;
    int number = own ? deciding.seq() : deciding.segment().ack();
    int fin = c.half(side).is(Half.FIN) ? 1 : 0;
    return tells ? Math.max(0, Seq.diff(number, c.half(side).iss() + 1) - fin) : 0;
  }

  private Traffic traffic(int side, long missing) {
    Half h = c.half(side);
    return new Traffic(
        h.packets(),
        h.bytes(),
        h.retransmitted(),
        counted(Story.Oddity.OUT_OF_ORDER, side),
        counted(Story.Oddity.DUPLICATE, side),
        missing,
        unacknowledged(h, c.half(1 - side)),
        counted(Story.Oddity.KEEP_ALIVE, side));
  }

  /** Windows are scaled only where both sides offered to (RFC 7323 section 2.2). */
  private FlowControl flowControl(int side) {
    Half h = c.half(side);
    long window = h.is(Half.HAS_ACKED) ? h.window() : 0; // that of a SYN is never scaled
    return new FlowControl(
        h.scale() > 0 && c.half(1 - side).scale() >= 0 ? window << h.scale() : window,
        counted(Story.Oddity.ZERO_WINDOW, side),
        counted(Story.Oddity.WINDOW_PROBE, side),
        window == 0 && c.story() != null ? c.story().shut(side) : null);
  }

  private static Appearance appearance(Half h, Half peer) {
    boolean seen = h.is(Half.TTL_SEEN);
    return new Appearance(
        h.usesTimestamps(peer),
        seen ? h.ttl() : -1,
        h.is(Half.TTL_VARIES),
        seen ? h.dscp() : -1,
        h.ipIdPattern(),
        h.stack());
  }

  private Milestones milestones(Half h) {
    return new Milestones(
        c.frame(h.lastFrame()),
        c.frame(h.firstDataFrame()),
        moment(h.lastDataFrame(), h.lastDataTimeNs()),
        moment(h.finFrame(), h.finTimeNs()),
        c.frame(h.finAckFrame()));
  }

  /** Number after the last byte {@code side} had sent when the connection ended. */
  private int dataEnd(int side) {
    Half h = c.half(side);
    int last = deciding != null && deciding.side() != side ? deciding.receiver().nxt() : h.nxt();
    return h.is(Half.FIN) && Seq.lt(h.finSeq(), last) ? h.finSeq() : last;
  }

  private int counted(Story.Oddity oddity, int side) {
    return story == null ? 0 : story.counted(oddity, side);
  }

  private static long unacknowledged(Half h, Half other) {
    if (h.bytes() == 0 || !other.is(Half.HAS_ACKED)) {
      return h.bytes();
    }
    long inFlight = h.nxt() - other.acked();
    return Math.max(0, inFlight - (h.is(Half.FIN) ? 1 : 0));
  }

  private Moment moment(int relativeFrame, long timeNs) {
    return relativeFrame == 0 ? null : new Moment(c.frame(relativeFrame), timeNs);
  }
}
