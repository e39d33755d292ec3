package io.finrst.cli;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.LibpcapException;
import io.finrst.lab.FileRecorder;
import io.finrst.lab.LiveRecorder;
import io.finrst.lab.Network;
import io.finrst.lab.Performance;
import io.finrst.lab.PointRecorder;
import io.finrst.lab.Recorder;
import io.finrst.lab.Scenario;
import io.finrst.lab.Scenarios;
import io.finrst.lab.Self;
import io.finrst.lab.Truth;
import io.finrst.report.json.MapJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst lab run}. */
@Command(
    name = "run",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst lab run SCENARIO...|all [OPTIONS]%n",
    description = {
      "Play scenarios and compare what the packets say with what each socket call returned.",
      "",
      "'finrst lab list' names them.%n"
    },
    footer = {"", "Exit status: 0 when all agree, 1 when one does not, 2 when it cannot be played."})
final class LabRunCommand implements Callable<Integer> {
  private static final String EVERY = "all";
  private static final String NETWORK = "--network";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "SCENARIO",
      hideParamSyntax = true,
      completionCandidates = ScenarioNames.class,
      description = "Names, or 'all'.")
  private List<String> names = List.of();

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      description = "If you may not capture: the file that another tool records meanwhile, e.g. tcpdump -i lo -U -w "
              + "FILE.")
  private String capture;

  @Option(
      names = "--kernel",
      description = "On loopback, also ask the Linux kernel for its reasons (Linux 6.10 or newer, root).")
  private boolean kernel;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Keep the packets of each scenario and what finrst says about them: NAME.pcapng, "
              + "NAME.expected.json. Of scenarios of several points: NAME.client.pcap, NAME.router.pcap, "
              + "NAME.server.pcap, and what really happened, NAME.truth.json.")
  private Path directory;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      completionCandidates = Choice.Colors.class,
      description = "Auto follows NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM.")
  private Console.Color color = Console.Color.AUTO;

  @Option(names = NETWORK, hidden = true, description = "Play as the client of this network that another run has made.")
  private String network;

  /** Words for shell completion. */
  static final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of(EVERY), Scenarios.ALL.stream().map(Scenario::name)).iterator();
    }
  }

  /** Read by {@link Main} before anything can break. */
  @Option(names = Main.DEBUG, description = "Show a stack trace when something breaks.")
  private boolean debug;

  private int left; // scenarios that cannot be played here

  LabRunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Scenario> scenarios = chosen();
    String obstacle = capture == null ? obstacle() : null;
    if (directory != null) {
      if (obstacle != null || capture != null) {
        throw new ParameterException(spec.commandLine(), "--save takes the right to capture: " + obstacle);
      }
      Files.createDirectories(directory);
    }
    LabReport report = new LabReport(surroundings, color);
    int disagreeing = 0;
    try (KernelWatch watch = KernelWatch.start(kernel, surroundings)) {
      for (int i = 0; i < scenarios.size(); i++) {
        Scenario scenario = scenarios.get(i);
        report.progress(i, scenarios.size(), scenario.name());
        disagreeing += agrees(scenario, obstacle, watch, report) ? 0 : 1;
      }
    }
    if (network == null) {
      report.finish(scenarios.size() - left, disagreeing, obstacle);
    }
    return (disagreeing == 0 ? ExitCode.OK : ExitCode.FOUND).status();
  }

  private boolean agrees(Scenario scenario, String obstacle, KernelWatch watch, LabReport report)
      throws IOException, InterruptedException {
    if (scenario.needsNetwork() && network == null) {
      String reason = capture != null ? "another tool's capture is of loopback" : Network.obstacle();
      if (reason != null) {
        left++;
        report.leftOut(scenario, reason);
        return true;
      }
      return agreesAsClient(scenario, report);
    }
    Network around = network == null ? null : Network.named(network);
    Performance performance = Performance.of(scenario, around, recorder(scenario, obstacle, watch), call -> {});
    report.write(performance);
    if (directory != null && scenario.view() != null) {
      Files.writeString(Path.of(file(scenario, ".truth.json")), MapJson.text(Truth.of(performance)));
    } else if (directory != null) {
      save(scenario);
    }
    return performance.agrees();
  }

  /** Plays it in a process of its own on the client's host of a new network. */
  private boolean agreesAsClient(Scenario scenario, LabReport report) throws IOException, InterruptedException {
    report.next();
    try (Network made = Network.make()) {
      List<String> command = new ArrayList<>(made.asClient());
      command.addAll(Self.command(Main.class));
      command.addAll(List.of("lab", "run", scenario.name(), NETWORK, made.name()));
      if (directory != null) {
        command.addAll(List.of("--save", directory.toString()));
      }
      boolean colored = surroundings.console().colored(color, surroundings.environment());
      command.addAll(List.of("--color", colored ? "always" : "never"));
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      process.getInputStream().transferTo(surroundings.out());
      surroundings.out().flush();
      return process.waitFor() == ExitCode.OK.status();
    }
  }

  private List<Scenario> chosen() {
    if (names.equals(List.of(EVERY))) {
      return Scenarios.ALL;
    }
    List<Scenario> chosen = new ArrayList<>();
    List<String> known = Scenarios.ALL.stream().map(Scenario::name).toList();
    for (String name : names) {
      int index = known.indexOf(name);
      if (index < 0) {
        throw new ParameterException(
            spec.commandLine(), "unknown scenario '" + name + "'; " + Nearest.hint(name, known));
      }
      chosen.add(Scenarios.ALL.get(index));
    }
    return chosen;
  }

  /** Why packets cannot be watched, null when they can. */
  private static String obstacle() {
    try {
      Interfaces.loopback();
      return null;
    } catch (LibpcapException e) {
      return e.getMessage();
    }
  }

  private Recorder recorder(Scenario scenario, String obstacle, KernelWatch watch) throws IOException {
    if (capture != null) {
      return new FileRecorder(capture);
    }
    if (obstacle != null) {
      return null;
    }
    if (directory != null && scenario.view() != null) {
      return new PointRecorder(Network.named(network), scenario, directory);
    }
    String where = network == null ? Interfaces.loopback() : scenario.clientInterface();
    return new LiveRecorder(where, watch.log(), directory == null ? null : file(scenario, ".pcapng"));
  }

  private String file(Scenario scenario, String end) {
    return directory.resolve(scenario.name() + end).toString();
  }

  /** What analysing the kept packets gives, as the JSON report has it. */
  private void save(Scenario scenario) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(file(scenario, ".expected.json")))) {
      Main.run(InputStream.nullInputStream(), out, surroundings.err(), "--json=array", file(scenario, ".pcapng"));
    }
  }
}
