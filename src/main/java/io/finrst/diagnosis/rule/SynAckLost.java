package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.HalfRecord;
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
    HalfRecord client = e.record().clientHalf();
    boolean synAfterIt = client.synCount() > 1 && client.lastFrame() > server.lastFrame();
    boolean unfinished = e.verdict() == Verdict.SYN_UNANSWERED || e.record().state() == State.SYN_RECEIVED;
    return Case.of(cause())
        .needs(unfinished && server.synCount() > 0, server.lastFrame(), "the server sent its SYN-ACK")
        .needs(
            server.synCount() > 1 || synAfterIt,
            Math.max(server.lastFrame(), client.lastFrame()),
            "and no acknowledgment of it was seen, but the SYN-ACK or the SYN again")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
