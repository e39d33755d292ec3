package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.diagnosis.Rule;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import java.util.Optional;

/**
 * On the wire: a reset outside the window, or inside but not exact, and the connection goes on (RFC
 * 5961 section 3.2; Linux {@code tcp_validate_incoming}). A blind attack, or an answer overtaken by
 * newer data. Where the reset itself was not captured, the challenge ACK to it may have been.
 */
final class IgnoredReset implements Rule {
  @Override
  public Cause cause() {
    return Cause.IGNORED_RESET;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset ignored = e.firstReset(ResetEffect.IGNORED);
    return ignored == null ? byItsAnswer(e) : byItself(e, ignored);
  }

  private Optional<Match> byItsAnswer(Ending e) {
    long ack = e.record().unpromptedAckFrame();
    return Case.of(cause())
        .needs(
            ack > 0 && e.record().resets().isEmpty(),
            ack,
            "this ACK repeats the one before it, and nothing captured asked for it: so is a reset answered that is not"
                + " exact"
                + " and did not pass here")
        .conclude(Confidence.POSSIBLE, null);
  }

  private Optional<Match> byItself(Ending e, Reset ignored) {
    ResetOrigin origin = e.origin(ignored);
    boolean strange = origin.kind() == ResetKind.FOREIGN || !origin.oddities().isEmpty();
    return Case.of(cause())
        .needs(!e.wasReset(), ignored.at().frame(), "this reset did not count: " + ignored.why())
        .supports(strange, ignored.at().frame(), "it does not look like its supposed sender's packets")
        .conclude(Confidence.CERTAIN, ignored.from());
  }
}
