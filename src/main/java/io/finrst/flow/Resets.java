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

  /** The same where no handshake told the round trip time. */
  private static final long IN_FLIGHT_UNKNOWN_NS = 200_000_000L;

  private final BiConsumer<Connection, Event> raise;

  Resets(BiConsumer<Connection, Event> raise) {
    this.raise = raise;
  }

  /** Takes a segment with the RST bit; {@code lastOwnFrame} is the one that its side sent before it. */
  void accept(Segment s, Packet p, Connection c, Half me, Half peer, long lastGapNs, int lastOwnFrame) {
    int side = c.direction;
    Story story = c.tell();
    ResetNote reset = new ResetNote(side, p.frame, p.timeNs, s, p.data, me, peer, lastOwnFrame);
    ResetJudge.judge(c, me, peer, reset);
    story.add(reset);
    if (reset.effect != ResetEffect.ACCEPTED) {
      return;
    }
    drewChallenge(story, reset);
    if (provesAbort(story, reset, me)) {
      restore(c, story, me, peer, reset);
      return;
    }
    if (c.state().isReset()) { // it takes the place of the first one
      if (story.deciding != null && story.deciding.effect == ResetEffect.IGNORED) {
        story.deciding = reset;
      }
      return;
    }
    story.deciding = reset;
    story.stateBeforeReset = c.state();
    story.silenceBeforeResetNs = silence(c, story, reset, peer, lastGapNs);
    raise.accept(c, breaksHandshake(c, story, me, peer, reset) ? Event.HANDSHAKE_RST : Event.RST);
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
   * Whether {@code answer} shows that the reset taken back was real: its sender has no socket any more and has
   * said nothing but resets since. A receiver that was busy sending, or had sent already, goes on for a while
   * after an abort (Linux queues what comes while a send holds the socket, {@code tcp_add_backlog}).
   */
  private static boolean provesAbort(Story story, ResetNote answer, Half sender) {
    ResetNote abort = story.takenBack;
    if (abort == null
        || answer.kind != ResetKind.ANSWER
        || abort.kind != ResetKind.ABORT
        || abort.side != answer.side) {
      return false;
    }
    long since =
        story.resets.stream().filter(r -> r.side == abort.side && r.frame >= abort.frame).count();
    return sender.packets() - abort.senderPackets == since;
  }

  /** Lets the reset taken back be the end after all, for good. */
  private void restore(Connection c, Story story, Half me, Half peer, ResetNote answer) {
    ResetNote abort = story.takenBack;
    abort.effect = ResetEffect.ACCEPTED;
    abort.why = "exact, and what came later was answered by a bare reset: the socket was gone";
    abort.proven = true;
    answer.effect = ResetEffect.LATE;
    answer.why = "its sender had aborted the connection before";
    story.takenBack = null;
    story.deciding = abort;
    c.state(story.stateBeforeReset);
    raise.accept(c, breaksHandshake(c, story, me, peer, abort) ? Event.HANDSHAKE_RST : Event.RST);
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
        receiver.lastFrame() != 0 && c.half(reset.side).lastFrame() > receiver.lastFrame();
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
    State before = story.stateBeforeReset;
    if (before == State.NEW || c.state() == State.REFUSED || s.has(Segment.SYN)) {
      return; // a SYN sent again proves nothing, and the state machine takes a handshake that
              // succeeds after all
    }
    long rtt = c.rttNs() < 0 ? IN_FLIGHT_UNKNOWN_NS : Math.max(IN_FLIGHT_NS, c.rttNs());
    boolean afterFlight = p.timeNs - reset.timeNs > rtt;
    if (c.direction == reset.side) {
      // what no socket wanted is not acknowledged, too: that is no matter of order
      boolean acksMore = s.has(Segment.ACK) && me.is(Half.HAS_ACKED) && Seq.lt(me.acked(), s.ack);
      boolean beyondReset =
          s.length() > 0
              && !Seq.lt(s.seq, reset.seq)
              && (acksMore || p.timeNs - reset.timeNs > IN_FLIGHT_NS);
      if (afterFlight || beyondReset) {
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
    boolean says = s.length() > 0 || acksLaterData || s.seq == me.nxt() - 1;
    if (!reset.proven && (acksLaterData || afterFlight && says)) {
      reset.effect = ResetEffect.UNSEEN;
      reset.why = "its receiver went on as if it had never come";
      takeBack(c, story);
    }
  }

  /** Goes back to the state before the reset and catches up on what happened since. */
  private void takeBack(Connection c, Story story) {
    c.state(story.stateBeforeReset);
    story.takenBack = story.deciding;
    story.deciding = null;
    int closer = c.closer();
    if (closer >= 0 && story.stateBeforeReset.compareTo(State.FIN_WAIT_1) < 0) {
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
