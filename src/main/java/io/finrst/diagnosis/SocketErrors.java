package io.finrst.diagnosis;

import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the program on each side most likely saw, call by call, after Linux {@code tcp_reset}: a
 * reset gives ECONNRESET once, EPIPE to a side that had got the FIN before, ECONNREFUSED while
 * connecting; what had been received can still be read first. A program that makes no further call
 * sees nothing. Where a cause lets programs see something else, its class says so in {@link KnownCause#tell}.
 */
public final class SocketErrors {
  private static final SocketError BROKEN_PIPE = new SocketError(SocketCall.SEND, Errno.EPIPE);
  private static final List<SocketError> RESET =
      List.of(new SocketError(SocketCall.RECV, Errno.ECONNRESET), BROKEN_PIPE);
  private static final List<SocketError> AFTER_FIN = List.of(BROKEN_PIPE);

  private final Map<Role, List<SocketError>> bySide = new EnumMap<>(Role.class);

  private SocketErrors() {}

  /** What {@code best} let the programs see; null stands for no cause. */
  static SocketErrors of(Ending ending, KnownCause best) {
    SocketErrors errors = new SocketErrors();
    switch (ending.verdict()) {
      case RST_TO_SYN -> errors.connecting(Role.CLIENT, Errno.ECONNREFUSED);
      case UNREACHABLE -> errors.unreachable(ending);
      case SYN_UNANSWERED -> errors.synUnanswered(ending);
      case TIMED_OUT -> errors.timedOut(ending);
      default -> errors.reset(ending, best);
    }
    return errors;
  }

  /** What {@code side} saw, in order; empty for nothing. */
  List<SocketError> of(Role side) {
    return bySide.getOrDefault(side, List.of());
  }

  private void unreachable(Ending ending) {
    for (IcmpError error : ending.record().icmpErrors()) {
      if (error.quotesSyn()) {
        connecting(error.to(), IcmpErrno.of(error));
        return;
      }
    }
  }

  private void synUnanswered(Ending ending) {
    if (Patience.connectMayHaveTimedOut(ending.record())) {
      connecting(Role.CLIENT, Errno.ETIMEDOUT);
    }
  }

  private void timedOut(Ending ending) {
    Repetition again = ending.record().repetition();
    if (again != null && Patience.mayHaveGivenUp(again)) {
      gaveUp(ending, again.by());
    }
  }

  private void reset(Ending ending, KnownCause best) {
    if (!ending.wasReset()) {
      return;
    }
    if (best == null) {
      resetReached(ending);
    } else {
      best.tell(ending, this);
    }
  }

  /** The connect of {@code side} said {@code error}. */
  public void connecting(Role side, Errno error) {
    bySide.put(side, List.of(new SocketError(SocketCall.CONNECT, error)));
  }

  /** {@code side} gave up. Linux then tells what ICMP had said (tcp_write_err: sk_err_soft, else ETIMEDOUT). */
  public void gaveUp(Ending ending, Role side) {
    IcmpError said = ending.unreachable(side);
    Errno error = said == null ? Errno.ETIMEDOUT : IcmpErrno.of(said);
    bySide.put(side, List.of(new SocketError(SocketCall.RECV, error)));
  }

  /** {@code side} got a reset while it had neither closed nor aborted. */
  public void gotReset(Role side) {
    bySide.put(side, RESET);
  }

  /** The reset did to its receiver what resets do; one by a device may have been sent to both sides. */
  public void resetReached(Ending ending) {
    Role victim = ending.victim();
    if (!ending.abortedItself(victim)) {
      bySide.put(victim, ending.resetterClosedFirst() && ending.finArrived() ? AFTER_FIN : RESET);
    }
    boolean resetThereToo =
        ending.record().resets().stream()
            .anyMatch(r -> r.from() == victim && r.effect() == ResetEffect.ACCEPTED);
    if (ending.byMiddlebox() && resetThereToo) {
      gotReset(ending.resetter());
    }
  }
}
