package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.record.Durations;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/**
 * The server's idle timer and the client's next request raced (node 5 s, Apache 5 s, nginx 75 s). Told apart from:
 * {@link DataAfterClose} by the silence before the FIN.
 */
final class KeepaliveRace extends ResetCause {
  KeepaliveRace() {
    super(Cause.KEEPALIVE_RACE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("an idle connection was closed just as the other side used it again")
        .onTheWire(
            "An exchange, a silence, the server's FIN, and a request that crosses it or comes right after, "
                + "answered by a bare RST.")
        .sources("RFC 9112 section 9.3.1", "RFC 9293 section 3.6.1")
        .indistinguishableFrom(Cause.DATA_AFTER_CLOSE)
        .toTellApart("the server's idle timer: the same silence before the FIN on other connections")
        .actorAdvice("Keep idle connections longer than the client, proxy or load balancer in front does.")
        .otherAdvice(
            "Drop idle connections before the server's timer; repeat an idempotent request once, at once, on a new "
                + "connection.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .maybeByIdleTimer()
        .kernelReasons(
            KernelReason.NO_SOCKET, KernelReason.TCP_ABORT_ON_DATA, KernelReason.TCP_FLAGS,
            KernelReason.TCP_TIMEWAIT_SOCKET)
        .usualBehind(Verdict.RST_AFTER_FIN, 2)
        .usualBehind(Errno.ECONNRESET, 3)
        .usualBehind(Errno.EPIPE, 2)
        .specialCaseOf(Cause.DATA_AFTER_CLOSE);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean answered =
        e.resetterClosedFirst()
            && e.resetBy(ResetKind.ANSWER)
            && e.resetter() == Role.SERVER
            && !e.byMiddlebox();
    if (!answered) {
      return Optional.empty();
    }
    Moment fin = e.resetterHalf().fin();
    Moment request = e.victimHalf().lastData();
    boolean idle = e.closedByTimer();
    Application own = Talk.of(e, Role.SERVER);
    Application heard = Talk.of(e, Role.CLIENT);
    boolean again = Talk.is(heard, ApplicationMessage.HTTP_REQUEST) && heard.messages() > 1;
    boolean announced = Talk.announcedClose(own);
    return Case.of(this)
        .needs(
            e.exchangedBefore(fin),
            Ending.frame(e.resetterHalf().lastData()),
            "an exchange had been completed before")
        .needs(
            idle,
            fin.frame(),
            "the server closed after "
                + Durations.words(e.idleBeforeFinNs())
                + " without anything to do")
        .needs(
            request != null && e.unansweredSince(e.resetterHalf().lastData()),
            Ending.frame(request),
            "the client used the connection again")
        .tells(true, e.resetFrame(), "and got a reset")
        .tells(
            request != null && request.frame() < fin.frame(),
            Ending.frame(request),
            "its request and the FIN crossed")
        .tells(
            again,
            Talk.frame(heard),
            again ? "it was HTTP request number " + heard.messages() + " on this connection" : "")
        .tells(
            own != null && own.keepsAlive(),
            Talk.frame(own),
            "the server's last response had said that the connection may be used again")
        .tells(
            announced,
            Talk.frame(own),
            "although the server's last response had said that it would close")
        .hint(e.closingTimer())
        .conclude(Confidence.LIKELY, Role.SERVER);
  }
}
