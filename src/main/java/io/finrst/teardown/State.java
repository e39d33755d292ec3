package io.finrst.teardown;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a connection stands. States after the first FIN carry the name RFC 9293 gives the state of the side that closed
 * first. Each rests on the verdict that is given when nothing more is ever seen.
 */
public enum State {
  /** Nothing seen yet. */
  NEW(Verdict.UNKNOWN),
  /** SYN seen. */
  SYN_SENT(Verdict.SYN_UNANSWERED),
  /** SYN-ACK seen, not acknowledged. */
  SYN_RECEIVED(Verdict.OPEN),
  /** SYN and SYN-ACK were repeated without getting through. */
  HANDSHAKE_LOST(Verdict.SYN_UNANSWERED),
  /** The SYN was answered by a reset. */
  REFUSED(Verdict.RST_TO_SYN),
  /** The SYN was answered by an ICMP error. */
  UNREACHABLE(Verdict.UNREACHABLE),
  /** Picked up in its middle, no payload seen yet. */
  MIDSTREAM(Verdict.OPEN),
  /** Handshake complete, no payload seen. */
  ESTABLISHED(Verdict.OPEN),
  /** Payload seen. */
  TRANSFER(Verdict.OPEN),
  /** First FIN seen, not acknowledged. */
  FIN_WAIT_1(Verdict.FIN_UNANSWERED),
  /** First FIN acknowledged, the peer has not closed. */
  FIN_WAIT_2(Verdict.HALF_CLOSE),
  /** First FIN acknowledged and the peer sent new data after it. */
  HALF_CLOSED(Verdict.HALF_CLOSE),
  /** Half-closed, then the peer closed and was acknowledged. */
  HALF_CLOSE_DONE(Verdict.HALF_CLOSE),
  /** Both FINs seen, neither acknowledged: they crossed. */
  CLOSING(Verdict.FIN_UNANSWERED),
  /** Both FINs seen, only the peer's acknowledged. */
  CLOSING_HALF_ACKED(Verdict.GRACEFUL),
  /** Both FINs seen, only the closer's acknowledged: the very last ACK is missing. */
  TIME_WAIT(Verdict.GRACEFUL),
  /** Both FINs seen and acknowledged. */
  CLOSED(Verdict.GRACEFUL),
  /** What would tell how it ended lies outside of what the capture shows. */
  UNSHOWN(Verdict.UNKNOWN),
  /** Reset, and nothing before it was seen that tells what it reset. */
  RESET_UNEXPLAINED(Verdict.UNKNOWN),
  /** Reset between SYN-ACK and the end of the handshake. */
  RESET_IN_HANDSHAKE(Verdict.RST_IN_HANDSHAKE),
  /** Reset after the handshake, before any payload. */
  RESET_BEFORE_DATA(Verdict.RST_BEFORE_DATA),
  /** Reset after payload, before any FIN. */
  RESET_AFTER_DATA(Verdict.RST_AFTER_DATA),
  /** Reset after a FIN. */
  RESET_AFTER_FIN(Verdict.RST_AFTER_FIN),
  /** The sender went silent after unanswered retransmissions. */
  GIVEN_UP(Verdict.TIMED_OUT),
  /** The side that closed last went silent after it had repeated its FIN in vain. */
  LAST_FIN_GIVEN_UP(Verdict.FIN_UNANSWERED);

  private static final State[] STATES = values(); // values() clones an array each time

  private static final Set<State> RESET =
      EnumSet.of(
          REFUSED, RESET_UNEXPLAINED, RESET_IN_HANDSHAKE, RESET_BEFORE_DATA, RESET_AFTER_DATA, RESET_AFTER_FIN);

  /** Not over, since something may follow that matters, but usually nothing does. */
  private static final Set<State> CONCLUSIVE =
      EnumSet.of(UNREACHABLE, CLOSING_HALF_ACKED, TIME_WAIT);

  static {
    for (State state : STATES) { // plain fields, because every packet asks
      state.reset = RESET.contains(state);
      state.over = state.reset || state == CLOSED || state == HALF_CLOSE_DONE;
      state.conclusive = state.over || CONCLUSIVE.contains(state);
    }
  }

  private final Verdict verdict;
  private boolean reset;
  private boolean over;
  private boolean conclusive;

  State(Verdict verdict) {
    this.verdict = verdict;
  }

  /** The verdict when nothing more is seen. */
  public Verdict verdict() {
    return verdict;
  }

  /** The state with this ordinal, without allocating. */
  public static State of(int ordinal) {
    return STATES[ordinal];
  }

  /** Whether a reset brought it here. */
  public boolean isReset() {
    return reset;
  }

  /** Whether its verdict is an ending and not a wait for one: what someone who watches is told of. */
  public boolean isConclusive() {
    return conclusive;
  }

  /** Whether nothing is left to send for either side: the connection may leave the table after a while. */
  public boolean isOver() {
    return over;
  }
}
