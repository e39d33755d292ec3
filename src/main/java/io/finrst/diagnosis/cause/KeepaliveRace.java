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
 * {@link DataAfterClose} by the silence before the FIN and the haste after it.
 */
final class KeepaliveRace extends ResetCause {
  /** Who uses a connection so long after the FIN had come, ns, has not raced but does not check its connections. */
  private static final long LOOKED_NS = 1_000_000_000L;

  KeepaliveRace() {
    super(Cause.KEEPALIVE_RACE, Verdict.RST_AFTER_FIN, Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("an idle connection was closed just as the other side used it again")
        .onTheWire(
            "An exchange, a silence, the server's FIN, and a request that crosses it or comes within a round trip, "
                + "answered by a reset.")
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

  /**
   * Whether a request was under way when the server closed an idle connection, or sent so soon after that its program
   * need not have looked: before the FIN, or less than a second after it. A shut window is no idleness, SSH asks no
   * questions, and TLS's close_notify is none.
   */
  static boolean maybeRace(Ending e) {
    boolean answered =
        e.resetterClosedFirst()
            && (e.resetBy(ResetKind.ANSWER) || DataAfterClose.answersByRstAck(e))
            && e.resetter() == Role.SERVER
            && !e.byMiddlebox();
    Moment request = answered ? e.victimHalf().lastData() : null;
    return request != null
        && e.closedByTimer()
        && request.timeNs() - e.resetterHalf().fin().timeNs() < LOOKED_NS
        && e.resetterHalf().zeroWindows() == 0
        && !Talk.saidGoodbye(Talk.of(e, Role.CLIENT))
        && !Exchange.speaks(Talk.of(e, Role.SERVER), "ssh")
        && !Exchange.speaks(Talk.of(e, Role.CLIENT), "ssh");
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    if (!maybeRace(e)) {
      return Optional.empty();
    }
    Moment fin = e.resetterHalf().fin();
    Moment request = e.victimHalf().lastData();
    Application own = Talk.of(e, Role.SERVER);
    Application heard = Talk.of(e, Role.CLIENT);
    boolean underWay = request.timeNs() - fin.timeNs() <= e.soonNs();
    boolean again = Talk.is(heard, ApplicationMessage.HTTP_REQUEST) && heard.messages() > 1;
    boolean announced = Talk.announcedClose(own);
    return Case.of(this)
        .needs(
            e.exchangedBefore(fin),
            Ending.frame(e.resetterHalf().lastData()),
            "an exchange had been completed before")
        .needs(
            true,
            fin.frame(),
            "the server closed after "
                + Durations.words(e.idleBeforeFinNs())
                + " without anything to do")
        .needs(
            e.unansweredSince(e.resetterHalf().lastData()),
            Ending.frame(request),
            "the client used the connection again")
        .tells(true, e.resetFrame(), "and got a reset")
        .tells(
            true,
            Ending.frame(request),
            request.frame() < fin.frame()
                ? "its request and the FIN crossed"
                : Durations.words(request.timeNs() - fin.timeNs())
                    + " after the FIN"
                    + (underWay ? ", of which its program cannot have known" : ": its program had not looked"))
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
        .conclude(underWay ? Confidence.LIKELY : Confidence.POSSIBLE, Role.SERVER);
  }
}
