package io.finrst.cli;

import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.RawNames;
import io.finrst.compare.Comparer;
import io.finrst.compare.ComparisonSummary;
import io.finrst.compare.PointSource;
import io.finrst.compare.PointSummary;
import io.finrst.flow.Announcing;
import io.finrst.flow.Tracker;
import io.finrst.report.ComparisonReport;
import io.finrst.report.HostNames;
import io.finrst.report.TimeStyle;
import io.finrst.report.json.ComparisonJson;
import io.finrst.report.json.JsonWriter;
import io.finrst.report.text.ComparisonText;
import io.finrst.report.text.TextStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst compare}. */
@Command(
    name = "compare",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst compare [NAME=]FILE|DIR... [NAME=]FILE|DIR... [OPTIONS]%n",
    description = {
      "Compare captures of the same traffic taken at two places or more.",
      "",
      "For every connection: what was lost between which points, what was added (a",
      "reset that nobody sent), what was changed or held back, and one verdict for",
      "both ends. Connections are found again behind address translation, and clocks",
      "may differ by hours.",
      "",
      "  finrst compare client.pcap server.pcap",
      "  finrst compare client=c.pcap lb=lb.pcap server=/var/captures",
      "",
      "Each word is a point. With names, files without one belong to the name before",
      "them, as those of a rotated set: client=c1.pcap c2.pcap server=s.pcap%n"
    },
    footer = {
      "",
      "Exit status: 0 compared, 1 --fail-on matched, 2 wrong usage or a point that",
      "could not be read, 3 a capture is damaged or incomplete."
    })
