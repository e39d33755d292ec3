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
import io.finrst.record.Stack;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * What programs do it by: SO_LINGER with time 0, {@code disconnect}, a listener closed before accept; an
 * administrator by {@code ss -K}.
 */
final class AbortiveClose extends ResetCause {
  AbortiveClose() {
    super(
        Cause.ABORTIVE_CLOSE,
        Verdict.RST_AFTER_DATA,
        Verdict.RST_BEFORE_DATA,
        Verdict.RST_IN_HANDSHAKE,
        Verdict.RST_AFTER_FIN,
        Verdict.UNKNOWN);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means(
            "the program aborted the connection on purpose: SO_LINGER 0, disconnect, or its listener was closed")
        .onTheWire(
            "RST+ACK at the next sequence number, without a FIN before, though everything received had been "
                + "answered.")
        .sources("Linux tcp_disconnect, reason TCP_STATE", "POSIX SO_LINGER")
        .indistinguishableFrom(
            Cause.UNREAD_DATA_AT_CLOSE, Cause.HEALTH_CHECK, Cause.INJECTED_RESET, Cause.ORPHAN_LIMIT,
            Cause.RETRANSMISSION_TIMEOUT)
        .toTellApart(
            "strace -e setsockopt,close on the resetting program shows SO_LINGER; on the resetting Linux host, the "
                + "tracepoint tcp:tcp_send_reset names the kernel's reason")
        .actorAdvice(
            "Close with FIN: remove SO_LINGER with time 0 unless connections must be cut.",
            "Look for a listener that is closed with connections still waiting, or an administrator's ss -K.")
        .otherAdvice("If the exchange was complete this is harmless; else retry requests that may be repeated.")
        .harm(Harm.DEPENDS)
        .needs()
        .maybeByIdleTimer()
        .usualKernelReasons(
            KernelReason.TCP_ABORT_ON_LINGER, KernelReason.TCP_DISCONNECT_WITH_DATA, KernelReason.TCP_STATE)
        .usualBehind(Verdict.RST_AFTER_DATA, 2)
        .usualBehind(Verdict.RST_BEFORE_DATA, 2)
        .usualBehind(Errno.ECONNRESET, 5)
        .yieldsTo(Cause.UNREAD_DATA_AT_CLOSE, Cause.ZERO_WINDOW_ABORT, Cause.MIDDLEBOX_IDLE_TIMEOUT);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    Abort abort = Abort.of(e);
    if (abort == null || DataAfterClose.answersByRstAck(e)) {
      return Optional.empty();
    }
    boolean crossed = e.victimDataCrossed();
    boolean neverConnected = e.verdict() == Verdict.RST_IN_HANDSHAKE;
    boolean open = abort.leftUnread() || abort.repliedAndCutOff() || neverConnected || e.abortsOutOfSilence();
    Application own = Talk.of(e, e.resetter());
    Application heard = Talk.of(e, e.victim());
    Application cut = Talk.responseUnfinished(own) ? own : Talk.responseUnfinished(heard) ? heard : null;
    return Case.of(this)
        .needs(true, e.resetFrame(), e.abortFact())
        .given(e.verdict() != Verdict.RST_TO_SYN && e.repeatedByResetter() == null)
        .supports(
            e.showsTheTalk() && !abort.unanswered() && !open,
            Ending.frame((crossed ? e.victimHalf() : e.resetterHalf()).lastData()),
            nothingUnread(e, crossed))
        .supports(
            !abort.leftUnread() && e.resetter() == Role.CLIENT && Talk.responseFinished(heard),
            Talk.frame(heard),
            "the response had come to its end: nothing more was to be said")
        .supports(
            abort.isWindowsHabit(),
            e.resetFrame(),
            "Windows programs end so when the other side has closed, or after a minute without use: a habit, and harmless")
        .tells(
            abort.onHearingTheFin() && abort.unanswered(),
            Ending.frame(e.victimHalf().fin()),
            "it came on this FIN, of which a program is told when it has read all before it")
        .tells(abort.afterGoodbye(), Talk.frame(heard), "the client had said goodbye, and waited for nothing more")
        .tells(cut != null, Talk.frame(cut), cut == null ? "" : "the response was cut short: " + cut.shortfall())
        .tells(Talk.saidGoodbye(own), Talk.frame(own), "before it came what is as long as a TLS close_notify: harmless")
        .tells(
            Talk.complained(own) || Talk.complained(heard),
            Talk.complained(own) ? Talk.frame(own) : Talk.frame(heard),
            Talk.complaint(Talk.complained(own) ? own : heard))
        .hint(Talk.openingAnswered(e))
        .hint(e.reset().facts().segment().fastClose() ? "it carries MP_FASTCLOSE: its program aborted" : "")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }

  /** A client that cuts off after the answer has come, as some do instead of closing, and Windows on hearing a FIN. */
  @Override
  protected boolean lostNothing(ConnectionRecord c, EndedBy by) {
    return by != null
        && (by.role() == Role.CLIENT || c.firstFin() == Role.CLIENT && c.serverHalf().stack() == Stack.WINDOWS)
        && c.serverHalf().bytes() > 0
        && c.serverHalf().unacknowledgedBytes() == 0
        && c.clientHalf().unacknowledgedBytes() == 0;
  }

  private static String nothingUnread(Ending e, boolean crossed) {
    if (crossed) {
      return "what the " + e.victim().id() + " sent last was on its way: the reset does not acknowledge it";
    }
    return e.victimHalf().bytes() > 0
        ? "everything the " + e.victim().id() + " had sent was answered"
        : "nothing had come that could lie unread";
  }
}
