package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.teardown.Event;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import java.util.function.BiConsumer;

/**
 * Keeps the resets of a connection, applies those that count, and takes one back when its receiver
 * visibly never got it.
 */
final class Resets {
  /** Less than this after a reset, a packet may simply have been on its way. */
  private static final long IN_FLIGHT_NS = 1_000_000L;

  /**
   * So long after a reset its receiver may still send: one that was sending takes it in later (Linux queues what comes
   * while a send holds the socket, {@code tcp_add_backlog}), and queues make a way longer than the handshake's.
   */
  private static final long BUSY_NS = 10_000_000L;

  private static final int BUSY_ROUND_TRIPS = 4;

  /** What these are where no handshake told the round trip time. */
  private static final long IN_FLIGHT_UNKNOWN_NS = 200_000_000L;

  private final BiConsumer<Connection, Event> raise;

  Resets(BiConsumer<Connection, Event> raise) {
    this.raise = raise;
  }

  /** Takes a segment with the RST bit; {@code lastGapNs} is the silence before the packet before it. */
  void accept(Segment s, Packet p, Connection c, Half me, Half peer, long lastGapNs) {
    int side = c.direction;
    Story story = c.tell();
    ResetNote reset = new ResetNote(side, p.frame, p.timeNs, s, p.data, me, peer);
    ResetJudge.judge(c, me, peer, reset);
    reset.stateBefore = c.state();
    reset.silenceNs = silence(c, story, reset, peer, lastGapNs);
    story.add(reset);
    drewChallenge(story, reset);
    if (reset.kind == ResetKind.ANSWER) {
      story.gaveUp(side, me.nxt() - peer.acked() > 0);
      ResetNote abort = abortBefore(story, reset, me);
      if (abort != null) {
        prove(c, story, me, peer, abort, reset);
        return;
      }
    }
    if (reset.effect == ResetEffect.ACCEPTED && !c.state().isReset()) {
      decide(c, story, me, peer, reset);
    }
  }

  private void decide(Connection c, Story story, Half me, Half peer, ResetNote reset) {
    story.deciding = reset;
    raise.accept(c, breaksHandshake(c, story, me, peer, reset) ? Event.HANDSHAKE_RST : Event.RST);
  }

  /**
   * The abort after which the sender of {@code answer} has said nothing but resets, null for none: it has no socket
   * any more, so that abort was real and the end, whether its receiver got it, lost it or answered it by a challenge
   * ACK.
   */
  private static ResetNote abortBefore(Story story, ResetNote answer, Half sender) {
    if (story.deciding != null && story.deciding.side != answer.side) {
      return null;
    }
    ResetNote abort = null;
    long since = 0;
    for (int i = story.resets.size() - 1; i >= 0; i--) {
      ResetNote each = story.resets.get(i);
      since += each.side == answer.side ? 1 : 0;
      boolean counted =
          each.effect == ResetEffect.ACCEPTED
              || each.effect == ResetEffect.UNSEEN
              || each.effect == ResetEffect.IGNORED && (each.inWindow || each == story.deciding);
      if (each.side == answer.side
          && each.kind == ResetKind.ABORT
          && counted
          && sender.packets() - each.senderPackets == since) {
        abort = each;
      }
    }
    return abort;
  }

  /**
   * Lets {@code abort} be the end, which its receiver cannot undo any more. Where that has never got it, {@code answer}
   * is what it learned of it by.
   */
  private void prove(Connection c, Story story, Half me, Half peer, ResetNote abort, ResetNote answer) {
    abort.proven = true;
    if (abort.effect == ResetEffect.ACCEPTED && answer.effect == ResetEffect.ACCEPTED) {
      answer.effect = ResetEffect.LATE;
      answer.why = "its sender had aborted the connection before";
    }
    if (abort != story.deciding) {
      c.state(abort.stateBefore);
      decide(c, story, me, peer, abort);
    }
  }

  /**
   * An exact answer after an inexact abort: that one ran ahead of lost data, and this answers the
   * challenge ACK to it.
   */
  private static void drewChallenge(Story story, ResetNote answer) {
    int before = story.resets.size() - 2;
    if (answer.kind == ResetKind.ANSWER && before >= 0) {
      ResetNote abort = story.resets.get(before);
      boolean inexact = abort.effect == ResetEffect.IGNORED && abort.inWindow;
      if (inexact && abort.side == answer.side && (abort.flags & Segment.ACK) != 0) {
        abort.kind = ResetKind.ABORT;
        abort.why = "ahead of what its receiver had got: it drew a challenge ACK";
      }
    }
  }

