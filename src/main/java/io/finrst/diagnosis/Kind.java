package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;

/** A way to end. There is one of each, so that they need not be compared. */
final class Kind {
  private static final int VERDICTS = Verdict.values().length;
  private static final int CAUSES = Cause.values().length;

  final Verdict verdict;
  final KnownCause cause; // null when none was found
  final boolean harmless;
  final boolean looked; // whether a cause was looked for
  final Together together;

  private Kind(Verdict verdict, KnownCause cause, boolean harmless, boolean looked, Together together) {
    this.verdict = verdict;
    this.cause = cause;
    this.harmless = harmless;
    this.looked = looked;
    this.together = together;
  }

  /** What kinds of one group count together: those of one cause, or without one those of one verdict. */
  static final class Together {
    final long key;
    final BurstFinder burst = new BurstFinder();
    final long[] sure = new long[Confidence.values().length];

    private Together(long key) {
      this.key = key;
    }

    /** The surest of them, null where no cause was found. */
    Confidence surest() {
      for (Confidence each : Confidence.values()) {
        if (sure[each.ordinal()] > 0) {
          return each;
        }
      }
      return null;
    }

    /** The least sure. */
    Confidence leastSure() {
      Confidence least = null;
      for (Confidence each : Confidence.values()) {
        least = sure[each.ordinal()] > 0 ? each : least;
      }
      return least;
    }
  }

  /** All that were met. */
  static final class Table {
    private final Kind[] kinds = new Kind[VERDICTS * (CAUSES + 1) * 4];
    private final Together[] groups = new Together[(VERDICTS + CAUSES) * 4];

    /** The one of these; {@code cause} may be null. */
    Kind of(Verdict verdict, KnownCause cause, boolean harmless, boolean looked) {
      int flags = (harmless ? 1 : 0) + (looked ? 2 : 0);
      int ofCause = cause == null ? CAUSES : cause.cause().ordinal();
      int i = (verdict.ordinal() * (CAUSES + 1) + ofCause) * 4 + flags;
      if (kinds[i] == null) {
        int group = (cause == null ? CAUSES + verdict.ordinal() : ofCause) * 4 + flags;
        if (groups[group] == null) {
          groups[group] = new Together(group + 1);
        }
        kinds[i] = new Kind(verdict, cause, harmless, looked, groups[group]);
      }
      return kinds[i];
    }
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
