package io.finrst.analysis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Repeats;
import io.finrst.record.Reset;
import io.finrst.record.ResetFacts;
import io.finrst.record.ResetSegment;
import io.finrst.record.ResetsSeen;
import io.finrst.record.Standing;
import java.util.List;

/** A record whose facts about resets count from each side's first number, as its other numbers do already. */
final class Relative {
  private Relative() {}

  static ConnectionRecord of(ConnectionRecord c) {
    ResetsSeen resets =
        new ResetsSeen(
            c.resets().stream().map(Relative::reset).toList(), c.resetsNotKept(), c.resetsSeen().deciding());
    return new ConnectionRecord(
        c.identity(), c.times(), c.conclusion(), c.closing(), resets, c.anomalies(),
        c.clientHalf(), c.serverHalf(), c.neighbours(), c.quality(), c.encapsulation(), c.kernel(), c.ladder());
  }

  private static Reset reset(Reset r) {
    return new Reset(
        r.from(), r.flags(), r.seq(), r.ack(), r.kind(), r.effect(), r.why(), r.answeredFrame(), r.senderWentOn(),
        facts(r.facts()));
  }

  private static ResetFacts facts(ResetFacts f) {
    int own = f.sender().placed() ? f.sender().iss() : 0;
    int other = f.receiver().placed() ? f.receiver().iss() : 0;
    long challenge = f.challengeAck() < 0 ? f.challengeAck() : f.challengeAck() - own & 0xFFFFFFFFL;
    return new ResetFacts(
        segment(f.segment(), own, other), f.side(), f.before(), standing(f.sender(), own, other),
        standing(f.receiver(), other, own), f.senderLooks(), f.receiverLooks(), f.host(), f.gapNs(), f.earlierGapNs(),
        repeats(f, own, other), f.repeatingSide(), f.gaveUp(), challenge, f.badAckFrame(), f.synAckAgain(),
        f.unansweredBytes());
  }

  private static ResetSegment segment(ResetSegment s, int own, int other) {
    return new ResetSegment(
        s.at(), s.flags(), s.seq() - own, s.ack() == 0 ? 0 : s.ack() - other, s.window(), s.ttl(), s.tos(), s.ipId(),
        s.flowLabel(), s.timestamps(), s.mptcpReason(), s.fastClose(), s.payloadLength(), s.text());
  }

  private static Standing standing(Standing s, int own, int other) {
    return new Standing(
        s.known(), s.placed(), s.iss() - own, s.nxt() - own, s.hasAcked(), s.hasAcked() ? s.acked() - other : 0,
        s.hasAcked() ? s.edge() - other : 0, s.fin(), s.fin() ? s.finSeq() - own : 0, s.synCount(), s.packets(),
        s.bytes(), s.dataSegments(), s.probes(), s.lastFrame(), s.lastDataFrame(), s.lastNs(),
        s.lastDataNs());
  }

  private static Repeats repeats(ResetFacts f, int own, int other) {
    Repeats again = f.repeats();
    if (again == null) {
      return null;
    }
    int first = again.side() == f.side() ? own : other;
    return new Repeats(
        again.side(), again.kind(), again.count(), again.last(), again.end() - first, again.lastGapNs(),
        again.silenceBeforeNs());
  }
}
