package io.finrst.record;

import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;

/**
 * How a connection ended and by whom.
 *
 * @param state where the state machine came to rest, which gives the verdict
 * @param supersedes the verdict of what was told before and no longer holds as a whole; null when nothing was told
 * @param endedBy who ended it, a reset's address taken at its word; null when nobody did or nobody can say
 * @param tamperingSignature what its end resembles of the endings that suggest tampering; null for none
 */
public record Conclusion(State state, Verdict supersedes, EndedBy endedBy, TamperingSignature tamperingSignature) {

  /** How it ended. */
  public Verdict verdict() {
    return state.verdict();
  }
}
