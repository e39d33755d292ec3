package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.flow.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import java.util.Optional;

/**
 * On the wire: a reset outside the window, or inside but not exact, and the connection goes on (RFC
 * 5961 section 3.2; Linux {@code tcp_validate_incoming}). A blind attack, or an answer overtaken by
 * newer data.
 */
final class IgnoredReset implements Rule {
  @Override
  public Cause cause() {
    return Cause.IGNORED_RESET;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Reset ignored = e.firstReset(ResetEffect.IGNORED);
    boolean strange =
        ignored != null && (ignored.kind() == ResetKind.FOREIGN || !ignored.oddities().isEmpty());
    return Case.of(cause())
        .needs(
            ignored != null && !e.wasReset(),
            ignored == null ? 0 : ignored.at().frame(),
            ignored == null ? "" : "this reset did not count: " + ignored.why())
        .supports(
            strange,
            ignored == null ? 0 : ignored.at().frame(),
            "it does not look like its supposed sender's packets")
        .conclude(Confidence.CERTAIN, ignored == null ? null : ignored.from());
  }
}
