package io.finrst.cli;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.LibpcapException;
import io.finrst.lab.FileRecorder;
import io.finrst.lab.LiveRecorder;
import io.finrst.lab.Performance;
import io.finrst.lab.Recorder;
import io.finrst.lab.Scenario;
import io.finrst.lab.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Play scenarios: what each socket call of both sides returned, beside what the packets",
      "say of it, and whether the two agree. 'finrst lab list' names them.%n"
    },
    footer = {"", "Exit status: 0 when all agree, 1 when one does not, 2 when it cannot be played."})
final class LabRunCommand implements Callable<Integer> {
  private static final String EVERY = "all";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SCENARIO", hideParamSyntax = true, description = "Names, or 'all'.")
  private List<String> names = List.of();

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      description = "Without the right to capture: what another tool records meanwhile, say tcpdump -i lo -U -w FILE.")
  private String capture;

  @Option(names = "--kernel", description = "Ask the Linux kernel for its reasons, too (6.10 or newer, root).")
  private boolean kernel;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Keep each scenario's packets and what finrst says of them: NAME.pcapng, NAME.expected.json.")
  private Path directory;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      completionCandidates = Choice.Colors.class,
      description = "Auto heeds NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM.")
  private Console.Color color = Console.Color.AUTO;

  /** Read by {@link Main} before anything can break. */
  @Option(names = Main.DEBUG, description = "Show a stack trace when something breaks.")
  private boolean debug;

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
        Performance performance = Performance.of(scenario, recorder(scenario, obstacle, watch), call -> {});
        report.write(performance);
        disagreeing += performance.agrees() ? 0 : 1;
        if (directory != null) {
          save(scenario);
        }
      }
    }
    report.finish(scenarios.size(), disagreeing, obstacle);
    return (disagreeing == 0 ? ExitCode.OK : ExitCode.FOUND).status();
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
    return obstacle != null ? null : new LiveRecorder(watch.log(), directory == null ? null : file(scenario, ".pcapng"));
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
