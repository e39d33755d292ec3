package io.finrst.diagnosis;

import static io.finrst.diagnosis.Cause.ABORTIVE_CLOSE;
import static io.finrst.diagnosis.Cause.BACKLOG_FULL;
import static io.finrst.diagnosis.Cause.BACKLOG_OVERFLOW;
import static io.finrst.diagnosis.Cause.BAD_HANDSHAKE_ACK;
import static io.finrst.diagnosis.Cause.CONNECT_ABORTED;
import static io.finrst.diagnosis.Cause.DATA_AFTER_CLOSE;
import static io.finrst.diagnosis.Cause.HALF_OPEN_RECOVERY;
import static io.finrst.diagnosis.Cause.HALF_OPEN_SCAN;
import static io.finrst.diagnosis.Cause.HEALTH_CHECK;
import static io.finrst.diagnosis.Cause.INJECTED_RESET;
import static io.finrst.diagnosis.Cause.KEEPALIVE_RACE;
import static io.finrst.diagnosis.Cause.KEEPALIVE_TIMEOUT;
import static io.finrst.diagnosis.Cause.LATE_PACKET_AFTER_CLOSE;
import static io.finrst.diagnosis.Cause.MIDDLEBOX_IDLE_TIMEOUT;
import static io.finrst.diagnosis.Cause.NAT_STATE_LOST;
import static io.finrst.diagnosis.Cause.ORPHAN_LIMIT;
import static io.finrst.diagnosis.Cause.PATH_REJECT;
import static io.finrst.diagnosis.Cause.PORT_CLOSED;
import static io.finrst.diagnosis.Cause.RETRANSMISSION_TIMEOUT;
import static io.finrst.diagnosis.Cause.STALE_CONNECTION;
import static io.finrst.diagnosis.Cause.TIME_WAIT_ASSASSINATION;
import static io.finrst.diagnosis.Cause.UNREAD_DATA_AT_CLOSE;
import static io.finrst.diagnosis.Cause.ZERO_WINDOW_ABORT;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.KernelReset;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the kernel's own word on a reset does to the causes found on the wire: those it excludes go, the best of those
 * it leaves is certain. A reason is not a cause by itself (SO_LINGER 0 is told as {@code TCP_STATE}), so each stands
 * for the causes behind which it was seen (include/net/rstreason.h, and the places that use it).
 */
final class KernelReasons {
  /** The causes a reason leaves, the usual one first. */
  private static final Map<String, List<Cause>> CAUSES =
      Map.ofEntries(
          Map.entry("TCP_ABORT_ON_CLOSE", List.of(UNREAD_DATA_AT_CLOSE, ZERO_WINDOW_ABORT)),
          Map.entry("TCP_STATE", List.of(ABORTIVE_CLOSE, HEALTH_CHECK, CONNECT_ABORTED)),
          Map.entry("TCP_DISCONNECT_WITH_DATA", List.of(ABORTIVE_CLOSE, HEALTH_CHECK)),
          Map.entry("TCP_ABORT_ON_LINGER", List.of(ABORTIVE_CLOSE)),
          Map.entry("TCP_ABORT_ON_DATA", List.of(DATA_AFTER_CLOSE, KEEPALIVE_RACE)),
          Map.entry("TCP_TIMEWAIT_SOCKET", List.of(DATA_AFTER_CLOSE, KEEPALIVE_RACE, LATE_PACKET_AFTER_CLOSE)),
          Map.entry("TCP_ABORT_ON_MEMORY", List.of(ORPHAN_LIMIT)),
          Map.entry("TCP_KEEPALIVE_TIMEOUT", List.of(KEEPALIVE_TIMEOUT, RETRANSMISSION_TIMEOUT)),
          Map.entry("INVALID_SYN", List.of(BACKLOG_OVERFLOW)),
          Map.entry("TCP_INVALID_ACK_SEQUENCE", List.of(HALF_OPEN_RECOVERY, BAD_HANDSHAKE_ACK)),
          Map.entry("TCP_TOO_OLD_ACK", List.of(BAD_HANDSHAKE_ACK)),
          Map.entry("TCP_OLD_ACK", List.of(BAD_HANDSHAKE_ACK)),
          Map.entry("TCP_ACK_UNSENT_DATA", List.of(BAD_HANDSHAKE_ACK)),
          Map.entry(
              "TCP_FLAGS",
              List.of(
                  STALE_CONNECTION, BAD_HANDSHAKE_ACK, BACKLOG_FULL, DATA_AFTER_CLOSE, KEEPALIVE_RACE,
                  LATE_PACKET_AFTER_CLOSE, MIDDLEBOX_IDLE_TIMEOUT, NAT_STATE_LOST, TIME_WAIT_ASSASSINATION)),
          Map.entry(
              "NO_SOCKET",
              List.of(
                  STALE_CONNECTION, PORT_CLOSED, HALF_OPEN_SCAN, CONNECT_ABORTED, DATA_AFTER_CLOSE, KEEPALIVE_RACE,
                  LATE_PACKET_AFTER_CLOSE, MIDDLEBOX_IDLE_TIMEOUT, NAT_STATE_LOST, TIME_WAIT_ASSASSINATION)));

  private KernelReasons() {}

  /** {@code matches}, best first, in the light of what the kernels said of the deciding reset. */
  static List<Match> weigh(Ending ending, List<Match> matches) {
    ConnectionRecord c = ending.record();
    Reset reset = ending.reset();
    if (reset == null) {
      return matches;
    }
    if (c.kernel().disowns(reset)) {
      boolean refusal = c.verdict() == Verdict.RST_TO_SYN;
      String fact = "the kernel of the " + reset.from().id() + " did not send this reset";
      return keep(
          matches,
          List.of(refusal ? PATH_REJECT : INJECTED_RESET),
          new Evidence(reset.at().frame(), fact),
          reset.from());
    }
    KernelReset sent = c.kernel().sent(reset, c);
    List<Cause> possible = sent == null ? null : CAUSES.get(sent.reason());
    if (possible == null) {
      return matches;
    }
    if (c.verdict() == Verdict.RST_TO_SYN && possible.contains(PORT_CLOSED)) {
      possible = List.of(PORT_CLOSED);
    }
    return keep(matches, possible, evidence(sent, reset), reset.from());
  }

  private static Evidence evidence(KernelReset sent, Reset reset) {
    StringBuilder fact = new StringBuilder("the kernel of the ");
    fact.append(reset.from().id()).append(" sent it: reason ").append(sent.reason());
    if (!sent.tcpState().isEmpty() && !sent.tcpState().equals("UNKNOWN")) {
      fact.append(", socket in state ").append(sent.tcpState());
    }
    if (!sent.process().isEmpty()) {
      fact.append(", by process ").append(sent.process());
    }
    return new Evidence(reset.at().frame(), fact.toString());
  }

  /** Those of {@code matches} that are possible, the first one certain; the usual one when none is left. */
  private static List<Match> keep(List<Match> matches, List<Cause> possible, Evidence proof, Role actor) {
    List<Match> kept = new ArrayList<>();
    for (Match match : matches) {
      if (possible.contains(match.cause())) {
        kept.add(kept.isEmpty() ? proved(match, proof) : match);
      }
    }
    if (kept.isEmpty()) {
      kept.add(new Match(possible.get(0), Confidence.CERTAIN, 1, actor, true, List.of(proof)));
    }
    return kept;
  }

  private static Match proved(Match match, Evidence proof) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(proof);
    evidence.addAll(match.evidence());
    return new Match(
        match.cause(), Confidence.CERTAIN, match.strength() + 1, match.actor(), true, List.copyOf(evidence));
  }
}
