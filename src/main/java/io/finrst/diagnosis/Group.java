package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.List;
import java.util.Map;

/**
 * Connections that ended for one cause, or, where none was found, in one way.
 *
 * @param cause the best cause, null when none was found or looked for
 * @param verdicts how they ended, the most frequent first; at least one
 * @param harmless whether such ends do no harm and need no repair
 * @param surest the confidence of the surest of them, null without a cause
 * @param leastSure that of the least sure
 * @param connections how many
 * @param notLookedInto those of them whose cause was not looked for
 * @param hosts the servers they were to, by host, the most connections first: some of them
 * @param hostCount how many hosts there were, at least
 * @param allHosts whether there were no more
 * @param burst when most of them ended, null where that is spread
 * @param shortestSilenceNs the shortest silence before their ends, ns
 * @param longestSilenceNs the longest
 * @param firstStream lowest Wireshark stream number among them: one to look at
 */
public record Group(
    Cause cause,
    Map<Verdict, Long> verdicts,
    boolean harmless,
    Confidence surest,
    Confidence leastSure,
    long connections,
    long notLookedInto,
    List<Host> hosts,
    long hostCount,
    boolean allHosts,
    Burst burst,
    long shortestSilenceNs,
    long longestSilenceNs,
    long firstStream) {

  /**
   * Those of them to one host.
   *
   * @param address its address
   * @param connections how many
   * @param ofConnections connections to it however they ended, 0 when not known
   * @param ports their server ports, ascending: some of them
   * @param morePorts whether there were others
   * @param clients how many clients, at least
   * @param firstStream lowest Wireshark stream number among them
   */
  public record Host(
      Address address,
      long connections,
      long ofConnections,
      List<Integer> ports,
      boolean morePorts,
      long clients,
      long firstStream) {}

  /** How many connections were to hosts that are not listed. */
  public long atOtherHosts() {
    return connections - hosts.stream().mapToLong(Host::connections).sum();
  }

  /** How most of them ended. */
  public Verdict verdict() {
    return verdicts.keySet().iterator().next();
  }
}
