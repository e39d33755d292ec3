package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * A reset of a connection of which only segments with SYN, FIN or RST were captured, as a filter leaves it. No ACK shows
 * what its receiver expected. But its own numbers, less the initial ones, say how much either side had sent.
 */
final class FaceValue {
  /** Numbers that lie further on are another connection's, or made up. */
  private static final int PLAUSIBLE = 1 << 30;

  private FaceValue() {}

  /**
   * Whether {@code reset}, which no ordinary segment comes before, shows that there were some. One to a SYN, which such a
   * filter would have passed with its SYN-ACK, does not where its number is 0 or the SYN comes again.
   *
   * @param receiver where its receiver stands now
   */
  static boolean applies(ResetFacts reset, Voice receiver) {
    State before = reset.before();
    boolean synAgain = receiver.synCount() > reset.receiver().synCount();
    if (before == State.SYN_SENT && reset.sender().synCount() == 0 && (reset.seq() == 0 || synAgain)) {
      return false;
    }
    if (before.compareTo(State.FIN_WAIT_1) >= 0) {
      return true;
    }
    // a server answers nothing but what came after its SYN-ACK, unless it gives up repeating that
    boolean byServer = before == State.SYN_RECEIVED && reset.sender().synCount() == 1 && reset.sender().hasAcked();
    boolean byWhoIsAnswered = reset.receiver().hasAcked();
    return moved(reset) || byServer && !byWhoIsAnswered;
  }

  static ResetKind kind(ResetFacts reset) {
    return hasAck(reset) ? ResetKind.ABORT : ResetKind.ANSWER;
  }

  /** Where it brings the connection. */
  static State after(ResetFacts reset, Sight sight) {
    boolean oneFin = reset.sender().fin() || reset.receiver().fin();
    boolean bothFins = reset.sender().fin() && reset.receiver().fin();
    if (bothFins && !sight.mayHaveReadOn()) {
      return State.RESET_UNEXPLAINED; // it may as well be late, after both were acknowledged
    }
    if (oneFin) {
      return State.RESET_AFTER_FIN;
    }
    if (moved(reset)) {
      return State.RESET_AFTER_DATA;
    }
    return hasAck(reset) ? State.RESET_BEFORE_DATA : State.RESET_UNEXPLAINED;
  }

  private static boolean hasAck(ResetFacts reset) {
    return (reset.segment().flags() & Segment.ACK) != 0;
  }

  private static boolean moved(ResetFacts reset) {
    return isBeyondSyn(reset.seq(), reset.sender()) || hasAck(reset) && isBeyondSyn(reset.segment().ack(), reset.receiver());
  }

  private static boolean isBeyondSyn(int number, Standing side) {
    int bytes = Seq.diff(number, side.iss() + 1);
    return side.synCount() > 0 && bytes > 0 && bytes < PLAUSIBLE;
  }
}
