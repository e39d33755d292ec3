package io.finrst.flow;

import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * What a reset looks like and whether its receiver takes it: RFC 9293 section 3.10.7, RFC 5961
 * section 3.2 and Linux tcp_validate_incoming. {@code sender} is the side whose address the reset
 * carries, {@code receiver} the other one.
 */
final class ResetJudge {
  private ResetJudge() {}

  /** Sets kind and effect of {@code reset}, from what was seen before it. */
  static void judge(Connection c, Half sender, Half receiver, ResetNote reset) {
    reset.kind = kind(c, sender, receiver, reset);
    State state = c.state();
    if (state == State.NEW) {
      accept(reset, "nothing of the connection was seen before it");
    } else if (state == State.SYN_SENT || state == State.UNREACHABLE) {
      judgeInSynSent(c, sender, receiver, reset);
    } else if (state == State.CLOSED || state == State.HALF_CLOSE_DONE) {
      late(reset, "both sides had closed and acknowledged it");
    } else if (state.isReset()) {
      judgeAfterReset(c, receiver, reset);
    } else {
      judgeSynchronized(c, sender, receiver, reset);
    }
  }

  private static ResetKind kind(Connection c, Half sender, Half receiver, ResetNote reset) {
    boolean hasAck = (reset.flags & Segment.ACK) != 0;
    if (!hasAck) {
      if (answersAck(c, sender, receiver, reset)) {
        return answer(c, receiver, reset);
      }
      // the RFC's own abort is bare (RFC 9293 section 3.10.5); only with data in flight it differs from an answer
      return sender.is(Half.KNOWN) && reset.seq == sender.nxt() ? ResetKind.ABORT : ResetKind.FOREIGN;
    }
    boolean acksReceiver =
        !receiver.is(Half.PLACED) || Seq.between(receiver.iss(), reset.ack, receiver.nxt());
    if (!acksReceiver) {
      return ResetKind.FOREIGN;
    }
    if (!sender.is(Half.KNOWN)) {
      // to a SYN: seq 0; else a sender of which nothing was seen, whose numbers are the receiver's
      // ACKs
      if (reset.seq == 0 && receiver.is(Half.SYN_SEEN) && receiver.nxt() == reset.ack) {
        return answer(c, receiver, reset);
      }
      return !sender.is(Half.PLACED) || reset.seq == sender.nxt()
          ? ResetKind.ABORT
          : ResetKind.FOREIGN;
    }
    boolean nextOfSender =
        reset.seq == sender.nxt() || sender.is(Half.FIN) && reset.seq == sender.finSeq();
    boolean windowEdge = receiver.is(Half.HAS_ACKED) && reset.seq == receiver.edge();
    return nextOfSender || windowEdge ? ResetKind.ABORT : ResetKind.FOREIGN;
  }

  /**
   * A bare reset takes its sequence number from the ACK field of what it answers, the last one or a
   * slightly older one.
   */
  private static boolean answersAck(Connection c, Half sender, Half receiver, ResetNote reset) {
    Story story = c.story();
    if (story != null && story.challenged && reset.seq == story.challengeAck) {
      return true;
    }
    if (story != null && story.badHandshakeAckFrame != 0 && !receiver.is(Half.HAS_ACKED)) {
      return true;
    }
    if (!receiver.is(Half.HAS_ACKED)) {
      return !sender.is(Half.PLACED) || reset.seq == sender.nxt();
    }
    return sender.is(Half.PLACED) && Seq.between(sender.iss() + 1, reset.seq, receiver.acked());
  }

  private static ResetKind answer(Connection c, Half receiver, ResetNote reset) {
    reset.answeredFrame = c.frame(receiver.lastFrame());
    return ResetKind.ANSWER;
  }

  private static void judgeInSynSent(Connection c, Half sender, Half receiver, ResetNote reset) {
    if (sender.is(Half.SYN_SEEN)) { // the client resets
      Story story = c.story();
      if (story != null && story.challenged && reset.seq == story.challengeAck) {
        late(
            reset,
            "it answers an ACK of an older connection on the same ports and resets that one");
      } else {
        accept(reset, "the client gave up its own SYN");
      }
    } else if ((reset.flags & Segment.ACK) == 0) {
      ignore(reset, "a SYN takes only a reset that acknowledges it (RFC 9293 3.10.7.3)");
    } else if (Seq.between(receiver.iss() + 1, reset.ack, receiver.nxt())) {
      accept(reset, "it acknowledges the SYN");
    } else {
      ignore(reset, "it acknowledges something other than the SYN (RFC 9293 3.10.7.3)");
    }
  }

