package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.record.TamperingSignature;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * Told apart from: {@link PathReject} by its shape. Two resets of which the second lies lower are honest: an abort
 * that ran ahead of lost data, and the answer to its challenge ACK.
 */
final class InjectedReset extends ResetCause {
  private static final long AT_ONCE_NS = 1_000_000L;

  InjectedReset() {
    super(Cause.INJECTED_RESET);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a device on the way sent the reset in the name of one side")
        .onTheWire(
            "A reset whose TTL, IP ID, options or numbers do not fit its supposed sender, or after which that "
                + "sender simply goes on; often several, at both ends.")
        .sources(
            "Weaver, Sommer, Paxson, Detecting Forged TCP Reset Packets, NDSS 2009",
            "Sundara Raman and others, Global, Passive Detection of Connection Tampering, SIGCOMM 2023",
            "RFC 5961 section 3")
        .indistinguishableFrom(
            Cause.PATH_REJECT, Cause.MIDDLEBOX_IDLE_TIMEOUT, Cause.STALE_CONNECTION, Cause.ABORTIVE_CLOSE)
        .toTellApart("a capture at the other end: received at both ends and sent by neither means a device between")
        .actorAdvice("Compare with a capture here: the host will not have sent this reset.")
        .otherAdvice(
            "Find the hop by the TTL of the reset: a load balancer or firewall of the server's operator, or a stranger's; "
                + "ask its owner with the frame numbers.",
            "If it is a stranger's, try the same through another path.")
        .harm(Harm.HARMFUL)
        .needs(Shown.BOTH_SIDES, Shown.SEGMENTS)
        .noKernelReason(KernelStance.DISOWNED)
        .usualBehind(Verdict.RST_AFTER_DATA, 6)
        .usualBehind(Verdict.RST_BEFORE_DATA, 3)
        .usualBehind(Errno.ECONNRESET, 6);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    TamperingSignature signature = e.resetter() == Role.CLIENT ? e.record().tamperingSignature() : null;
    return e.byMiddlebox() ? byDevice(e, signature) : unlikeAStack(e, signature);
  }

  private Optional<Match> byDevice(Ending e, TamperingSignature signature) {
    boolean wentOn = e.origin().has(Oddity.WENT_ON);
    boolean series = e.origin().has(Oddity.CLIMBS) || e.origin().has(Oddity.STEPS);
    String opening = Talk.openingAnswered(e);
    Case injected =
        Case.of(this)
            .needs(true, e.resetFrame(), Oddities.of(e))
            .supports(wentOn, e.resetFrame(), "its supposed sender went on as if it had sent nothing")
            .supports(series, e.resetFrame(), "no stack sends such a series of resets")
            .supports(!AnswerShape.of(e.reset()), e.resetFrame(), "no ordinary stack answers in this shape")
            .supports(
                atBothEnds(e),
                e.resetFrame(),
                "resets in both names came within a millisecond: no side can know so soon of the other's")
            .supports(Oddities.several(e.origin()), e.resetFrame(), "several of its fields do not fit")
            .tells(!opening.isEmpty(), Talk.frame(Talk.of(e, e.victim())), opening)
            .tells(signature != null, e.resetFrame(), words(signature));
    return wentOn && series
        ? injected.conclude(Confidence.CERTAIN, e.resetter())
        : injected.conclude(Confidence.POSSIBLE, Confidence.LIKELY, e.resetter());
  }

  private Optional<Match> unlikeAStack(Ending e, TamperingSignature signature) {
    return Case.of(this)
        .needs(
            signature != null && signature.isUnlikeAStack() && e.resetterHalf().stack() == Stack.LINUX,
            e.resetFrame(),
            "its resets are no ordinary stack's: one socket aborts once")
        .tells(true, e.resetFrame(), words(signature))
        .conclude(Confidence.POSSIBLE, e.resetter());
  }

  /** Whose name the reset carries has been reset as well, unless it goes on. */
  @Override
  protected void tell(Ending e, SocketErrors errors) {
    super.tell(e, errors);
    if (!e.spokeAfterReset(e.resetterHalf())) {
      errors.gotReset(e.resetter());
    }
  }

  /** Whether both sides seem to reset at one time, on a path long enough to tell. */
  private static boolean atBothEnds(Ending e) {
    return e.record().handshakeRttNs() > 4 * AT_ONCE_NS
        && e.record().resets().stream()
            .filter(each -> each.from() != e.resetter())
            .anyMatch(each -> Math.abs(each.at().timeNs() - e.reset().at().timeNs()) <= AT_ONCE_NS);
  }

  private static String words(TamperingSignature signature) {
    if (signature == null) {
      return "";
    }
    return "what came in the client's name fits tampering signature "
        + signature.number()
        + " ("
        + signature.notation()
        + ") of "
        + TamperingSignature.SOURCE;
  }
}
