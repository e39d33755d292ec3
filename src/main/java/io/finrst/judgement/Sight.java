package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.teardown.Event;
import io.finrst.teardown.State;
import io.finrst.teardown.Transitions;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Segment;

/**
 * How much of a connection the capture shows, and so how far its end can be told: what rests on a packet's absence
 * means nothing where such packets are absent throughout.
 *
 * @param ordinary whether any segment without SYN, FIN and RST was seen; none is where a filter passes only those
 * @param both whether packets of both sides were seen
 * @param beginning whether a SYN of either side was the first that was seen
 * @param spoke0 whether side 0 was seen to send payload, and so had not closed before the capture began
 * @param spoke1 the same of side 1
 * @param closer the side whose FIN came first, -1 for none
 * @param synAnswered whether the last packet of a connection that begins by a SYN is the other side's
 * @param mayHaveReadOn whether the other side's FIN lies beyond what the closer had acknowledged when last seen
 */
public record Sight(
    boolean ordinary, boolean both, boolean beginning, boolean spoke0, boolean spoke1, int closer, boolean synAnswered,
    boolean mayHaveReadOn) {

  /** Nothing is known to be missing. */
  public static final Sight CLEAR = new Sight(true, true, true, true, true, -1, false, false);

  /** A SYN-ACK that is not acknowledged is sent again by then (RFC 6298 section 2.1), ns. */
  private static final long SYN_ACK_AGAIN_NS = 1_000_000_000L;

  /**
   * Where a connection stands that no reset has ended.
   *
   * @param watchedNs how long the capture goes on after its last packet, ns
   */
  public State atRest(State state, long watchedNs) {
    return hides(state, watchedNs) ? Transitions.next(state, Event.BLIND) : state;
  }

  private boolean hides(State state, long watchedNs) {
    if (state == State.SYN_SENT) {
      return synAnswered;
    }
    if (state.verdict() == Verdict.SYN_UNANSWERED || state == State.UNREACHABLE) {
      return false; // of these one side and its SYN are all there is
    }
    if (state.isOver()) {
      return false;
    }
    if (!both) {
      return true;
    }
    if (!ordinary) {
      return switch (state) {
        case SYN_RECEIVED -> watchedNs > SYN_ACK_AGAIN_NS;
        case CLOSING_HALF_ACKED, TIME_WAIT -> mayHaveReadOn;
        default -> true;
      };
    }
    boolean oneClosed = state == State.FIN_WAIT_1 || state == State.FIN_WAIT_2;
    return !beginning && oneClosed && !spoke(1 - closer); // the other side may have closed before
  }

  private boolean spoke(int side) {
    return side == 0 ? spoke0 : spoke1;
  }

  /** What {@code reset}, which would lead to {@code state}, comes to. */
  State afterReset(State state, ResetFacts reset) {
    if (reset.before() == State.SYN_SENT || reset.before() == State.UNREACHABLE) {
      boolean acksUnseen = reset.sender().synCount() > 0 && (reset.segment().flags() & Segment.ACK) != 0;
      return acksUnseen && !both ? State.RESET_UNEXPLAINED : state;
    }
    boolean mayFollowFin = !beginning && state == State.RESET_AFTER_DATA && !spoke(reset.side());
    return !both || mayFollowFin ? State.RESET_UNEXPLAINED : state;
  }
}
