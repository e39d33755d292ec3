package io.finrst.cli;

import io.finrst.capture.RingFile;
import io.finrst.capture.TimePattern;
import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.LiveOptions;
import io.finrst.report.json.JsonWriter;
import io.finrst.teardown.Verdict;
import io.finrst.wire.SegmentDecoder;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst live}: what {@code analyze} does, while it happens. */
@Command(
    name = "live",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst live [-i INTERFACE]... [OPTIONS] [CAPTURE FILTER]%n",
    description = {
      "Report every TCP connection on an interface when it ends: who, how, why.",
      "",
      "All other words are a capture filter, as for tcpdump. Without a filter and",
      "without -w finrst ignores UDP outside of tunnels. Ctrl-C ends the capture and",
      "prints the summary; a second Ctrl-C exits at once. If nothing can be captured,",
      "'finrst doctor' shows what is missing.%n"
    },
    footer = {
      "",
      "Examples:",
      "  finrst live                                everything this host sends and gets",
      "  finrst live --top                          one screen of groups, updated in place",
      "  finrst live -i eth0 --only rst port 5432   who resets my database connections",
      "  finrst live --json | jq .verdict           one object a line, for other tools",
      "  finrst live -w ring.pcapng -C 100 -W 10    also keeps the last gigabyte"
    })
final class LiveCommand implements Callable<Integer> {
  private static final int LARGEST_SNAPLEN = 262_144;
  private static final int MIB = 1 << 20;

