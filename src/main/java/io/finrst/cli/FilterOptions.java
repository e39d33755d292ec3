package io.finrst.cli;

import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.flow.EndedConnection;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which connections to report. All given options must agree; the values of one option are alternatives. */
final class FilterOptions {
  @Option(names = "--only", paramLabel = "VERDICT,..", description = "Only these endings ('rst' for all rst-*).")
  private String only;

  @Option(names = "--not", paramLabel = "VERDICT,..", description = "Not these endings.")
  private String not;

  @Option(names = "--cause", paramLabel = "ID,..", split = ",", description = "Only with one of these causes, first-ranked.")
  private List<String> causes = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "LEVEL",
      description = "Only with a cause at least so sure: ${COMPLETION-CANDIDATES}.")
  private Confidence minConfidence;

  @Option(
      names = "--host",
      paramLabel = "ADDR[/LEN]",
      split = ",",
      converter = HostRange.Parser.class,
      description = "Only with this address or network on either side.")
  private List<HostRange> hosts = List.of();

  @Option(names = "--port", paramLabel = "N", split = ",", description = "Only with this port on either side.")
  private List<Integer> ports = List.of();

  @Option(names = "--stream", paramLabel = "N", split = ",", description = "Only these (Wireshark's tcp.stream).")
  private List<Long> streams = List.of();

  private Set<Verdict> wanted;

  /** Reads the lists; throws what picocli makes a usage error of. */
  void prepare() {
    wanted = only == null ? Set.of(Verdict.values()) : VerdictNames.parse(only);
    if (not != null) {
      Set<Verdict> unwanted = VerdictNames.parse(not);
      wanted = wanted.stream().filter(v -> !unwanted.contains(v)).collect(Collectors.toSet());
    }
  }

  /** Whether nothing but the diagnosis could still rule it out. */
  boolean passes(EndedConnection c) {
    return wanted.contains(c.verdict())
        && (streams.isEmpty() || streams.contains(c.tcpStream()))
        && (ports.isEmpty() || ports.contains(c.clientPort()) || ports.contains(c.serverPort()))
        && (hosts.isEmpty()
            || hosts.stream().anyMatch(h -> h.contains(c.clientAddress()) || h.contains(c.serverAddress())));
  }

  /** Whether {@link #passes(Diagnosis)} has anything to say. */
  boolean needsDiagnosis() {
    return !causes.isEmpty() || minConfidence != null;
  }

  boolean passes(Diagnosis diagnosis) {
    if (!needsDiagnosis()) {
      return true;
    }
    if (diagnosis.findings().isEmpty()) {
      return false;
    }
    boolean cause = causes.isEmpty() || causes.contains(diagnosis.findings().get(0).causeId());
    boolean sure =
        minConfidence == null || diagnosis.findings().get(0).confidence().compareTo(minConfidence) <= 0;
    return cause && sure;
  }
}
