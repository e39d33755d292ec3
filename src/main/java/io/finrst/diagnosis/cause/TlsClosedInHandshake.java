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
import io.finrst.record.Application.Handshake;
import io.finrst.record.Application;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/**
 * One side went away in the middle of the TLS handshake without an alert. Told apart from: {@link TlsAlert} by the
 * alert, {@link ClosedWithoutAnswer} by a server that said nothing at all.
 */
final class TlsClosedInHandshake extends KnownCause {
  TlsClosedInHandshake() {
    super(
        Cause.TLS_CLOSED_IN_HANDSHAKE,
        Verdict.FIN_UNANSWERED,
        Verdict.HALF_CLOSE,
        Verdict.UNKNOWN,
        Verdict.OPEN,
        Verdict.GRACEFUL);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("one side closed in the middle of the TLS handshake without an alert")
        .onTheWire("ClientHello, ServerHello, and a FIN before both sides have sent their Finished.")
        .sources("RFC 8446 section 2", "RFC 5246 section 7.3")
        .indistinguishableFrom(Cause.TLS_ALERT)
        .toTellApart("the log of the side that closed: a certificate, name or version that it did not accept")
        .actorAdvice(
            "Find out in the log of this side what it did not accept in the handshake: certificate, chain, name, "
                + "version; let it say so by an alert.")
        .otherAdvice("Check this side's certificate, chain, name and versions, and that the port is the right one.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 9)
        .usualBehindNoError();
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Exchange x = Exchange.of(e);
    Role closer = x.closedBy(Role.CLIENT) ? Role.CLIENT : Role.SERVER;
    boolean both = follows(x.asked) && follows(x.answered);
    if (!both) {
      return Optional.empty();
    }
    boolean clientOut = x.asked.handshake() == Handshake.BEGUN;
    boolean serverOut =
        x.answered.handshake() == Handshake.BEGUN && x.answered.body() != Application.Body.UNKNOWN;
    Application last = Talk.of(e, Ending.other(closer));
    return Case.of(this)
        .given(x.closedBy(closer) && x.isWhole())
        .given(!isAlert(x.asked) && !isAlert(x.answered))
        .needs(
            clientOut || serverOut,
            Talk.frame(last),
            "the TLS handshake had not come to its end; the "
                + Ending.other(closer).id()
                + "'s last message in it was "
                + name(last))
        .needs(
            x.closedBy(closer),
            Ending.frame(e.record().half(closer).fin()),
            "the " + closer.id() + " closed after that without an alert")
        .conclude(Confidence.LIKELY, closer);
  }

  private static boolean follows(Application said) {
    return said != null && said.handshake() != Handshake.NONE;
  }

  private static boolean isAlert(Application said) {
    return Talk.saidGoodbye(said) || Talk.complained(said);
  }

  private static String name(Application said) {
    if (Talk.is(said, ApplicationMessage.TLS_CLIENT_HELLO)) {
      return "the ClientHello";
    }
    return Talk.is(said, ApplicationMessage.TLS_SERVER_HELLO) ? "the ServerHello" : "a later one than its hello";
  }
}