final class CompareCommand implements Callable<Integer> {
  private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{N}_.-]+)=(.+)", Pattern.DOTALL);
  private static final String USUAL_TOP = "20";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "[NAME=]FILE|DIR", hideParamSyntax = true, description = "The points.")
  private List<String> inputs = List.of();

  @Option(
      names = "--explain",
      description = "Explain the connections that need it, or the one that --stream chooses: what each point saw, and a "
              + "ladder with one column a point.")
  private boolean explain;

  @Option(
      names = "--stream",
      paramLabel = "N",
      description = "Only the connection with this tcp.stream at the first point that saw it.")
  private Long stream;

  @Option(
      names = "--json",
      arity = "0..1",
      paramLabel = "ndjson|array",
      fallbackValue = OutputOptions.LayoutName.LINES,
      preprocessor = OutputOptions.OnlyAttached.class,
      converter = OutputOptions.LayoutName.class,
      completionCandidates = OutputOptions.LayoutName.Words.class,
      description = "Write one JSON object per connection and a summary last; array: one document.")
  private JsonWriter.Layout json;

  @Option(
      names = "--in-order",
      description = "The points are named in the order of the path. Default: the order is found by TTL and delays.")
  private boolean inOrder;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT,..[:N]",
      converter = CompareFailOn.Parser.class,
      completionCandidates = CompareFailOn.Words.class,
      description = "Exit with 1 if N or more (default 1) of the connections lost packets (lost), got packets that were "
              + "not sent (added), or ended this way.")
  private CompareFailOn failOn;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Text: show at most N connections, worst first; 0 shows all. Default: " + USUAL_TOP + ".")
  private int top = Integer.parseInt(USUAL_TOP);

  @Option(names = "--color", paramLabel = "auto|always|never", completionCandidates = Choice.Colors.class, description = "Auto follows NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM.")
  private Console.Color color = Console.Color.AUTO;

  @Option(names = "--ascii", description = "Use ASCII only, as in a locale that is not UTF-8.")
  private boolean ascii;

  @Option(names = Pager.NEVER, description = "With --explain: use no pager, even on a terminal.")
  private boolean noPager;

  @Option(names = "--no-decapsulate", description = "Do not look into tunnels (VXLAN, GRE, GTP, ...).")
  private boolean noDecapsulate;

  @Option(names = {"-q", "--quiet"}, description = "Show only messages about problems.")
  private boolean quiet;

  /** Read by {@link Main} before anything can break. */
  @Option(names = Main.DEBUG, description = "Show a stack trace if something breaks.")
  private boolean debug;

  CompareCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, List<String>> points = points();
    require(points.size() > 1, "two points or more are needed: finrst compare client=FILE server=FILE");
    require(top >= 0, "--top takes 0 (all) or more");
    require(json == null || !explain, "--explain and --json exclude each other");
    require(json != JsonWriter.Layout.BRIEF, "--json=brief is for single captures: use --json");
    Interrupt interrupt = Interrupt.handled(surroundings, false);
    List<PointSource> sources = new ArrayList<>();
    try {
      for (Map.Entry<String, List<String>> point : points.entrySet()) {
        boolean named = NAMED.matcher(point.getKey() + "=.").matches() && isNamed();
        sources.add(
            new PointSource(
                named ? point.getKey() : null,
                String.join(", ", point.getValue()),
                CaptureSet.open(point.getValue(), surroundings.in())));
      }
      return compare(sources, interrupt).status();
    } finally {
      for (PointSource source : sources) {
        source.source().close();
      }
    }
  }

  private ExitCode compare(List<PointSource> sources, Interrupt interrupt) throws IOException {
    ComparisonReport report = report();
    CompareFailOn.Count found = new CompareFailOn.Count(failOn);
    AnalysisOptions options =
        new AnalysisOptions(!noDecapsulate, false, Tracker.AS_MANY_AS_FIT, 0, false, Announcing.NEVER);
    Comparer[] comparer = new Comparer[1];
    comparer[0] =
        new Comparer(
            sources, options, inOrder, explain,
            comparison -> {
              if (stream == null || comparison.first().tcpStream() == stream) {
                found.add(comparison);
                report.onComparison(comparison);
                if (report.failed()) {
                  comparer[0].stop();
                }
              }
            });
    interrupt.watch(comparer[0]::stop, false);
    ComparisonSummary summary = comparer[0].run();
    boolean unreadable = false;
    for (PointSummary point : summary.points()) {
      unreadable |= point.summary().captures().stream().allMatch(c -> c.damage() != null && c.packets() == 0);
      point.summary().captures().stream().filter(c -> c.damage() != null).forEach(this::sayDamage);
    }
    if (interrupt.happened() && !quiet) {
      surroundings.say("interrupted; this is what was read until then");
    }
    if (unreadable && json == null) {
      return ExitCode.UNUSABLE;
    }
    report.finish(summary);
    if (unreadable) {
      return ExitCode.UNUSABLE;
    }
    if (found.isEnough()) {
      surroundings.say(found.message());
      return ExitCode.FOUND;
    }
    return summary.complete() && !interrupt.happened() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private void sayDamage(CaptureInfo capture) {
    surroundings.say(capture.name() + ": " + capture.damage());
  }

  private ComparisonReport report() {
    if (json != null) {
      return new ComparisonJson(surroundings.out(), json, HostNames.NONE);
    }
    if (explain && !noPager) {
      Pager.before(surroundings);
    }
    Console console = surroundings.console();
    TextStyle style =
        new TextStyle(
            console.columns(), console.palette(color, surroundings.environment()), console.unicode() && !ascii,
            TimeStyle.ABSOLUTE);
    return new ComparisonText(surroundings.out(), style, top, explain, stream != null);
  }

  private boolean isNamed() {
    return inputs.stream().anyMatch(CompareCommand::isNamed);
  }

  private static boolean isNamed(String word) {
    return NAMED.matcher(word).matches() && !RawNames.exists(word);
  }

  /** What belongs to each point, in the order in which they were named. */
  private Map<String, List<String>> points() {
    Map<String, List<String>> points = new LinkedHashMap<>();
    boolean named = isNamed();
    String name = null;
    for (String word : inputs) {
      Matcher matcher = NAMED.matcher(word);
      if (isNamed(word) && matcher.matches()) {
        name = matcher.group(1);
        points.computeIfAbsent(name, any -> new ArrayList<>()).add(matcher.group(2));
      } else if (named) {
        require(name != null, "'" + word + "' has no name, and others have: NAME=" + word);
        points.get(name).add(word);
      } else {
        require(points.put(word, List.of(word)) == null, "'" + word + "' is named twice: a capture is the same as itself");
      }
    }
    return points;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
