package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.pcap4j.Bpf;
import io.finrst.capture.pcap4j.FilteredSource;
import io.finrst.capture.pcap4j.OfflineSource;
import io.finrst.report.ReportWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code finrst analyze}, the command that runs when none is named. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst [analyze] FILE|DIR|-... [OPTIONS] [-- CAPTURE FILTER]%n",
    description = {
      "Say of every TCP connection in a capture who ended it, how, and why.%n",
      "pcap and pcapng, plain, gzip or zstd, from files, folders, globs or pipes ('-').",
      "Several files are one stream in the order of their first packets. Words after",
      "'--' are a capture filter as tcpdump takes it.%n"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int PIPE_BUFFER = 1 << 16;

  enum Reader {
    OWN,
    PCAP4J
  }

  private final Surroundings surroundings;
  private final List<String> filterWords;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR|-", description = "What to read.")
  private List<String> inputs;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final FilterOptions filter = new FilterOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "VERDICT,..[:N]",
      converter = FailOn.Parser.class,
      description = "Exit 1 when N or more (default 1) connections ended so.")
  private FailOn failOn;

  @Option(names = "--separate", description = "Analyse each file alone instead of all as one stream.")
  private boolean separate;

  @Option(
      names = "--reader",
      paramLabel = "WHICH",
      defaultValue = "own",
      description = "${COMPLETION-CANDIDATES}: pcap4j reads through libpcap. Default: ${DEFAULT-VALUE}.")
  private Reader reader;

  @Option(names = "--no-decapsulate", description = "Do not look into tunnels.")
  private boolean noDecapsulate;

  @Option(names = "--verify-checksums", description = "Drop and count packets with wrong checksums.")
  private boolean verifyChecksums;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Follow at most N at a time; the longest silent is dropped.")
  private int maxConnections = Integer.MAX_VALUE;

  @Option(names = {"-q", "--quiet"}, description = "No progress, no warnings.")
  private boolean quiet;

  @Option(names = "--debug", description = "Show a stack trace when something breaks.")
  private boolean debug;

  AnalyzeCommand(Surroundings surroundings, List<String> filterWords) {
    this.surroundings = surroundings;
    this.filterWords = filterWords;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() throws IOException {
    try {
      filter.prepare();
    } catch (TypeConversionException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
    if (maxConnections < 1) {
      throw new ParameterException(spec.commandLine(), "--max-connections takes 1 or more");
    }
    if (!separate) {
      return run(inputs).status();
    }
    ExitCode worst = ExitCode.OK;
    for (String file : CaptureSet.expand(inputs)) {
      ExitCode code = run(List.of(file));
      worst = code.compareTo(worst) > 0 ? code : worst;
    }
    return worst.status();
  }

  private ExitCode run(List<String> names) throws IOException {
    OutputStream out = new BufferedOutputStream(surroundings.out(), PIPE_BUFFER);
    boolean streaming = names.stream().anyMatch(name -> name.equals("-") || name.startsWith("/dev/"));
    ReportWriter writer = output.writer(out, surroundings, streaming);
    Stop stop = new Stop();
    FilteredWriter listener = new FilteredWriter(writer, filter, failOn, stop);
    AnalysisOptions options =
        new AnalysisOptions(!noDecapsulate, verifyChecksums, maxConnections, output.ladderPackets());
    Analysis analysis = new Analysis(options, listener);
    stop.of(analysis);
    AnalysisSummary summary;
    try (Interrupt interrupt = Interrupt.stops(analysis)) {
      summary = read(names, analysis);
      writer.finish(summary);
      out.flush();
      ExitCode code = code(summary, listener, interrupt.happened());
      interrupt.exitWith(code);
      return code;
    }
  }

  @SuppressWarnings("try") // the progress line needs only to be opened and closed
  private AnalysisSummary read(List<String> names, Analysis analysis) throws IOException {
    if (reader == Reader.PCAP4J) {
      try (OfflineSource source = new OfflineSource(names)) {
        return readFiltered(source, analysis);
      }
    }
    try (CaptureSet source = CaptureSet.open(names, surroundings.in());
        Progress progress = Progress.of(source, surroundings, quiet)) {
      return readFiltered(source, analysis);
    }
  }

  private AnalysisSummary readFiltered(PacketSource source, Analysis analysis) throws IOException {
    if (filterWords.isEmpty()) {
      return analysis.run(source);
    }
    try (Bpf bpf = new Bpf(String.join(" ", filterWords));
        FilteredSource filtered = new FilteredSource(source, bpf)) {
      return analysis.run(filtered).filteredOut(filtered.filteredOut());
    }
  }

  private ExitCode code(AnalysisSummary summary, FilteredWriter listener, boolean interrupted) {
    for (CaptureInfo capture : summary.captures()) {
      if (capture.damage() != null) {
        surroundings.say(capture.damage());
      }
    }
    boolean nothing = summary.packets() == 0 && summary.captures().stream().allMatch(c -> c.damage() != null);
    if (nothing) {
      return ExitCode.UNUSABLE;
    }
    if (listener.matched()) {
      return ExitCode.FOUND;
    }
    return summary.complete() && !interrupted ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /** Stops an analysis that is made after the writer that wants to stop it. */
  private static final class Stop implements Runnable {
    private Analysis analysis;

    void of(Analysis started) {
      analysis = started;
    }

    @Override
    public void run() {
      analysis.stop();
    }
  }
}
