package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.record.Moment;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/**
 * On the wire: at least one exchange, a silence, the server's FIN, and a request that crosses it or
 * comes after it, answered by a reset. Why: the server's idle timer and the client's next request
 * raced (node 5 s, Apache 5 s, nginx 75 s). Told apart from: {@link DataAfterClose} by the silence
 * before the FIN.
 */
final class KeepaliveRace extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.KEEPALIVE_RACE;
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
    return Case.of(cause())
        .needs(
            e.exchangedBefore(fin),
            Ending.frame(e.resetterHalf().lastData()),
            "an exchange had been completed before")
        .needs(
            idle,
            fin.frame(),
            "the server closed after "
                + Ending.time(e.idleBeforeFinNs())
                + " without anything to do")
        .needs(
            request != null && e.unansweredSince(e.resetterHalf().lastData()),
            Ending.frame(request),
            "the client used the connection again")
        .supports(true, e.resetFrame(), "and got a reset")
        .supports(
            request != null && request.frame() < fin.frame(),
            Ending.frame(request),
            "its request and the FIN crossed")
        .supports(
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
