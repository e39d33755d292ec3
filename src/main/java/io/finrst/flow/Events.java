package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.teardown.Event;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import java.util.function.BiConsumer;

/** Turns a segment whose place in the sequence space is settled into events for the state machine. */
final class Events {
  private final BiConsumer<Connection, Event> raise;

  Events(BiConsumer<Connection, Event> raise) {
    this.raise = raise;
  }

  /**
   * An ACK that does not acknowledge the SYN: the server still holds an older connection on these ports (RFC 5961 4).
   */
  static boolean isChallenge(Segment s, Half me, Half peer) {
    return !me.is(Half.SYN_SEEN)
        && !s.has(Segment.SYN)
        && s.has(Segment.ACK)
        && peer.is(Half.SYN_SEEN)
        && !Seq.between(peer.iss() + 1, s.ack, peer.nxt());
  }

  /**
   * An ACK that repeats the one before it although nothing came from the other side that asks for one: of a challenge
   * ACK (RFC 5961 sections 3.2 and 4.2) no more is seen where what drew it was not captured. Only told where nothing is
   * on its way and neither loss nor copies nor probes may have drawn it.
   */
  static boolean isUnprompted(Segment s, Connection c, Half me, Half peer) {
    return repeatsAck(s, me.acked(), peer.nxt(), me.window())
        && s.seq == me.nxt()
        && s.seq == peer.acked()
        && !s.hasSack
        && me.is(Half.HAS_ACKED)
        && c.closer() < 0
        && peer.retransmitted() == 0
        && (c.story() == null || c.story().isUndisturbed());
  }

  /**
   * A bare ACK of something that was not sent again during a silence longer than any retransmission timeout: no such
   * time has passed, or packets were not captured.
   */
  static boolean isOverdueAck(Segment s, Half me, Half peer) {
    return s.payloadLength == 0
        && (s.flags & (Segment.SYN | Segment.FIN | Segment.RST | Segment.ACK)) == Segment.ACK
        && me.is(Half.HAS_ACKED)
        && peer.is(Half.KNOWN)
        && Seq.lt(me.acked(), s.ack)
        && Seq.le(s.ack, peer.nxt());
  }

  /** Whether it neither carries nor acknowledges nor offers anything that was not there before. */
  static boolean repeatsAck(Segment s, int lastAck, int peerNxt, int lastWindow) {
    return s.payloadLength == 0
        && s.ack == lastAck
        && s.ack == peerNxt
        && s.window == lastWindow
        && (s.flags & (Segment.SYN | Segment.FIN | Segment.RST)) == 0;
  }

  /**
   * The ACK that should complete the handshake acknowledges something the server never sent. What stands further on in
   * the sequence space, or closes, shows that segments between are not in the capture.
   */
  static boolean isBadHandshakeAck(Segment s, Half me, Half peer) {
    return s.has(Segment.ACK)
        && (s.flags & (Segment.SYN | Segment.FIN)) == 0
        && s.seq == me.nxt()
        && peer.is(Half.SYN_SEEN)
        && !Seq.between(peer.iss() + 1, s.ack, peer.nxt())
        && me.is(Half.SYN_SEEN);
  }

  /**
   * Raises what {@code s} means for the state machine.
   *
   * @param fresh bytes of payload not seen before
   * @param filledHole whether these lie below others that were, and so were first sent before them
   */
  void raise(Segment s, Packet p, Connection c, Half me, Half peer, int frame, int fresh, boolean filledHole) {
    State state = c.state();
    int side = c.direction;
    if (s.has(Segment.SYN)) {
      syn(s, p, c, me);
    } else if (state.ordinal() < State.TRANSFER.ordinal()) {
      handshake(s, p, c, me, peer);
    }
    if (c.is(Connection.HAS_STORY) && (me.is(Half.FIN) || s.has(Segment.FIN)) && acksUnseenFin(s, c, peer)) {
      unseenFin(p, c, peer, frame);
    }
    if (peer.is(Half.FIN) && !peer.is(Half.FIN_ACKED) && Seq.lt(peer.finSeq(), me.acked()) && s.has(Segment.ACK)) {
      peer.finAcked(frame);
      raiseIfOpen(c, c.closer() == side ? Event.PEER_FIN_ACKED : Event.FIN_ACKED);
    }
    if (fresh > 0) {
      int closer = c.closer();
      if (closer < 0) {
        if (state != State.TRANSFER && isOpen(c)) {
          raise.accept(c, Event.DATA);
        }
      } else if (closer != side
          && !filledHole
          && peer.is(Half.FIN_ACKED)
          && s.has(Segment.ACK)
          && Seq.lt(peer.finSeq(), s.ack)) {
        c.tell().bytesAfterFin += fresh;
        raiseIfOpen(c, Event.PEER_DATA);
      }
    }
    if (s.has(Segment.FIN)) {
      fin(s, p, c, me, peer, frame);
    }
  }

  /**
   * Whether the handshake has come so far that data and FINs count; before, they are kept for {@link #catchUp}, and so
   * is what belongs to a FIN that was kept.
   */
  private static boolean isOpen(Connection c) {
    State state = c.state();
    boolean kept = state == State.SYN_RECEIVED && c.closer() >= 0;
    return state != State.SYN_SENT && state != State.UNREACHABLE && !kept;
  }

