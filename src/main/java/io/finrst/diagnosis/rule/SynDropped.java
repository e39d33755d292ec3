package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: SYNs with the same initial number and no answer whatever. A capture at the client cannot tell a firewall
 * that drops from a host that is not there, or from a full SYN queue.
 */
final class SynDropped implements Rule {
  @Override
  public Cause cause() {
    return Cause.SYN_DROPPED;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfRecord client = e.record().clientHalf();
    return Case.of(cause())
        .needs(
            e.verdict() == Verdict.SYN_UNANSWERED && e.record().serverHalf().packets() == 0,
            e.record().first().frame(),
            "no packet came back for the SYN")
        .supports(
            client.synCount() > 1,
            client.lastFrame(),
            "it was sent " + client.synCount() + " times")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, Role.SERVER);
  }
}
