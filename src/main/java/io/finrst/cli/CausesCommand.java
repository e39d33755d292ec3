package io.finrst.cli;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.report.Pad;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code finrst causes}: every cause finrst knows. */
@Command(
    name = "causes",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = "List all causes that finrst knows; 'finrst explain ID' explains one.")
final class CausesCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  CausesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    int width = Cause.ids().stream().mapToInt(String::length).max().orElse(0);
    for (Cause cause : Cause.values()) {
      prose.item(Pad.left(cause.id(), width + 2), KnownCauses.ALL.facts(cause).meaning());
    }
    out.flush();
    return ExitCode.OK.status();
  }
}
