package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** Connection tracking called a segment INVALID and passed it on untranslated, so it met no socket. */
final class NatStateLost extends ResetCause {
  NatStateLost() {
    super(Cause.NAT_STATE_LOST, Verdict.RST_AFTER_DATA);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("address translation lost track of the connection")
        .onTheWire("In full flow, right after loss or repetition, a segment is answered by a bare RST.")
        .sources("netfilter nf_conntrack_proto_tcp (INVALID)", "kubernetes/kubernetes issue 74839")
        .indistinguishableFrom(Cause.STALE_CONNECTION)
        .toTellApart(
            "conntrack -S counts invalid packets, and the untranslated address shows in a capture behind the "
                + "translation")
        .actorAdvice(
            "Drop INVALID packets before they reach the host, or set net.netfilter.nf_conntrack_tcp_be_liberal=1; "
                + "look for 'table full' in dmesg.")
        .otherAdvice("Retry what may be repeated; look for address translation on the way.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .maybeByIdleTimer()
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.RST_AFTER_DATA, 8)
        .usualBehindNoError();
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean answered =
        e.resetBy(ResetKind.ANSWER) && e.verdict() == Verdict.RST_AFTER_DATA && !e.byMiddlebox();
    Moment repeated = e.record().lastRepeated();
    boolean loss =
        answered
            && repeated != null
            && e.victimHalf().retransmitted() > 0
            && e.reset().at().timeNs() - repeated.timeNs() < e.soonNs();
    return Case.of(this)
        .needs(answered, e.resetFrame(), "a segment in full flow was answered by a bare reset")
        .needs(
            loss && e.silenceNs() < e.soonNs(),
            Ending.frame(repeated),
            "right after segments had been lost and sent again, the last of them here")
        .given(answered && e.repeatedByVictim() == null)
        .conclude(Confidence.POSSIBLE, e.resetter());
  }
}
