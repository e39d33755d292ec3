package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: the client answers the SYN-ACK with a reset: its socket was gone (timeout, the loser
 * of Happy Eyeballs, exit). Told apart from: {@link HalfOpenScan} by the SYN.
 */
final class ConnectAborted extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.CONNECT_ABORTED;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean byClient =
        e.verdict() == Verdict.RST_IN_HANDSHAKE && e.resetter() == Role.CLIENT && !e.byMiddlebox();
    return Case.of(cause())
        .needs(byClient, e.resetFrame(), "the client answered the SYN-ACK with a reset")
        .given(byClient && !HalfOpenScan.handMade(e))
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
