package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.flow.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: the server's SYN-ACK is repeated and the client repeats its SYN, so it never got one.
 */
final class SynAckLost implements Rule {
  @Override
  public Cause cause() {
    return Cause.SYNACK_LOST;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfRecord server = e.record().serverHalf();
    boolean unfinished = e.verdict() == Verdict.SYN_UNANSWERED || e.record().state() == State.SYN_RECEIVED;
    return Case.of(cause())
        .needs(unfinished && server.synCount() > 0, server.lastFrame(), "the server sent its SYN-ACK")
        .needs(
            server.synCount() > 1 || e.record().clientHalf().synCount() > 1,
            server.lastFrame(),
            "and no acknowledgment of it was seen, although SYN or SYN-ACK were repeated")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
