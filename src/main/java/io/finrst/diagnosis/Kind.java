package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;

/**
 * A way to end.
 *
 * @param verdict how
 * @param cause why, null when no cause was found
 * @param harmless whether nothing was lost
 * @param looked whether a cause was looked for
 */
record Kind(Verdict verdict, KnownCause cause, boolean harmless, boolean looked) {

  /** What goes into one group with it. */
  Object group() {
    return cause == null ? new Kind(verdict, null, harmless, looked) : new Kind(null, cause, harmless, true);
  }

  /** Whether a connection that ended so never came about. */
  boolean isFailure() {
    return isFailure(verdict);
  }

  /** See {@link #isFailure()}. */
  static boolean isFailure(Verdict verdict) {
    return verdict == Verdict.RST_TO_SYN || verdict == Verdict.UNREACHABLE || verdict == Verdict.SYN_UNANSWERED;
  }
}
