package io.finrst.diagnosis;

import io.finrst.record.IcmpError;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the program on each side most likely saw, call by call, after Linux {@code tcp_reset}: a
 * reset gives ECONNRESET once, EPIPE to a side that had got the FIN before, ECONNREFUSED while
 * connecting; what had been received can still be read first. A program that makes no further call
 * sees nothing.
 */
final class SocketErrors {
  private static final List<SocketError> RESET =
      List.of(new SocketError("recv", "ECONNRESET"), new SocketError("send", "EPIPE"));
  private static final List<SocketError> AFTER_FIN = List.of(new SocketError("send", "EPIPE"));
  private static final List<SocketError> TIMED_OUT = List.of(new SocketError("recv", "ETIMEDOUT"));

  private final Map<Role, List<SocketError>> bySide = new EnumMap<>(Role.class);

  private SocketErrors() {}

  static SocketErrors of(Ending ending, Cause best) {
    SocketErrors errors = new SocketErrors();
    switch (ending.verdict()) {
      case RST_TO_SYN -> errors.put(Role.CLIENT, connect("ECONNREFUSED"));
      case UNREACHABLE -> errors.unreachable(ending);
      case SYN_UNANSWERED -> errors.put(Role.CLIENT, connect("ETIMEDOUT"));
      case TIMED_OUT -> errors.timedOut(ending);
      default -> {
        if (ending.wasReset()) {
          errors.reset(ending, best);
        }
      }
    }
    return errors;
  }

  /** What {@code side} saw, in order; empty for nothing. */
  List<SocketError> of(Role side) {
    return bySide.getOrDefault(side, List.of());
  }

  boolean isEmpty() {
    return bySide.isEmpty();
  }

  private void put(Role side, List<SocketError> errors) {
    bySide.put(side, errors);
  }

  private static List<SocketError> connect(String error) {
    return List.of(new SocketError("connect", error));
  }

  private void unreachable(Ending ending) {
    for (IcmpError error : ending.record().icmpErrors()) {
      if (error.quotesSyn()) {
        put(error.to(), connect(IcmpErrno.of(error)));
        return;
      }
    }
  }

  private void timedOut(Ending ending) {
    if (ending.record().repetition() != null) {
      gaveUp(ending, ending.record().repetition().by());
    }
  }

  /** Linux tells what ICMP had said when it gives up (tcp_write_err: sk_err_soft, else ETIMEDOUT). */
  private void gaveUp(Ending ending, Role side) {
    IcmpError said = ending.unreachable(side);
    put(side, said == null ? TIMED_OUT : List.of(new SocketError("recv", IcmpErrno.of(said))));
  }

  private void reset(Ending ending, Cause best) {
    Role victim = ending.victim();
    if (best == Cause.CONNECT_ABORTED) {
      // only a connect() that does not block can be given up by its program
      put(Role.CLIENT, connect("EINPROGRESS"));
      return;
    }
    if (best == Cause.HALF_OPEN_SCAN) {
      return;
    }
    if (!ending.abortedItself(victim)) {
      put(victim, ending.resetterClosedFirst() && ending.finArrived() ? AFTER_FIN : RESET);
    }
    boolean gaveUp =
        best == Cause.KEEPALIVE_TIMEOUT
            || best == Cause.RETRANSMISSION_TIMEOUT
            || best == Cause.ZERO_WINDOW_ABORT && ending.resetBy(ResetKind.ANSWER);
    if (gaveUp) {
      gaveUp(ending, ending.resetter());
    }
    boolean injectedAtBothEnds =
        best == Cause.INJECTED_RESET && !ending.spokeAfterReset(ending.resetterHalf());
    boolean resetThereToo =
        ending.record().resets().stream()
            .anyMatch(r -> r.from() == victim && r.effect() == ResetEffect.ACCEPTED);
    if (ending.byMiddlebox() && resetThereToo || injectedAtBothEnds) {
      put(ending.resetter(), RESET);
    }
  }
}
