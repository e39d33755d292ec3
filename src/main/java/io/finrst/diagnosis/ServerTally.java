package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the connections to one server ended. */
final class ServerTally {
  /** The shortest silence that may be an idle timer's, ns. */
  private static final long SILENCE_NS = 1_000_000_000L;

  private final Endpoint server;
  private final List<Part> parts = new ArrayList<>(1); // few: verdicts times causes of one server
  private long connections;
  private long survivors;
  private long longestSurvivedNs;

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

  /** One connection told of before as {@code told} ended otherwise; of several causes the most frequent gives it up. */
  void takeBack(Verdict told) {
    Part most = null;
    for (Part part : parts) {
      if (part.verdict == told && (most == null || part.count > most.count)) {
        most = part;
      }
    }
    if (most != null) {
      most.count--;
    }
  }

  /** Where to count connections that ended like this; {@code cause} may be null. */
  Part part(Verdict verdict, KnownCause cause, boolean harmless) {
    for (Part part : parts) {
      if (part.verdict == verdict && part.cause == cause && part.harmless == harmless) {
        return part;
      }
    }
    Part part = new Part(verdict, cause, harmless);
    parts.add(part);
    return part;
  }

  void groups(List<Group> groups) {
    for (Part part : parts) {
      if (part.count > 0) {
        groups.add(part.group(server, connections));
      }
    }
  }

  Optional<IdleBracket> bracket() {
    long died = 0;
    long shortestNs = Long.MAX_VALUE;
    for (Part part : parts) {
      if (part.count > 0 && part.maybeByIdleTimer() && part.silent > 0) {
        died += part.silent;
        shortestNs = Math.min(shortestNs, part.shortestIdleNs);
      }
    }
    return died == 0 || died == 1 && survivors == 0 // one silence is no pattern
        ? Optional.empty()
        : Optional.of(new IdleBracket(server, longestSurvivedNs, survivors, shortestNs, died));
  }

  /** Those that ended in one way for one cause. */
  static final class Part {
    private final Verdict verdict;
    private final KnownCause cause;
    private final boolean harmless;
    private long count;
    private long silent; // after 1 s or more
    private long shortestIdleNs = Long.MAX_VALUE;
    private long shortestNs = Long.MAX_VALUE;
    private long longestNs;
    private long firstStream = Long.MAX_VALUE;

    private Part(Verdict verdict, KnownCause cause, boolean harmless) {
      this.verdict = verdict;
      this.cause = cause;
      this.harmless = harmless;
    }

    void add(long stream, long silenceNs) {
      count++;
      firstStream = Math.min(firstStream, stream);
      shortestNs = Math.min(shortestNs, silenceNs);
      longestNs = Math.max(longestNs, silenceNs);
      if (silenceNs >= SILENCE_NS) {
        silent++;
        shortestIdleNs = Math.min(shortestIdleNs, silenceNs);
      }
    }

    private boolean maybeByIdleTimer() {
      return cause != null && cause.facts().maybeByIdleTimer();
    }

    private Group group(Endpoint server, long ofConnections) {
      Cause named = cause == null ? null : cause.cause();
      return new Group(
          server, verdict, named, harmless, count, ofConnections, Math.max(0, shortestNs), longestNs, firstStream);
    }
  }
}