  private void raiseIfOpen(Connection c, Event event) {
    if (isOpen(c)) {
      raise.accept(c, event);
    }
  }

  /** Raises what came before the handshake was over: data in the SYN (RFC 7413), and FINs. */
  private void catchUp(Connection c) {
    if (c.a.bytes() + c.b.bytes() > 0) {
      raise.accept(c, Event.DATA);
    }
    int closer = c.closer();
    if (closer < 0) {
      return;
    }
    raise.accept(c, Event.FIN);
    if (c.half(closer).is(Half.FIN_ACKED)) {
      raise.accept(c, Event.FIN_ACKED);
    }
    if (c.half(1 - closer).is(Half.FIN)) {
      raise.accept(c, Event.PEER_FIN);
      if (c.half(1 - closer).is(Half.FIN_ACKED)) {
        raise.accept(c, Event.PEER_FIN_ACKED);
      }
    }
  }

  /**
   * Whether a side that has closed acknowledges one number more than the other was seen to use: that is a FIN which the
   * capture lost. A byte of data it might be as well while both are still talking, when this is not asked.
   */
  private static boolean acksUnseenFin(Segment s, Connection c, Half peer) {
    StreamMap holes = c.story().holes(1 - c.direction);
    return holes != null
        && !peer.is(Half.FIN)
        && s.has(Segment.ACK)
        && s.ack == peer.nxt()
        && holes.lacksOnly(peer.nxt());
  }

  private void unseenFin(Packet p, Connection c, Half peer, int frame) {
    Story story = c.story();
    story.finNotCaptured = true;
    int peerSide = 1 - c.direction;
    story.holes(peerSide).fill(peer.nxt() - 1, peer.nxt());
    peer.fin(peer.nxt() - 1, frame, p.timeNs);
    if (c.closer() < 0) {
      raiseIfOpen(c, Event.FIN);
      c.closer(peerSide);
    } else {
      raiseIfOpen(c, Event.PEER_FIN);
    }
  }

  private void fin(Segment s, Packet p, Connection c, Half me, Half peer, int frame) {
    if (me.is(Half.FIN)) {
      return; // sent again
    }
    int side = c.direction;
    me.fin(s.seq + s.length() - 1, frame, p.timeNs);
    if (c.closer() < 0) {
      raiseIfOpen(c, Event.FIN);
      c.closer(side);
    } else {
      if (!peer.is(Half.FIN_ACKED)) {
        c.set(Connection.CROSSED_FINS);
      }
      raiseIfOpen(c, Event.PEER_FIN);
    }
    // its ACK may have come first where the capture reorders
    if (peer.is(Half.HAS_ACKED) && Seq.lt(me.finSeq(), peer.acked())) {
      me.finAcked(peer.lastFrame());
      raiseIfOpen(c, c.closer() == side ? Event.FIN_ACKED : Event.PEER_FIN_ACKED);
    }
  }

  private void syn(Segment s, Packet p, Connection c, Half me) {
    boolean ack = s.has(Segment.ACK);
    if (!me.is(Half.SYN_SEEN)) {
      me.stack(SynLook.of(s, p.data));
    }
    me.set(Half.SYN_SEEN);
    me.countSyn();
    if (s.mss > 0) {
      c.mss(c.direction, s.mss);
    }
    if (s.optionsCut) {
      c.set(Connection.SYN_OPTIONS_CUT);
    } else {
      me.scale(s.windowScale);
    }
    c.set(ack ? Connection.SYN_ACK_SEEN : Connection.SYN_SEEN);
    raise.accept(c, ack ? Event.SYN_ACK : Event.SYN);
  }

  private void handshake(Segment s, Packet p, Connection c, Half me, Half peer) {
    boolean ack = s.has(Segment.ACK);
    State state = c.state();
    if (state == State.NEW) {
      raise.accept(c, Event.TRAFFIC);
      return;
    }
    if (!ack || state == State.MIDSTREAM || state == State.ESTABLISHED) {
      return;
    }
    // any segment beyond the SYNs shows that the SYN-ACK was there, whether or not the capture holds it
    boolean acksSyn = !peer.is(Half.SYN_SEEN) || Seq.between(peer.iss() + 1, s.ack, peer.nxt());
    if (state == State.SYN_SENT && acksSyn) {
      raise.accept(c, Event.SYN_ACK);
      state = c.state();
    }
    boolean client = c.direction == c.clientSide();
    boolean goesOn = s.payloadLength > 0 || s.has(Segment.FIN); // a server does so only once it has the client's ACK
    boolean completes = client || goesOn || !c.is(Connection.SYN_ACK_SEEN);
    if (acksSyn && completes && (state != State.UNREACHABLE || peer.is(Half.KNOWN))) {
      boolean itself = client && (!me.is(Half.SYN_SEEN) || s.seq == me.iss() + 1 && !s.has(Segment.FIN));
      if (itself) {
        c.set(Connection.HANDSHAKE_ACK_SEEN);
      }
      if (itself && c.is(Connection.SYN_SEEN) && me.synCount() == 1) {
        c.rttNs(p.timeNs - c.firstTimeNs());
      }
      raise.accept(c, Event.HANDSHAKE_ACK);
      catchUp(c);
    }
  }
}
