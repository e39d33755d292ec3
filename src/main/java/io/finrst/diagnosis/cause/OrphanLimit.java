package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Too many orphaned sockets or no TCP memory (Linux {@code tcp_out_of_resources}). One connection alone proves
 * little.
 */
final class OrphanLimit extends ResetCause {
  OrphanLimit() {
    super(Cause.ORPHAN_LIMIT, Verdict.RST_IN_HANDSHAKE, Verdict.RST_AFTER_FIN, Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the host had too many closed sockets still finishing and reset them")
        .onTheWire(
            "FIN, then RST+ACK from the same side though no data came for it, or a bare RST in answer to the other "
                + "FIN; on many connections at once.")
        .sources("Linux tcp_check_oom, reason TCP_ABORT_ON_MEMORY")
        .indistinguishableFrom(Cause.UNREAD_DATA_AT_CLOSE, Cause.ABORTIVE_CLOSE)
        .toTellApart(
            "on the resetting host, nstat -az TcpExtTCPAbortOnMemory grows and dmesg says 'too many orphaned "
                + "sockets' or 'out of memory -- consider tuning tcp_mem'")
        .actorAdvice(
            "Raise net.ipv4.tcp_max_orphans or net.ipv4.tcp_mem, and find out why so many connections end at once.")
        .otherAdvice("Read to the end of the response before expecting the close; retry what may be repeated.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.TCP_ABORT_ON_MEMORY)
        .usualBehind(Verdict.RST_AFTER_FIN, 6)
        .usualBehindNoError()
        .yieldsTo(Cause.ABORTIVE_CLOSE, Cause.UNREAD_DATA_AT_CLOSE, Cause.DATA_AFTER_CLOSE);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean afterOwnFin = e.resetterClosedFirst() && !e.byMiddlebox();
    boolean aborts = afterOwnFin && e.resetBy(ResetKind.ABORT);
    boolean forgot =
        afterOwnFin
            && e.resetBy(ResetKind.ANSWER)
            && e.reset().at().timeNs() - e.resetterHalf().fin().timeNs() <= e.soonNs();
    return Case.of(this)
        .needs(
            aborts || forgot,
            e.resetFrame(),
            aborts
                ? "the side that had closed aborted while its FIN was still on the way"
                : "the side that had just closed answered as if it had no such socket")
        .given(afterOwnFin && !e.unansweredSince(e.resetterHalf().fin()))
        .conclude(Confidence.POSSIBLE, e.resetter());
  }
}
