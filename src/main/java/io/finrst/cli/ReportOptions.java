package io.finrst.cli;

import java.util.Map;
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
      paramLabel = "ENDING,..|new[:N]",
      converter = FailOn.Parser.class,
      completionCandidates = FailOn.Words.class,
      description = "Exit with 1 if N or more (default 1) of the reported connections ended this way; new: in a way "
              + "that --baseline does not know.")
  FailOn failOn;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Say which endings FILE does not know, and which of it are gone. Only those that did not end well "
              + "count.")
  String baseline;

  @Option(
      names = "--write-baseline",
      description = "Write the endings found to the --baseline file, so that they are known from now on.")
  boolean writeBaseline;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the kinds of ending as test cases in JUnit's XML; those that did not end well fail.")
  String junit;

  @Option(
      names = "--github",
      negatable = true,
      description = "Also annotate a run of GitHub Actions, and add to the summary of the step. Default: where "
              + "GITHUB_ACTIONS is true.")
  Boolean github;

  /** Whether a build wants more than the report; asked before anything of that is loaded. */
  boolean isForBuild(Map<String, String> environment) {
    return baseline != null || junit != null || isForGitHub(environment);
  }

  /** Whether GitHub Actions is to be told. */
  boolean isForGitHub(Map<String, String> environment) {
    return github == null ? "true".equals(environment.get("GITHUB_ACTIONS")) : github;
  }

  /** Refuses what makes no sense. */
  void check(CommandSpec command) {
    output.check(command);
    require(
        output.ladder == null || filter.isOneStream(),
        "--ladder draws one connection: --stream N, the number in a report's first column",
        command);
    require(!writeBaseline || baseline != null, "--write-baseline needs --baseline FILE", command);
    boolean asksForNew = failOn != null && failOn.asksForNew();
    require(!asksForNew || baseline != null, "--fail-on new needs --baseline FILE", command);
    require(!asksForNew || !writeBaseline, "--write-baseline accepts all: --fail-on new would find nothing", command);
  }

  private static void require(boolean holds, String otherwise, CommandSpec command) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }
}
