package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import java.util.Optional;

/** A cause of connections that a reset ended. */
abstract class ResetCause extends KnownCause {
  ResetCause(Cause cause) {
    super(cause);
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
