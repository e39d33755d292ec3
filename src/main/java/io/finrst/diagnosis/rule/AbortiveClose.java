package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.record.Application;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: RST+ACK with seq = SND.NXT though nothing received was waiting. Why: SO_LINGER with time 0, {@code
 * disconnect}, {@code ss -K}, a listener closed before accept (Linux {@code tcp_disconnect}, reason TCP_STATE).
 */
final class AbortiveClose extends ResetRule {
  @Override
  public Cause cause() {
    return Cause.ABORTIVE_CLOSE;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean abort = e.resetBy(ResetKind.ABORT) && !e.byMiddlebox();
    boolean crossed = abort && e.victimDataCrossed();
    Application own = abort ? Talk.of(e, e.resetter()) : null;
    Application heard = abort ? Talk.of(e, e.victim()) : null;
    Application cut = Talk.responseUnfinished(own) ? own : Talk.responseUnfinished(heard) ? heard : null;
    return Case.of(cause())
        .needs(abort, e.resetFrame(), e.abortFact())
        .given(e.verdict() != Verdict.RST_TO_SYN && e.repeatedByResetter() == null)
        .supports(
            abort && !e.victimDataUnanswered(),
            abort ? Ending.frame((crossed ? e.victimHalf() : e.resetterHalf()).lastData()) : 0,
            abort ? nothingUnread(e, crossed) : "")
        .supports(
            Talk.responseFinished(heard),
            Talk.frame(heard),
            "the response had come to its end: nothing more was to be said")
        .tells(cut != null, Talk.frame(cut), cut == null ? "" : "the response was cut short: " + cut.shortfall())
        .tells(Talk.saidGoodbye(own), Talk.frame(own), "before it came what is as long as a TLS close_notify: harmless")
        .tells(
            Talk.complained(own) || Talk.complained(heard),
            Talk.complained(own) ? Talk.frame(own) : Talk.frame(heard),
            Talk.complaint(Talk.complained(own) ? own : heard))
        .hint(abort ? Talk.openingAnswered(e) : "")
        .conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
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
