package io.finrst.cli;

import io.finrst.report.json.Schema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code finrst schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of what --json writes.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  SchemaCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Schema.writeTo(surroundings.out());
    surroundings.out().flush();
    return ExitCode.OK.status();
  }
}
