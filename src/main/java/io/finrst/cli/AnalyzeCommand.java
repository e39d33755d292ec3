package io.finrst.cli;

import io.finrst.report.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst analyze}, the command that runs when none is named. */
@Command(
    name = "analyze",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst [analyze] FILE|DIR|-... [OPTIONS] [-- CAPTURE FILTER]%n",
    description = {
      "Show for every TCP connection in a capture who ended it, how, and why.",
      "",
      "finrst reads pcap and pcapng, plain, gzip or zstd, from files, folders, globs and",
      "pipes ('-'). Several files count as one stream; files that overlap are merged by",
      "time. Words after '--' are a capture filter, as for tcpdump. '@FILE' reads",
      "options from FILE.%n"
    },
    footer = {
      "",
      "Endings, worst first:",
      "  rst-after-data rst-before-data rst-in-handshake rst-to-syn unreachable",
      "  timed-out syn-unanswered rst-after-fin fin-unanswered half-close unknown",
      "  open graceful"
    })
final class AnalyzeCommand implements Callable<Integer> {
  enum Reader {
    OWN,
    PCAP4J
  }

  private final Surroundings surroundings;
  private final String captureFilter;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE|DIR|-", hideParamSyntax = true, description = "What to read.")
  List<String> inputs = List.of();

  @Mixin ReportOptions report = new ReportOptions();

  @Option(names = "--separate", description = "Analyze each file by itself, with its own report.")
  boolean separate;

  @Option(
      names = "--kernel-log",
      paramLabel = "FILE",
      description = "Read the kernel's reasons from a trace of tcp:tcp_send_reset of the same time (trace-cmd report, "
              + "cat trace).")
  String kernelLog;

  @Option(
      names = "--reader",
      paramLabel = "own|pcap4j",
      completionCandidates = Choice.Readers.class,
      description = "pcap4j reads through libpcap: slower, for formats that only libpcap knows.")
  Reader reader = Reader.OWN;

  @Mixin TrackingOptions tracking = new TrackingOptions();

  AnalyzeCommand(Surroundings surroundings, List<String> filterWords) {
    this.surroundings = surroundings;
    this.captureFilter = String.join(" ", filterWords);
  }

  @Override
  public Integer call() throws IOException {
    require(!inputs.isEmpty(), "no capture named: finrst FILE, or finrst - for standard input");
    tracking.check(spec);
    report.check(spec);
    require(
        !(separate && report.output.json == JsonWriter.Layout.ARRAY),
        "--separate makes several reports, --json=array one document: use --json");
    require(!(separate && report.output.html != null), "--separate makes several reports, --html one page");
    require(!(separate && report.output.ladder != null), "--separate makes several reports, --ladder one diagram");
    require(
        !(separate && report.output.handsOn()),
        "--separate makes several reports, --annotate and --split take all captures as one");
    require(
        !(reader == Reader.PCAP4J && report.output.handsOn()),
        "--annotate and --split copy what finrst reads itself, not --reader pcap4j");
    return new AnalyzeRun(this, surroundings, captureFilter).run().status();
  }

  /** The words of the command line. */
  List<String> typed() {
    List<String> words = new ArrayList<>(spec == null ? inputs : spec.commandLine().getParseResult().originalArgs());
    words.remove(spec == null ? null : spec.name()); // which is there where nobody typed it
    if (!captureFilter.isEmpty()) {
      words.addAll(List.of("--", captureFilter));
    }
    return words;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
