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
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** The server closed in order in the middle of its answer, as the lengths that it had announced prove. */
final class AnswerCutShort extends KnownCause {
  AnswerCutShort() {
    super(
        Cause.ANSWER_CUT_SHORT,
        Verdict.RST_AFTER_FIN,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("the server closed the connection in order in the middle of its answer")
        .onTheWire("A message that announces its length, and the server's FIN before all of it was sent.")
        .sources("RFC 9112 section 8", "RFC 8446 section 6.1", "RFC 9293 section 3.6")
        .actorAdvice(
            "Look into the server's log at that moment: a worker that was killed, a timeout for writing, a limit of "
                + "memory or of an output buffer; behind a proxy, what cut the backend's answer short.",
            "Check that Content-Length is the length of what is really sent.")
        .otherAdvice(
            "Treat the answer as incomplete, whatever has come of it; ask again, for the rest only where the server "
                + "allows it (Range).")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 5)
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    Application said = x.answered;
    boolean partial = said != null && said.isPartial();
    boolean underWay = x.reply() == Reply.UNDER_WAY;
    boolean announced = partial && said.bodyLength() > said.bodySent() && !Exchange.speaks(said, "tls");
    return Case.of(this)
        .given(x.closedByServer() && e.record().serverHalf().missingBytes() == 0)
        .needs(
            partial || underWay,
            Talk.frame(said),
            partial
                ? "the server's " + name(said) + " was cut short: " + said.shortfall()
                : "the answer had begun, and its end never came")
        .tells(x.closedByServer(), Ending.frame(e.record().serverHalf().fin()), "the server closed")
        .conclude(announced && x.isWhole() ? Confidence.CERTAIN : Confidence.LIKELY, Role.SERVER);
  }

  private static String name(Application said) {
    return switch (said.message()) {
      case HTTP_RESPONSE -> "response with status " + said.status();
      case TLS_RECORD -> "TLS record";
      default -> said.message().protocolName() + " message";
    };
  }
}