  /** RFC 5424 section 6.3.2: printable ASCII without =, ], ", and an enterprise number that may have parts. */
  private static final String SYSLOG_ID = "[!#-<>?A-\\\\^-~]{1,24}@[0-9]{1,7}(\\.[0-9]+)*";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "NAME",
      completionCandidates = InterfaceNames.class,
      description = "Listen on this interface; may be repeated. Default: any, where the system has it.")
  List<String> interfaces = List.of();

  @Parameters(arity = "0..*", paramLabel = "FILTER", hidden = true)
  private List<String> filterWords = List.of();

  @Option(
      names = {"-p", "--no-promiscuous-mode"},
      description = "Capture only packets from and to this host.")
  private boolean notPromiscuous;

  @Option(
      names = {"-Q", "--direction"},
      paramLabel = "in|out|inout",
      completionCandidates = Choice.Directions.class,
      description = "Capture packets of one direction only.")
  private LiveOptions.Direction direction = LiveOptions.Direction.INOUT;

  @Option(
      names = {"-s", "--snaplen"},
      paramLabel = "BYTES",
      description = "Capture this many bytes of each packet, 0 for all. Default: 256.")
  private int snaplen = LiveOptions.USUAL_SNAPLEN;

  @Option(
      names = {"-B", "--buffer-size"},
      paramLabel = "MIB",
      description = "Size of the kernel's buffer per interface. Default: 32.")
  private int bufferMib = LiveOptions.USUAL_BUFFER_BYTES / MIB;

  @Option(
      names = "--immediate",
      negatable = true,
      description = "Take each packet from the kernel at once instead of ten times a second. Costs CPU and loses "
              + "more.")
  private boolean immediate;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "Stop after N packets.")
  long packets = Long.MAX_VALUE;

  @Option(names = "--duration", paramLabel = "SECONDS", description = "Stop after this time.")
  double durationSeconds = Double.POSITIVE_INFINITY;

  @Option(names = "--idle-exit", paramLabel = "SECONDS", description = "Stop after this long without a packet.")
  double idleSeconds = Double.POSITIVE_INFINITY;

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      description = "Also record the packets, as pcap if FILE ends so, else as pcapng. Conversions of strftime such as"
              + " %%Y%%m%%d-%%H%%M become the time in UTC.")
  String recording;

  @Option(names = "-C", paramLabel = "MB", description = "With -w: start a new file after this many million bytes.")
  private int fileMegabytes;

  @Option(names = "-G", paramLabel = "SECONDS", description = "With -w: start a new file after this time.")
  private int fileSeconds;

  @Option(names = "-W", paramLabel = "N", description = "With -C or -G: keep only the newest N files.")
  private int files;

  @Option(
      names = "--save-only",
      paramLabel = "VERDICT,..",
      converter = VerdictNames.Parser.class,
      completionCandidates = VerdictNames.Words.class,
      description = "With -w: record only connections that ended this way, from their first packet on.")
  Set<Verdict> saveOnly;

  @Option(
      names = "--kernel",
      description = "Ask the Linux kernel why it sent each reset: proof instead of a guess (Linux 6.10 or newer, "
              + "root).")
  boolean kernel;

  @Option(
      names = "--metrics",
      paramLabel = "[ADDRESS:]PORT",
      converter = ListenAddress.class,
      description = "Serve Prometheus counters at /metrics, on 127.0.0.1 unless an address is given.")
  ListenAddress.Of metrics;

  @Option(
      names = "--syslog",
      arity = "0..1",
      paramLabel = "[udp://|tcp://]HOST[:PORT]|/dev/log|-",
      hideParamSyntax = true,
      fallbackValue = SyslogTarget.LOCAL,
      preprocessor = SyslogTarget.OnlyAttached.class,
      converter = SyslogTarget.Parser.class,
      description = "Also send each ending to a system log: RFC 5424 by UDP or TCP, or the log of this host (default). -: "
              + "print lines for journald instead of the report.")
  SyslogTarget syslog;

  @Option(
      names = "--syslog-id",
      paramLabel = "NAME@NUMBER",
      description = "With --syslog=HOST: add structured data under this id. The number is your enterprise's own.")
  String syslogId;

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin TrackingOptions tracking = new TrackingOptions();

  /** For shell completion: those of the machine on which somebody types. */
  static final class InterfaceNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(CompletionCommand.INTERFACES).iterator();
    }
  }

  LiveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    require(snaplen >= 0 && snaplen <= LARGEST_SNAPLEN, "--snaplen takes 0 to 262144 bytes");
    require(bufferMib >= 1 && bufferMib <= 2047, "--buffer-size takes 1 to 2047 MiB");
    require(packets >= 1, "--count takes 1 or more");
    require(durationSeconds > 0 && idleSeconds > 0, "--duration and --idle-exit take more than 0 seconds");
    require(fileMegabytes >= 0 && fileSeconds >= 0 && files >= 0, "-C, -G and -W take 1 or more");
    require(recording != null || fileMegabytes + fileSeconds + files == 0, "-C, -G and -W need -w FILE");
    require(recording != null || saveOnly == null, "--save-only needs -w FILE");
    require(files == 0 || fileMegabytes + fileSeconds > 0, "-W needs -C or -G");
    require(report.output.json != JsonWriter.Layout.ARRAY, "a live capture has no end of an array: use --json");
    checkSyslog();
    tracking.check(spec);
    report.check(spec);
    boolean terminal = surroundings.console().outIsTerminal() && !Console.isDumb(surroundings.environment());
    boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--top") || report.output.groupBy != null;
    report.output.screen =
        terminal && asked && report.output.isText() && !report.output.explain && !printsSyslog();
    if (recording != null && !fileLimits().series()) {
      recording = TimePattern.expand(recording, Instant.now());
    }
    if (interfaces.isEmpty()) {
      interfaces = List.of(Interfaces.usual());
    }
    return new LiveRun(this, surroundings).run().status();
  }

  /** The words of the command line. */
  List<String> typed() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  private void checkSyslog() {
    boolean network =
        syslog != null && (syslog.kind() == SyslogTarget.Kind.UDP || syslog.kind() == SyslogTarget.Kind.TCP);
    require(syslogId == null || network, "--syslog-id needs --syslog=HOST");
    require(syslogId == null || syslogId.matches(SYSLOG_ID), "--syslog-id takes NAME@NUMBER, such as ours@8072");
    boolean otherReport = !report.output.isText() || report.output.explain || report.output.groupBy != null;
    require(!printsSyslog() || !otherReport, "--syslog=- is a report of its own: it excludes --json, --csv, --explain"
        + " and --group-by");
  }

  /** Whether lines for a log take the place of the report. */
  boolean printsSyslog() {
    return syslog != null && syslog.kind() == SyslogTarget.Kind.LINES;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  LiveOptions capture() {
    return new LiveOptions(
        interfaces,
        String.join(" ", filterWords),
        recording == null || saveOnly != null ? SegmentDecoder.WORTH_CAPTURING : "",
        snaplen == 0 ? LARGEST_SNAPLEN : snaplen,
        bufferMib * MIB,
        immediate,
        !notPromiscuous,
        direction,
        packets);
  }

  RingFile.Limits fileLimits() {
    return new RingFile.Limits(fileMegabytes * 1_000_000L, fileSeconds, files);
  }

  /** Whether there is a recording, one file that holds all that was captured. */
  boolean recordsAll() {
    return recording != null && saveOnly == null && fileMegabytes + fileSeconds == 0;
  }

  /** Whether the recording can hold one link type only. */
  boolean recordsPcap() {
    return recording != null && RingFile.isPcap(recording);
  }

  /** How the capture is called in messages. */
  String where() {
    return String.join(", ", interfaces);
  }
}
