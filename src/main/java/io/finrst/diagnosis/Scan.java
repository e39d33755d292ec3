package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.Map;

/**
 * A client that tried many ports or hosts and was refused or not answered nearly everywhere.
 *
 * @param client who scanned
 * @param connections its attempts that failed
 * @param targets different ports of hosts among them
 * @param hosts different hosts among them
 * @param host the only one, null when there are several
 * @param exact false when there were more targets than could be told apart
 * @param verdicts how the attempts ended, worst first
 * @param firstNs the first of them, ns since 1970
 * @param lastNs the last
 * @param firstStream lowest Wireshark stream number among them
 */
public record Scan(
    Address client,
    long connections,
    long targets,
    long hosts,
    Address host,
    boolean exact,
    Map<Verdict, Long> verdicts,
    long firstNs,
    long lastNs,
    long firstStream) {}
