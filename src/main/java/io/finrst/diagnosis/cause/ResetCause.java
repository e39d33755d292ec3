package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** A cause of connections that a reset ended. */
abstract class ResetCause extends KnownCause {
  private static final Verdict[] ENDS_BY_RESET = {
    Verdict.RST_AFTER_DATA,
    Verdict.RST_BEFORE_DATA,
    Verdict.RST_IN_HANDSHAKE,
    Verdict.RST_TO_SYN,
    Verdict.RST_AFTER_FIN,
    Verdict.UNKNOWN
  };

  /** Behind {@code verdicts}, or any end by a reset when none is named. */
  ResetCause(Cause cause, Verdict... verdicts) {
    super(cause, verdicts.length == 0 ? ENDS_BY_RESET : verdicts);
  }

  @Override
  public final Optional<Match> examine(Ending ending) {
    return ending.wasReset()
        ? examineReset(ending).map(match -> match.tells(ending.resetFrame(), ending.wordsOfReset()))
        : Optional.empty();
  }

  /** What speaks for the cause in {@code ending}, which has a deciding reset. */
  abstract Optional<Match> examineReset(Ending ending);
}