  private static void judgeAfterReset(Connection c, Half receiver, ResetNote reset) {
    ResetNote first = c.story().deciding;
    if (first == null) {
      late(reset, "the connection had been reset already");
    } else if (first.side == reset.side) {
      boolean exactNow =
          receiver.is(Half.HAS_ACKED)
              && reset.seq == receiver.acked()
              && first.receiverAcked == receiver.acked() // a challenge ACK acknowledges nothing new
              && receiver.lastFrame() != receiver.lastDataFrame() // and carries no data
              && Seq.lt(reset.seq, first.seq);
      if (exactNow && first.receiverSpoke) {
        // the first one ran ahead of lost data and drew a challenge ACK; this answers it (RFC 5961
        // section 3.2)
        ignore(first, "ahead of what its receiver had got: it drew a challenge ACK");
        accept(reset, "exact: seq equals the receiver's last ACK");
      } else {
        late(reset, "the connection had been reset already");
      }
    } else if (first.senderWentOn) {
      accept(reset, "the other side was still sending; this ended it there too");
    } else {
      late(reset, "its receiver had reset the connection itself");
    }
  }

  private static void judgeSynchronized(Connection c, Half sender, Half receiver, ResetNote reset) {
    if (!receiver.is(Half.HAS_ACKED)) {
      accept(reset, "nothing its receiver acknowledged was seen, so taken as exact");
      return;
    }
    int rcvNxt = receiver.acked();
    int sndNxt = sender.is(Half.PLACED) ? sender.nxt() : rcvNxt;
    if (reset.seq == rcvNxt && !Seq.lt(rcvNxt, sndNxt)) {
      accept(reset, "exact: seq equals the receiver's last ACK");
    } else if (reset.seq == sndNxt && Seq.lt(rcvNxt, sndNxt)) {
      accept(reset, "exact once what was in flight has arrived");
    } else if (sender.is(Half.FIN) && reset.seq == sender.finSeq()) {
      // Linux takes RCV.NXT-1 when the peer's FIN has come (tcp_reset_check)
      accept(reset, "one before RCV.NXT, which a side that has got the FIN accepts");
    } else if (reset.seq == rcvNxt && reset.kind == ResetKind.ANSWER && nothingInFlight(c, sender, reset)) {
      accept(reset, "exact: what its sender had sent before never arrived");
    } else if (Seq.lt(reset.seq, rcvNxt) || reset.seq == rcvNxt) {
      ignore(reset, "below the window: later data had overtaken it");
    } else if (!Seq.lt(receiver.edge(), reset.seq)) {
      reset.inWindow = true;
      ignore(reset, "in the window but not exact: draws a challenge ACK (RFC 5961 3.2)");
    } else {
      ignore(reset, "out of the window");
    }
  }

  /** Nothing is on its way for longer than this, or some round trips. */
  private static final long ON_ITS_WAY_NS = 50_000_000L;

  /** Whether the sender had long stopped sending, retransmissions too, when it answered by a reset. */
  private static boolean nothingInFlight(Connection c, Half sender, ResetNote reset) {
    Story story = c.story();
    long lastNs = Math.max(sender.lastDataTimeNs(), story == null ? 0 : story.repeatedLastNs);
    long wayNs = c.rttNs() < 0 ? Connection.SILENCE_NS : Math.max(ON_ITS_WAY_NS, 4 * c.rttNs());
    return reset.timeNs - lastNs >= wayNs;
  }

  private static void accept(ResetNote reset, String why) {
    reset.effect = ResetEffect.ACCEPTED;
    reset.why = why;
  }

  private static void ignore(ResetNote reset, String why) {
    reset.effect = ResetEffect.IGNORED;
    reset.why = why;
  }

  private static void late(ResetNote reset, String why) {
    reset.effect = ResetEffect.LATE;
    reset.why = why;
  }
}
