package io.finrst.cli;

import io.finrst.report.Pad;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code finrst doctor}: what works on this machine, and what to do about the rest. */
@Command(
    name = "doctor",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description =
        "Check what works on this machine (captures, filters, live, kernel reasons) and how to fix the rest.",
    footer = {
      "",
      "Exit status: 0 when all works, 3 when something does not. A line with '-' does",
      "not count: there are other ways, or few need it."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Checkup> checks = Checkup.all();
    int width = checks.stream().mapToInt(check -> check.what().length()).max().orElse(0) + 2;
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    for (Checkup check : checks) {
      String mark = check.works() ? "ok  " : check.needed() ? "no  " : "-   ";
      prose.item(mark + Pad.left(check.what(), width), check.finding());
      for (String remedy : check.remedies()) {
        prose.item(" ".repeat(mark.length() + width), remedy);
      }
    }
    out.flush();
    boolean well = checks.stream().allMatch(check -> check.works() || !check.needed());
    return (well ? ExitCode.OK : ExitCode.INCOMPLETE).status();
  }
}
