package io.finrst.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code finrst lab}: names its commands. */
@Command(
    name = "lab",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "list|run|serve",
    description = {
      "End connections in every way with real sockets: on loopback, and as root between private hosts.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  finrst lab list                      the scenarios and the services",
      "  finrst lab run reset-on-accept       what calls return, what packets say",
      "  finrst lab run all                   whether finrst is right about each",
      "  finrst lab serve reset-mid-response  to test a client of your own against"
    })
final class LabCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  LabCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command with its own commands. */
  static CommandLine with(Surroundings surroundings) {
    return new CommandLine(new LabCommand(surroundings))
        .addSubcommand(new LabListCommand(surroundings))
        .addSubcommand(new LabRunCommand(surroundings))
        .addSubcommand(new LabServeCommand(surroundings));
  }

  @Override
  public void run() {
    spec.commandLine().usage(surroundings.err());
  }
}
