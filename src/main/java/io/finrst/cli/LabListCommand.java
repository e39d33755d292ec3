package io.finrst.cli;

import io.finrst.lab.Scenario;
import io.finrst.lab.Scenarios;
import io.finrst.lab.Service;
import io.finrst.lab.Services;
import io.finrst.report.Pad;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;

/** {@code finrst lab list}. */
@Command(
    name = "list",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = "List the scenarios of 'lab run' and the services of 'lab serve'.")
final class LabListCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  LabListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    int width = 0;
    for (Scenario scenario : Scenarios.ALL) {
      width = Math.max(width, scenario.name().length() + 2);
    }
    prose.line("Scenarios (finrst lab run NAME); watching their packets takes the right to capture:");
    prose.blank();
    scenarios(prose, width, each -> !each.needsNetwork());
    prose.blank();
    prose.item(
        "",
        "Scenarios between hosts, in private network namespaces that the run makes and removes (Linux, root, nft):"
            + " Java's sockets on one host cannot lose a packet, let FINs cross, let a host vanish or put a device in"
            + " between:");
    prose.blank();
    scenarios(prose, width, each -> each.needsNetwork() && each.view() == null);
    prose.blank();
    prose.item(
        "", "Scenarios between the same hosts, which --save captures at the client, the router and the server at once:");
    prose.blank();
    scenarios(prose, width, each -> each.view() != null);
    prose.blank();
    prose.line("Services (finrst lab serve NAME), with the port that follows from --base-port 2000:");
    prose.blank();
    for (Service service : Services.ALL) {
      int port = LabServeCommand.USUAL_BASE_PORT + service.portOffset();
      prose.item("  " + port + "  " + Pad.left(service.name(), width), service.about());
    }
    out.flush();
    return ExitCode.OK.status();
  }

  private static void scenarios(Prose prose, int width, Predicate<Scenario> which) {
    for (Scenario scenario : Scenarios.ALL) {
      if (which.test(scenario)) {
        prose.item("  " + Pad.left(scenario.name(), width), scenario.teaches());
      }
    }
  }
}
