package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Repetition;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** Linux resets when it gives up. Where that reset was not captured, the probes alone tell. */
final class KeepaliveTimeout extends KnownCause {
  KeepaliveTimeout() {
    super(Cause.KEEPALIVE_TIMEOUT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("keepalive probes were not answered: the other side or the way to it was gone")
        .onTheWire("Probes one number below the next at even intervals, unanswered, then RST+ACK from the prober.")
        .sources("RFC 9293 section 3.8.4", "Linux tcp_keepalive_timer, reason TCP_KEEPALIVE_TIMEOUT")
        .actorAdvice(
            "Nothing is wrong here: it noticed. Shorten TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT to notice "
                + "sooner.")
        .otherAdvice(
            "Find out what happened to this host or the way to it at the time of the first unanswered probe.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.TCP_KEEPALIVE_TIMEOUT)
        .kernelReasons(KernelReason.NO_SOCKET)
        .usualBehind(Verdict.RST_AFTER_DATA, 5)
        .usualBehind(Verdict.TIMED_OUT, 2)
        .usualBehind(Errno.ETIMEDOUT, 3);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Repetition probes = e.record().repetition();
    boolean keepAlive = probes != null && probes.kind() == Repetition.Kind.KEEP_ALIVE && probes.count() >= 2;
    boolean gaveUp = keepAlive && (e.verdict() == Verdict.TIMED_OUT || probes.by() == e.resetter());
    return Case.of(this)
        .needs(
            gaveUp,
            gaveUp ? probes.lastFrame() : 0,
            gaveUp ? probes.count() + " keepalive probes, the last of them here, drew no answer" : "")
        .supports(gaveUp && e.wasReset(), e.resetFrame(), "then the probing side reset the connection")
        .conclude(Confidence.LIKELY, Confidence.CERTAIN, gaveUp ? probes.by() : null);
  }

  @Override
  protected void tell(Ending e, SocketErrors errors) {
    errors.gaveUp(e, e.resetter());
    super.tell(e, errors);
  }
}
