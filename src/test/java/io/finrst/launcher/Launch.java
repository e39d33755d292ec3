package io.finrst.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command about to be started, with the environment the test chooses and not the one the build happens to have. */
final class Launch {
  /** What came of it. */
  record Result(int exit, String out, String err) {}

  /** The file that `mvn package` makes. */
  static final Path FINRST = Path.of(System.getProperty("finrst.launcher", "target/finrst")).toAbsolutePath();

  static final Path SAMPLES = Path.of("samples").toAbsolutePath();

  private static final Path CACHE = folder(FINRST.resolveSibling("cache"));

  private final ProcessBuilder builder;

  private Launch(List<String> command) {
    builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("LC_") || name.startsWith("GITHUB_"));
    environment.remove("COLUMNS");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", CACHE.toString());
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Launch of(Object program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new Launch(command);
  }

  /**
   * The same, hearing SIGINT and SIGHUP: a build in the background ignores the one, one under nohup the other, and both
   * leave that to what they start. The test is skipped where that cannot be undone.
   */
  static Launch hearing(Object program, Object... arguments) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of("--default-signal=INT,HUP", program));
    command.addAll(List.of(arguments));
    boolean able = of("env", command.get(0), "true").start().waitFor() == 0;
    assumeTrue(able, "env has no --default-signal (GNU coreutils 8.31)");
    return of("env", command.toArray());
  }

  /** The same with an environment variable set, or removed where {@code value} is null. */
  Launch with(String name, Object value) {
    if (value == null) {
      builder.environment().remove(name);
    } else {
      builder.environment().put(name, value.toString());
    }
    return this;
  }

  /** Starts it with its standard streams in the caller's hands. */
  Process start() throws IOException {
    return builder.start();
  }

  /** Runs it with nothing on its standard input. */
  Result run() throws IOException, InterruptedException {
    return pipe(this).get(0);
  }

  /** Runs commands joined as a shell's `|` joins them; each result has its own stderr, only the last has a stdout. */
  static List<Result> pipe(Launch... commands) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("launch");
    try {
      return pipe(folder, commands);
    } finally {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static List<Result> pipe(Path folder, Launch... commands) throws IOException, InterruptedException {
    List<ProcessBuilder> builders = new ArrayList<>();
    for (Launch command : commands) {
      builders.add(command.builder.redirectError(folder.resolve("err" + builders.size()).toFile()));
    }
    builders.get(0).redirectInput(Files.createFile(folder.resolve("in")).toFile());
    Path out = folder.resolve("out");
    builders.get(builders.size() - 1).redirectOutput(out.toFile());
    List<Process> processes = ProcessBuilder.startPipeline(builders);
    List<Result> results = new ArrayList<>();
    for (Process process : processes) {
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended).as("%s ends", builders.get(results.size()).command()).isTrue();
      String err = Files.readString(folder.resolve("err" + results.size()));
      boolean last = results.size() == processes.size() - 1;
      results.add(new Result(process.exitValue(), last ? Files.readString(out) : "", err));
    }
    return results;
  }
}
