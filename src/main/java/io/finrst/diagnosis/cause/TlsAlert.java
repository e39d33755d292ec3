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
import io.finrst.record.Application.Handshake;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Optional;

/** One side announced by an alert of TLS why it would not go on. An orderly close_notify is none. */
final class TlsAlert extends KnownCause {
  TlsAlert() {
    super(Cause.TLS_ALERT);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("one side ended the TLS session by an alert that names a fault")
        .onTheWire(
            "An alert record in the clear, or a sealed record as short as an alert in place of the Finished; then the "
                + "close.")
        .sources("RFC 8446 section 6", "RFC 5246 section 7.2")
        .indistinguishableFrom(Cause.TLS_CLOSED_IN_HANDSHAKE)
        .toTellApart("the TLS error in the log of the side that sent the alert")
        .actorAdvice(
            "Look up the alert: it names what this side could not accept, such as an unknown certificate authority, a "
                + "name without a certificate, or no common version.")
        .otherAdvice(
            "Check certificate and chain, the server name that is asked for, versions and ciphers of this side.")
        .harm(Harm.HARMFUL)
        .needs()
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.GRACEFUL, 8)
        .usualBehindNoError()
        .specialCaseOf(
            Cause.UNREAD_DATA_AT_CLOSE, Cause.ABORTIVE_CLOSE, Cause.DATA_AFTER_CLOSE, Cause.TLS_CLOSED_IN_HANDSHAKE);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    Role by = Talk.complained(Talk.of(e, Role.CLIENT)) ? Role.CLIENT : Role.SERVER;
    Application said = Talk.of(e, by);
    if (Talk.complained(said)) {
      return Case.of(this)
          .needs(
              !e.byMiddlebox(),
              said.frame(),
              "the " + by.id() + " sent the alert " + io.finrst.wire.TlsAlert.name(said.alert()))
          .conclude(Confidence.CERTAIN, by);
    }
    Role sealing = isSealedInHandshake(Talk.of(e, Role.CLIENT)) ? Role.CLIENT : Role.SERVER;
    Application sealed = Talk.of(e, sealing);
    return Case.of(this)
        .given(!e.byMiddlebox())
        .needs(
            isSealedInHandshake(sealed) && Talk.of(e, Ending.other(sealing)) != null,
            Talk.frame(sealed),
            "instead of the end of its handshake the " + sealing.id() + " sent a sealed record as short as an alert")
        .conclude(Confidence.LIKELY, sealing);
  }

  private static boolean isSealedInHandshake(Application said) {
    return said != null
        && said.handshake() == Handshake.BEGUN
        && (said.is(ApplicationMessage.TLS_SHORT_RECORD) || said.is(ApplicationMessage.TLS_ENCRYPTED_ALERT));
  }
}
