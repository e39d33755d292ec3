package io.finrst.cli;

import io.finrst.report.json.EcsTemplate;
import io.finrst.report.json.Schema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code finrst schema}: what others need to read {@code --json}. */
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of what --json writes, or the index template for Elasticsearch",
      "of what --json=ecs writes.%n"
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  enum Kind {
    REPORT,
    ECS
  }

  private final Surroundings surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "report|ecs",
      hideParamSyntax = true,
      completionCandidates = Choice.Schemas.class,
      description = "Default: report.")
  private Kind kind = Kind.REPORT;

  SchemaCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (kind == Kind.ECS) {
      EcsTemplate.writeTo(surroundings.out());
    } else {
      Schema.writeTo(surroundings.out());
    }
    surroundings.out().flush();
    return ExitCode.OK.status();
  }
}
