package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;

/**
 * Connections to one server that ended alike.
 *
 * @param server their server
 * @param verdict how they ended
 * @param cause the best cause, null when none was found
 * @param harmless whether such ends do no harm and need no repair
 * @param connections how many
 * @param ofConnections connections to that server, however they ended
 * @param shortestSilenceNs the shortest silence before their ends, ns
 * @param longestSilenceNs the longest
 * @param firstStream lowest Wireshark stream number among them: one to look at
 */
public record Group(
    Endpoint server,
    Verdict verdict,
    Cause cause,
    boolean harmless,
    long connections,
    long ofConnections,
    long shortestSilenceNs,
    long longestSilenceNs,
    long firstStream) {}
