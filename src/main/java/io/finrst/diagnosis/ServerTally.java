package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.Optional;

/** How the connections to one server ended: what they survived, what they died of, and whether any came about. */
final class ServerTally {
  /** The shortest silence that may be an idle timer's, ns. */
  private static final long SILENCE_NS = 1_000_000_000L;

  /** Fewer refusals say little of a server: a program tries again by itself. */
  static final int FEWEST_REFUSALS = 3;

  final Endpoint server;
  private long connections;
  private long survivors;
  private long longestSurvivedNs;
  private long died; // after a silence
  private long shortestDiedNs = Long.MAX_VALUE;
  private long failed; // never came about
  private long answered; // failed by an answer
  private long clients; // that failed
  private ClientTally client; // the first of them, null when it is not kept

  ServerTally(Endpoint server) {
    this.server = server;
  }

  /** One more connection, and the silence it survived. */
  void connection(long survivedNs) {
    connections++;
    if (survivedNs > 0) {
      survivors++;
      longestSurvivedNs = Math.max(longestSurvivedNs, survivedNs);
    }
  }

  /** One that ended by {@code cause} after {@code silenceNs}. */
  void ended(KnownCause cause, long silenceNs) {
    if (silenceNs >= SILENCE_NS && cause != null && cause.facts().maybeByIdleTimer()) {
      died++;
      shortestDiedNs = Math.min(shortestDiedNs, silenceNs);
    }
  }

  /** One that never came about. */
  void failed(Verdict verdict, ClientTally by, boolean isNewClient) {
    failed++;
    answered += verdict == Verdict.SYN_UNANSWERED ? 0 : 1;
    if (isNewClient && clients++ == 0) {
      client = by;
    }
  }

  /** One told of before as never come about did, or failed in another way. */
  void takeBackFailure(Verdict told) {
    failed--;
    answered -= told == Verdict.SYN_UNANSWERED ? 0 : 1;
  }

  long connections() {
    return connections;
  }

  Optional<IdleBracket> bracket() {
    return died == 0 || died == 1 && survivors == 0 // one silence is no pattern
        ? Optional.empty()
        : Optional.of(new IdleBracket(server, longestSurvivedNs, survivors, shortestDiedNs, died));
  }

  /** That it accepted nothing; a scan alone proves nothing of a port that nobody else wanted. */
  Optional<Down> down() {
    boolean scanned = clients == 1 && client != null && client.isScanner();
    return failed < FEWEST_REFUSALS || failed < connections || scanned
        ? Optional.empty()
        : Optional.of(new Down(server, connections, Math.max(1, clients), answered > 0));
  }
}
