package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelReason;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.SocketErrors;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * As {@link ConnectAborted}, but the SYN is hand-made: no ordinary stack sends one without options or with MSS alone
 * and a window of a few KiB (nmap, masscan, ZMap), and its TTL differs from that of the kernel's reset.
 */
final class HalfOpenScan extends ResetCause {
  static boolean handMade(Ending e) {
    return e.record().clientHalf().stack() == Stack.HAND_MADE;
  }

  HalfOpenScan() {
    super(Cause.HALF_OPEN_SCAN, Verdict.RST_IN_HANDSHAKE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("a port scan: the client never meant to complete the handshake")
        .onTheWire(
            "A SYN without options, or with MSS alone and a tiny window, the SYN-ACK, then a RST by the client's kernel, which knows nothing of that "
                + "SYN.")
        .sources("Linux answers a SYN-ACK nobody waits for with a reset, reason NO_SOCKET")
        .indistinguishableFrom(Cause.CONNECT_ABORTED)
        .toTellApart("the same client's other connections: a scan asks many ports or hosts")
        .actorAdvice("None if the scan is yours.")
        .otherAdvice("Harmless; restrict who may reach the port if it should not be reachable.")
        .harm(Harm.NONE)
        .needs(Shown.BOTH_SIDES)
        .kernelReasons(KernelReason.NO_SOCKET)
        .usualBehind(Verdict.RST_IN_HANDSHAKE, 1)
        .usualBehindNoError()
        .specialCaseOf(Cause.CONNECT_ABORTED);
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean byClient = e.verdict() == Verdict.RST_IN_HANDSHAKE && e.resetter() == Role.CLIENT;
    return Case.of(this)
        .needs(byClient, e.resetFrame(), "the client answered the SYN-ACK with a reset")
        .needs(
            byClient && handMade(e),
            e.record().first().frame(),
            "its SYN has no options, or MSS alone and a tiny window: no ordinary stack made it")
        .tells(
            byClient && e.record().clientHalf().ttl() != e.reset().ttl(),
            e.resetFrame(),
            "SYN and reset have different TTLs")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }

  /** No socket of either side had come about. */
  @Override
  protected void tell(Ending e, SocketErrors errors) {}
}
