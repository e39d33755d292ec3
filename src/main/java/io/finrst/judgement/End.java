package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.State;
import java.util.Arrays;
import java.util.List;

/**
 * How a connection would end now.
 *
 * @param state where it comes to rest, resets and silence included
 * @param deciding which of its resets brought it there, counted from 0; -1 for none
 * @param guessed whether only the silence since says so: the next packet may prove it wrong
 * @param repeatingSide the side that had been repeating itself in vain, 0 or 1; -1 for none
 * @param silenceNs silence of both sides that led to the deciding reset, 0 without one
 * @param resets what each of its resets was
 */
public record End(
    State state, int deciding, boolean guessed, int repeatingSide, long silenceNs, List<ResetJudgement> resets) {

  private static final List<End> WITHOUT_RESETS =
      Arrays.stream(State.values()).map(state -> new End(state, -1, false, -1, 0, List.of())).toList();

  /** The end of a connection without resets that is where the state machine says. */
  public static End at(State state) {
    return WITHOUT_RESETS.get(state.ordinal());
  }

  /** The deciding reset, and what was known when it came; null for none. */
  public ResetFacts decider() {
    return deciding < 0 ? null : resets.get(deciding).facts();
  }

  /** Whether a reset decided of which nothing but its own numbers could be judged. */
  public boolean tookAtFaceValue() {
    return deciding >= 0 && resets.get(deciding).grounds() == Grounds.UNSHOWN;
  }

  /**
   * The reset by which it ended at the receiver: the deciding one, or where that was lost or ignored, the first one of
   * the same side after it that was not; null for none.
   */
  public ResetFacts taken() {
    return resets.stream()
        .skip(Math.max(0, deciding))
        .filter(each -> each.effect().mayEnd() && each.facts().side() == decider().side())
        .map(ResetJudgement::facts)
        .findFirst()
        .orElse(null);
  }
}
