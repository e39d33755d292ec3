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
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Linux tells TCP_ABORT_ON_DATA while the FIN is not acknowledged, TCP_TIMEWAIT_SOCKET after. A clean close and a
 * killed process look the same.
 */
final class DataAfterClose extends ResetCause {
  DataAfterClose() {
    super(Cause.DATA_AFTER_CLOSE, Verdict.RST_IN_HANDSHAKE, Verdict.RST_AFTER_FIN, Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("data arrived after the program had closed its socket")
        .onTheWire(
            "FIN of one side, then new data of the other, answered by a bare RST whose seq is that data's ACK "
                + "number.")
        .sources("RFC 9293 section 3.6.1", "Linux TCP_ABORT_ON_DATA, TCP_TIMEWAIT_SOCKET")
        .indistinguishableFrom(Cause.KEEPALIVE_RACE, Cause.STALE_CONNECTION, Cause.CLIENT_GAVE_UP)
        .toTellApart(
            "the log of the program that closed: an orderly close, an exit and a kill send the same packets")
        .actorAdvice("Treat a read of 0 bytes as the end, and do not write after it.")
        .otherAdvice(
            "Shut down sending, read until the peer has closed, then close; say Connection: close before closing.")
        .harm(Harm.DEPENDS)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .usualKernelReasons(KernelReason.TCP_ABORT_ON_DATA, KernelReason.TCP_TIMEWAIT_SOCKET)
        .kernelReasons(KernelReason.NO_SOCKET, KernelReason.TCP_FLAGS)
        .usualBehind(Verdict.RST_AFTER_FIN, 1)
        .usualBehind(Errno.EPIPE, 1)
        .yieldsTo(Cause.CLOSED_WITHOUT_ANSWER, Cause.ANSWER_CUT_SHORT);
  }

  /**
   * Whether a stack that answers late data by RST+ACK did so: right after data that came when its program had closed.
   * The same packet of a Linux host says that its socket was still open.
   */
  static boolean answersByRstAck(Ending e) {
    return e.resetterClosedFirst()
        && e.resetBy(ResetKind.ABORT)
        && !e.byMiddlebox()
        && e.resetterHalf().stack().answersLateDataByRstAck()
        && e.victimHalf().lastData() != null
        && e.reset().facts().receiver().lastDataFrame() > e.resetterHalf().fin().frame();
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean byRstAck = answersByRstAck(e);
    boolean answered = e.resetterClosed() && (e.resetBy(ResetKind.ANSWER) || byRstAck) && !e.byMiddlebox();
    boolean race = KeepaliveRace.maybeRace(e);
    long fin = answered ? e.resetterHalf().fin().frame() : 0;
    Application own = answered ? Talk.of(e, e.resetter()) : null;
    Application heard = answered ? Talk.of(e, e.victim()) : null;
    boolean announced = Talk.announcedClose(own);
    return Case.of(this)
        .needs(answered, fin, "the " + (answered ? e.resetter().id() : "") + " had closed")
        .needs(
            answered
                && e.victimHalf().lastData() != null
                && (e.victimDataUnanswered() || e.victimHalf().unacknowledgedBytes() > 0),
            answered ? Ending.frame(e.victimHalf().lastData()) : 0,
            "then data came for it")
        .needs(
            answered, e.resetFrame(), "and was answered by a reset: no program was left to take it")
        .tells(
            byRstAck,
            e.resetFrame(),
            "RST+ACK is how this stack (" + (byRstAck ? e.resetterHalf().stack().id() : "") + ") answers late data")
        .tells(
            announced && !e.closedByTimer(),
            Talk.frame(own),
            "its last response had said that it would close")
        .tells(
            Talk.requestUnfinished(heard),
            Talk.frame(heard),
            heard == null ? "" : "the request was still arriving: " + heard.shortfall())
        .tells(
            answered && Talk.saidGoodbye(heard),
            answered ? Ending.frame(e.victimHalf().lastData()) : 0,
            "what came late is as long as a TLS close_notify: harmless")
        .conclude(
            race ? Confidence.POSSIBLE : byRstAck || ClientGaveUp.isSeenIn(e) ? Confidence.LIKELY : Confidence.CERTAIN,
            answered ? e.victim() : null);
  }

  @Override
  protected boolean lostNothing(ConnectionRecord c, EndedBy by) {
    return Talk.onlyGoodbyeWasLeft(c);
  }
}
