package io.finrst.report.ci;

import io.finrst.teardown.Verdict;

/**
 * Connections that ended in one way.
 *
 * @param kind in which
 * @param verdict the one that {@code kind} names
 * @param bad whether a program lost something by it
 * @param connections how many, at least 1
 * @param stream Wireshark's number of the first of them
 * @param durationNs how long that one lasted
 * @param sentence who ended that one, how and when; empty unless bad
 * @param answer the same with causes, evidence, advice and the command that shows more, in lines
 */
public record Occurrence(
    EndingKind kind,
    Verdict verdict,
    boolean bad,
    long connections,
    long stream,
    long durationNs,
    String sentence,
    String answer) {

  /** The same of {@code more} connections. */
  Occurrence and(long more) {
    return new Occurrence(kind, verdict, bad, connections + more, stream, durationNs, sentence, answer);
  }
}