  /**
   * The silence that led to the end: for an answer, the one before the segment it answers (and
   * before that one's first sending, when it was repeated); else the one before the reset itself.
   */
  private static long silence(
      Connection c, Story story, ResetNote reset, Half receiver, long lastGapNs) {
    if (reset.kind != ResetKind.ANSWER) {
      return c.gapNs();
    }
    if (story.repeatingSide == 1 - reset.side) {
      return story.silenceBeforeRepeatsNs;
    }
    boolean triggeredByLast =
        receiver.lastFrame() != 0
            && Integer.compareUnsigned(c.half(reset.side).lastFrame(), receiver.lastFrame()) > 0;
    return triggeredByLast ? Math.max(lastGapNs, c.gapNs()) : c.gapNs();
  }

  /**
   * Whether the handshake was still open at the side that resets, or the client resets its own SYN.
   */
  private static boolean breaksHandshake(
      Connection c, Story story, Half me, Half peer, ResetNote reset) {
    if (c.state() == State.SYN_SENT || c.state() == State.UNREACHABLE) {
      return me.is(Half.SYN_SEEN);
    }
    boolean onlySynAcks = me.packets() - 1 <= me.synCount() && me.synCount() > 0;
    boolean server = c.clientSide() != reset.side;
    return server
        && reset.kind == ResetKind.ANSWER
        && onlySynAcks
        && (peer.bytes() == 0 && story.counted(Story.Oddity.KEEP_ALIVE, 1 - reset.side) == 0 || story.synAckAgain);
  }

  /**
   * A segment without RST after an accepted reset. From the receiver of the reset it may prove that
   * the reset never arrived and is then taken back; from its supposed sender it proves that someone
   * else sent it.
   */
  void lifeAfter(Segment s, Packet p, Connection c, Half me, Half peer) {
    Story story = c.story();
    ResetNote reset = story.deciding;
    if (reset.stateBefore == State.NEW || c.state() == State.REFUSED || s.has(Segment.SYN)) {
      return; // a SYN sent again proves nothing, and the state machine takes a handshake that
              // succeeds after all
    }
    long sinceNs = p.timeNs - reset.timeNs;
    if (c.direction == reset.side) {
      // what no socket wanted is not acknowledged, too: that is no matter of order
      boolean acksMore = s.has(Segment.ACK) && me.is(Half.HAS_ACKED) && Seq.lt(me.acked(), s.ack);
      boolean beyondReset =
          s.length() > 0
              && !Seq.lt(s.seq, reset.seq)
              && (acksMore || sinceNs > IN_FLIGHT_NS);
      if (sinceNs > flightNs(c, IN_FLIGHT_NS, 1) || beyondReset) {
        reset.senderWentOn = true;
      }
      return;
    }
    reset.receiverSpoke = true;
    boolean acksLaterData =
        s.has(Segment.ACK)
            && Seq.lt(reset.seq, s.ack)
            && Seq.le(s.ack, peer.nxt())
            && peer.is(Half.KNOWN);
    boolean says = s.length() > 0 || s.has(Segment.FIN) || acksLaterData || s.seq == me.nxt() - 1;
    if (acksLaterData || says && sinceNs > flightNs(c, BUSY_NS, BUSY_ROUND_TRIPS)) {
      reset.effect = ResetEffect.UNSEEN;
      reset.why = "its receiver went on as if it had never come";
      if (!reset.proven) {
        takeBack(c, story);
      }
    }
  }

  /** How long something may be on its way: so many round trips where a handshake told them, {@code leastNs} at least. */
  private static long flightNs(Connection c, long leastNs, int roundTrips) {
    return c.rttNs() < 0 ? IN_FLIGHT_UNKNOWN_NS : Math.max(leastNs, roundTrips * c.rttNs());
  }

  /** Goes back to the state before the reset and catches up on what happened since. */
  private void takeBack(Connection c, Story story) {
    State before = story.deciding.stateBefore;
    c.state(before);
    story.deciding = null;
    int closer = c.closer();
    if (closer >= 0 && before.compareTo(State.FIN_WAIT_1) < 0) {
      raise.accept(c, Event.FIN);
      if (c.half(closer).is(Half.FIN_ACKED)) {
        raise.accept(c, Event.FIN_ACKED);
      }
      if (c.half(1 - closer).is(Half.FIN)) {
        raise.accept(c, Event.PEER_FIN);
      }
    }
  }
}
