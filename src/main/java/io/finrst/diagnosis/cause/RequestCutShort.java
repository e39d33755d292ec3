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
import io.finrst.record.Application;
import io.finrst.record.Durations;
import io.finrst.record.Moment;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/** A request never came whole: the client stopped in its middle, or the server would not wait for the rest. */
final class RequestCutShort extends KnownCause {
  private static final int REQUEST_TIMEOUT = 408;

  RequestCutShort() {
    super(
        Cause.REQUEST_CUT_SHORT,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the request never came whole: the client stopped, or the server would not wait for the rest")
        .onTheWire("A request that announces its length, and a FIN before all of it was sent; of the server also 408.")
        .sources("RFC 9110 section 15.5.9", "RFC 9112 section 8")
        .actorAdvice(
            "At the client, find out why it stopped sending: a crash, a body shorter than its Content-Length, a "
                + "source that stalls; at the server, whether its limits of time for header and body are meant so.")
        .otherAdvice("Nothing was processed as a rule: the request may be sent again.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 7)
        .usualBehindNoError()
        .specialCaseOf(Cause.PROTOCOL_REFUSAL);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    Application said = x.asked;
    Application answer = x.answered;
    boolean partial = said != null && said.isPartial() && !Exchange.speaks(said, "tls");
    boolean answered = partial && Ending.isLater(e.record().serverHalf().lastData(), moment(said));
    boolean timeout =
        answered && Talk.is(answer, ApplicationMessage.HTTP_RESPONSE) && answer.status() == REQUEST_TIMEOUT;
    if (!partial) {
      return Optional.empty();
    }
    boolean byServer = x.closedBy(Role.SERVER);
    Role closer = byServer ? Role.SERVER : Role.CLIENT;
    Moment fin = e.record().half(closer).fin();
    return Case.of(this)
        .given((byServer || x.closedBy(Role.CLIENT)) && e.record().clientHalf().missingBytes() == 0)
        .needs(
            timeout || !answered,
            Talk.frame(said),
            "the client's " + said.message().protocolName() + " request was cut short: " + said.shortfall())
        .tells(timeout, Talk.frame(answer), "the server answered with status 408: it had waited too long")
        .tells(
            fin != null,
            Ending.frame(fin),
            "the " + closer.id() + " closed " + Durations.words(Math.max(0, x.waitedNs())) + " after the last of it")
        .conclude(x.isWhole() ? Confidence.CERTAIN : Confidence.LIKELY, closer);
  }

  /** Of a message as something to compare with: its time does not matter here. */
  private static Moment moment(Application said) {
    return new Moment(said.frame(), 0);
  }
}
