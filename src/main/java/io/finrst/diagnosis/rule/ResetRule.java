package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import java.util.Optional;

/** A rule about connections that a reset ended. */
abstract class ResetRule implements Rule {
  @Override
  public final Optional<Match> examine(Ending ending) {
    return ending.wasReset() ? examineReset(ending) : Optional.empty();
  }

  /** What speaks for the cause in {@code ending}, which has a deciding reset. */
  abstract Optional<Match> examineReset(Ending ending);
}
