package io.finrst.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst generate-man}: the manual pages, made from the same model as the help. */
@Command(
    name = "generate-man",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = {
      "Write the manual pages into a folder: finrst.1 and one for each command.",
      "",
      "  finrst generate-man ~/.local/share/man/man1%n"
    })
final class ManCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where to; made if it does not exist.")
  private Path folder;

  ManCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Files.createDirectories(folder);
      write("finrst", spec.root());
    } catch (IOException e) {
      throw new IOException(folder + ": cannot write the manual pages: " + e.getMessage(), e);
    }
    surroundings.say("manual pages written to " + folder + "; man finrst");
    return ExitCode.OK.status();
  }

  private void write(String name, CommandSpec command) throws IOException {
    Files.writeString(folder.resolve(name + ".1"), ManPage.of(name, command), StandardCharsets.UTF_8);
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      if (!sub.getKey().equals("help")) {
        write(name + "-" + sub.getKey(), sub.getValue().getCommandSpec());
      }
    }
  }
}
