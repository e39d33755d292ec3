package io.finrst.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is reported, and how. */
final class ReportOptions {
  @ArgGroup(validate = false, heading = "%nThe report:%n", order = 1)
  OutputOptions output = new OutputOptions();

  @ArgGroup(validate = false, heading = "%nWhich connections (all must agree):%n", order = 2)
  FilterOptions filter = new FilterOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "ENDING,..[:N]",
      converter = FailOn.Parser.class,
      completionCandidates = Endings.Words.class,
      description = "Exit with 1 if N or more (default 1) of the reported connections ended this way.")
  FailOn failOn;

  /** Refuses what makes no sense. */
  void check(CommandSpec command) {
    output.check(command);
    if (output.ladder != null && !filter.isOneStream()) {
      throw new ParameterException(
          command.commandLine(), "--ladder draws one connection: --stream N, the number in a report's first column");
    }
  }
}
