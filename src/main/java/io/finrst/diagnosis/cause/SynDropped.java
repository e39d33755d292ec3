package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.HalfRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * A capture at the client cannot tell a firewall that drops from a host that is not there, or from a full SYN queue.
 */
final class SynDropped extends KnownCause {
  SynDropped() {
    super(Cause.SYN_DROPPED, Verdict.SYN_UNANSWERED);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the SYN was dropped, or nothing came back: firewall, wrong address, host down")
        .onTheWire("The same SYN again and again, and nothing comes back.")
        .sources("RFC 9293 section 3.8.3", "Linux tcp_syn_retries")
        .indistinguishableFrom(Cause.BACKLOG_FULL)
        .toTellApart(
            "a capture on the server: SYNs that arrive and get no answer point to its queue or filter, none at all "
                + "to the path")
        .actorAdvice("Check security groups, firewall rules that drop, and nstat -az TcpExtListenDrops.")
        .otherAdvice(
            "Check address and route: traceroute -T -p PORT HOST. Set a connect timeout shorter than the two "
                + "minutes of the system.",
            "Retry with growing, randomised pauses: nothing was sent, so repeating is safe.")
        .harm(Harm.HARMFUL)
        .needs()
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.SYN_UNANSWERED, 1)
        .usualBehind(Errno.ETIMEDOUT, 1)
        .usualBehind(Errno.EINPROGRESS, 2);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    HalfRecord client = e.record().clientHalf();
    return Case.of(this)
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
