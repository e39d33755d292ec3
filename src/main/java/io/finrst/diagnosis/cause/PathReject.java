package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Oddity;
import io.finrst.record.Application;
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * A firewall rule rejects with a TCP reset (netfilter {@code nf_send_reset}). On the way its TTL contradicts the host
 * it speaks for; on the host itself only the DSCP or flow label of the stack is missing. Told apart from:
 * {@link MiddleboxIdleTimeout} by the silence, {@link InjectedReset} by the shape.
 */
final class PathReject extends ResetCause {
  PathReject() {
    super(Cause.PATH_REJECT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a firewall, on the way or on the host itself, refused the connection")
        .onTheWire(
            "A reset in the shape of an answer whose TTL or other fields differ from those of the host it speaks "
                + "for.")
        .sources(
            "netfilter nf_send_reset (REJECT --reject-with tcp-reset)",
            "Linux tcp_v4_send_reset echoes the DSCP, nf_reject_iphdr_put sets none",
            "TTL comparison after Weaver, Sommer, Paxson, NDSS 2009")
        .indistinguishableFrom(
            Cause.PORT_CLOSED, Cause.INJECTED_RESET, Cause.MIDDLEBOX_IDLE_TIMEOUT, Cause.STALE_CONNECTION)
        .toTellApart("a capture at the other end: received at both ends and sent by neither means a device between")
        .actorAdvice(
            "Look for a rule that rejects this port on the firewalls in front of the server, and on its host: nft "
                + "list ruleset, iptables -S.",
            "If the rule is meant, nothing is broken.")
        .otherAdvice(
            "Count the hops to the device from the TTL of the reset, find it with traceroute -T -p PORT HOST, and "
                + "ask its owner.",
            "Do not retry in a loop: the rule stays.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES)
        .noKernelReason(KernelStance.DISOWNED_REFUSAL)
        .usualBehind(Verdict.RST_TO_SYN, 2)
        .usualBehind(Errno.ECONNREFUSED, 2)
        .specialCaseOf(Cause.INJECTED_RESET);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    return e.byMiddlebox() ? onTheWay(e) : onTheHost(e);
  }

  private Optional<Match> onTheWay(Ending e) {
    Reset reset = e.reset();
    Application heard = Talk.of(e, e.victim());
    String opening = Talk.openingAnswered(e);
    return Case.of(this)
        .needs(true, e.resetFrame(), Oddities.of(e))
        .needs(
            AnswerShape.of(reset),
            e.resetFrame(),
            "it has the shape of an answer to a segment no socket wanted")
        .given(
            e.silenceNs() < MiddleboxIdleTimeout.MIN_SILENCE_NS
                && !e.origin().has(Oddity.WENT_ON)
                && !e.origin().has(Oddity.CLIMBS))
        .supports(
            e.verdict() == Verdict.RST_TO_SYN,
            e.resetFrame(),
            "it refuses the connection attempt itself")
        .supports(Oddities.ofRejectRule(e.origin()), e.resetFrame(), "it is made as a REJECT rule makes it")
        .supports(!opening.isEmpty(), Talk.frame(heard), opening)
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }

  /**
   * The host's own packet filter answers with its host's TTL, but not with what the host's stack would put there.
   * Either tell has another explanation, the network or a setting, so one alone is little.
   */
  private Optional<Match> onTheHost(Ending e) {
    Reset reset = e.reset();
    boolean noEcho = e.origin().has(Oddity.NO_ECHO);
    boolean unlabelled = e.origin().has(Oddity.UNLABELLED);
    return Case.of(this)
        .given(AnswerShape.of(reset) && e.silenceNs() < MiddleboxIdleTimeout.MIN_SILENCE_NS)
        .needs(noEcho || unlabelled, e.resetFrame(), Oddities.of(e, unlabelled ? Oddity.UNLABELLED : Oddity.NO_ECHO))
        .supports(noEcho && unlabelled, e.resetFrame(), Oddities.of(e, Oddity.NO_ECHO))
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }
}
