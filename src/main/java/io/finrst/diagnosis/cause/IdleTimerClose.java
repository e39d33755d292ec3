package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application.Reply;
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * A server ended a session that was to last, after a silence. That of a protocol whose connections are dispensable, as
 * HTTP's are, is nothing to tell.
 */
final class IdleTimerClose extends KnownCause {
  /** Protocols of sessions that a server ends by a timer, and a client does not expect to end. */
  private static final Set<String> SESSIONS = Set.of("postgresql", "mysql", "redis", "smtp", "ftp");

  IdleTimerClose() {
    super(
        Cause.IDLE_TIMER_CLOSE,
        Verdict.RST_AFTER_DATA,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the server ended an idle session by its timer")
        .onTheWire(
            "Every request answered, a silence, and the server's FIN, or its RST+ACK without any cause in packets.")
        .sources("MySQL wait_timeout", "PostgreSQL idle_session_timeout", "Redis timeout", "RFC 5321 section 4.5.3.2.7")
        .actorAdvice("Keep idle sessions longer than the pools of its clients do.")
        .otherAdvice("Close or check idle connections of a pool before the server's timer, or turn on its keepalive.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .maybeByIdleTimer()
        .usualBehind(Verdict.GRACEFUL, 11)
        .usualBehindNoError()
        .yieldsTo(Cause.ABORTIVE_CLOSE);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    boolean closed = x.closedBy(Role.SERVER);
    boolean aborted =
        e.resetter() == Role.SERVER && e.resetBy(ResetKind.ABORT) && e.record().firstFin() == null;
    boolean answered = x.reply() == Reply.GIVEN && x.answered != null && x.answered.code().isEmpty();
    boolean lasting = isSession(x.asked) && answered;
    long idleNs = closed ? e.idleBeforeFinNs() : e.silenceNs();
    ConnectionRecord c = e.record();
    if (!lasting || !closed && (!aborted || e.byMiddlebox())) {
      return Optional.empty();
    }
    String timer = e.closingTimer(idleNs);
    return Case.of(this)
        .needs(
            idleNs >= Ending.IDLE_NS && idleNs > 10 * c.handshakeRttNs(),
            closed ? Ending.frame(c.serverHalf().fin()) : e.resetFrame(),
            "every request had been answered, and the server ended the session after "
                + Durations.words(idleNs)
                + " of silence")
        .supports(!timer.isEmpty(), 0, timer)
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, Role.SERVER);
  }

  private static boolean isSession(Application said) {
    return said != null && SESSIONS.contains(said.message().protocol());
  }
}
