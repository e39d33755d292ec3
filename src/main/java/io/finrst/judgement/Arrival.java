package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * What a reset does to a receiver that no other reset has reached: RFC 9293 section 3.10.7, RFC 5961 section 3.2 and
 * Linux tcp_validate_incoming.
 */
final class Arrival {
  /** So often a segment must have been sent again without an answer before its sender can have given up. */
  static final int IN_VAIN = 2;

  private Arrival() {}

  /**
   * @param receiver where its receiver stands now
   */
  static Grounds of(ResetFacts reset, ResetKind kind, long rttNs, Voice receiver) {
    State state = reset.before();
    if (state == State.NEW) {
      return Grounds.NOTHING_BEFORE;
    }
    if (state == State.SYN_SENT || state == State.UNREACHABLE) {
      return inSynSent(reset);
    }
    return state == State.CLOSED || state == State.HALF_CLOSE_DONE
        ? Grounds.BOTH_CLOSED
        : synchronised(reset, kind, rttNs, receiver);
  }

  private static Grounds inSynSent(ResetFacts reset) {
    Standing receiver = reset.receiver();
    if (reset.sender().synCount() > 0) {
      boolean answersChallenge = reset.isAt(reset.challengeAck());
      return answersChallenge ? Grounds.OLDER_CONNECTION : Grounds.OWN_SYN;
    }
    if ((reset.segment().flags() & Segment.ACK) == 0) {
      return Grounds.NO_ACK;
    }
    return Seq.between(receiver.iss() + 1, reset.segment().ack(), receiver.nxt())
        ? Grounds.ACKS_SYN
        : Grounds.OTHER_ACK;
  }

  private static Grounds synchronised(ResetFacts reset, ResetKind kind, long rttNs, Voice receiverNow) {
    Standing sender = reset.sender();
    Standing receiver = reset.receiver();
    if (!receiver.hasAcked()) {
      return Grounds.NOTHING_ACKNOWLEDGED;
    }
    int seq = reset.seq();
    int rcvNxt = receiver.acked();
    int sndNxt = sender.placed() ? sender.nxt() : rcvNxt;
    boolean inFlight = Seq.lt(rcvNxt, sndNxt);
    if (seq == rcvNxt && !inFlight) {
      return Grounds.EXACT;
    }
    if (seq == sndNxt && inFlight) {
      return Grounds.EXACT_ON_ARRIVAL;
    }
    if (sender.fin() && seq == sender.finSeq()) {
      return Grounds.ONE_BEFORE;
    }
    boolean nothingElseCame = receiverNow.acked() == rcvNxt || hadStoppedSending(reset, rttNs);
    if (seq == rcvNxt && kind == ResetKind.ANSWER && nothingElseCame) {
      return Grounds.EXACT_AFTER_LOSS;
    }
    if (kind == ResetKind.ABORT && hadRepeatedInVain(reset)) {
      return Grounds.GAVE_UP;
    }
    if (!Seq.lt(rcvNxt, seq)) {
      return Grounds.BELOW_WINDOW;
    }
    return Seq.le(seq, receiver.edge()) ? Grounds.IN_WINDOW : Grounds.OUT_OF_WINDOW;
  }

  private static boolean hadRepeatedInVain(ResetFacts reset) {
    return reset.repeatingSide() == reset.side() && reset.repeats().count() >= IN_VAIN;
  }

  /** Whether nothing of what its sender had sent can still be on its way, retransmissions included. */
  private static boolean hadStoppedSending(ResetFacts reset, long rttNs) {
    boolean again = reset.repeats() != null && reset.repeats().side() == reset.side();
    boolean sent = reset.sender().lastDataFrame() != 0;
    long waysNs = Span.ANSWER.ns(rttNs);
    return (!sent || reset.timeNs() - reset.sender().lastDataNs() >= waysNs)
        && (!again || reset.timeNs() - reset.repeats().last().timeNs() >= waysNs);
  }
}
