package io.finrst.cli;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Finding;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which connections to report. All given options must agree; the values of one option are alternatives. */
final class FilterOptions {
  @Option(
      names = "--only",
      paramLabel = "ENDING,..",
      converter = Endings.Parser.class,
      completionCandidates = Endings.Words.class,
      description = "Report only these endings: verdicts, rst for every rst-..., or the first cause.",
      order = 1)
  private Endings only;

  @Option(
      names = "--not",
      paramLabel = "ENDING,..",
      converter = Endings.Parser.class,
      completionCandidates = Endings.Words.class,
      description = "Leave out these endings.",
      order = 2)
  private Endings not;

  @Option(
      names = "--cause",
      paramLabel = "ID,..",
      hideParamSyntax = true,
      split = ",",
      converter = CauseId.class,
      completionCandidates = CauseId.Words.class,
      description = "Report only connections with one of these causes.",
      order = 3)
  private List<String> causes = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "LEVEL",
      completionCandidates = Choice.Levels.class,
      description = "Report only connections with a cause at least this sure: possible, likely or certain.",
      order = 4)
  private Confidence minConfidence;

  @Option(
      names = "--host",
      paramLabel = "ADDR[/LEN]",
      hideParamSyntax = true,
      split = ",",
      converter = HostRange.Parser.class,
      description = "Report only connections with this address or network on either side.",
      order = 5)
  private List<HostRange> hosts = List.of();

  @Option(
      names = "--port",
      paramLabel = "N,..",
      hideParamSyntax = true,
      split = ",",
      converter = Port.class,
      description = "Report only connections with this port on either side.",
      order = 6)
  private List<Integer> ports = List.of();

  @Option(
      names = "--stream",
      paramLabel = "N,..",
      hideParamSyntax = true,
      split = ",",
      description = "Report only these streams, numbered as Wireshark's tcp.stream.",
      order = 7)
  private List<Long> streams = List.of();

  /** Whether every connection is to be reported. */
  boolean isEmpty() {
    return only == null && not == null && causes.isEmpty() && minConfidence == null && hosts.isEmpty()
        && ports.isEmpty() && streams.isEmpty();
  }

  /** Whether one connection was named by its number. */
  boolean isOneStream() {
    return streams.size() == 1;
  }

  /** Whether {@code c} is to be reported. Its diagnosis is asked for only where nothing else has ruled it out. */
  boolean passes(AnalysedConnection c) {
    return (streams.isEmpty() || streams.contains(c.tcpStream()))
        && (ports.isEmpty() || ports.contains(c.clientPort()) || ports.contains(c.serverPort()))
        && (hosts.isEmpty()
            || hosts.stream().anyMatch(h -> h.contains(c.clientAddress()) || h.contains(c.serverAddress())))
        && (only == null || only.include(c))
        && (not == null || !not.include(c))
        && (causes.isEmpty() && minConfidence == null || c.diagnosis().findings().stream().anyMatch(this::passes));
  }

  /** Whether it is one of the wanted causes and as sure as wanted. */
  private boolean passes(Finding finding) {
    return (causes.isEmpty() || causes.contains(finding.cause().id()))
        && (minConfidence == null || finding.confidence().compareTo(minConfidence) <= 0);
  }

  /** An id that {@link Cause} knows. */
  static final class CauseId implements ITypeConverter<String> {
    /** Words for shell completion. */
    static final class Words implements Iterable<String> {
      @Override
      public Iterator<String> iterator() {
        return Cause.ids().iterator();
      }
    }

    @Override
    public String convert(String id) {
      List<String> known = Cause.ids();
      if (!known.contains(id)) {
        throw new TypeConversionException("unknown cause '" + id + "'; " + Nearest.hint(id, known));
      }
      return id;
    }
  }

  /** 0 to 65535. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String number) {
      if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 0xFFFF) {
        throw new TypeConversionException("'" + number + "' is not a port, 0 to 65535");
      }
      return Integer.valueOf(number);
    }
  }
}
