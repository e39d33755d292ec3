package io.finrst.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
  private static final List<String> COMMANDS = List.of("analyze", "schema", "generate-completion", "help");
  private static final List<String> GLOBAL = List.of("-h", "--help", "-V", "--version");

  private final Surroundings surroundings;

  private Main(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs finrst and ends the process. */
  public static void main(String[] args) {
    Surroundings process =
        new Surroundings(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            System.err,
            System.getenv(),
            Console.ofProcess());
    System.exit(new Main(process).run(args));
  }

  /**
   * Runs finrst on the given streams, without a terminal and without an environment.
   *
   * @return the exit status
   */
  public static int run(InputStream in, OutputStream out, PrintStream err, String... args) {
    return run(in, out, err, Map.of(), args);
  }

  static int run(InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, String... args) {
    return new Main(new Surroundings(in, out, err, environment, Console.NONE)).run(args);
  }

  private int run(String... args) {
    PrintWriter out = new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8);
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      out.println(Version.text()); // answered before picocli is loaded: scripts ask often
      return ExitCode.OK.status();
    }
    List<String> words = new ArrayList<>(Arrays.asList(args));
    words.replaceAll(word -> word.equals("--json=array") ? "--json-array" : word.equals("--json=ndjson") ? "--json" : word);
    List<String> filter = cutFilter(words);
    CommandLine commands = new CommandLine(new FinrstCommand(surroundings));
    commands.addSubcommand(new AnalyzeCommand(surroundings, filter));
    Faults faults = new Faults(surroundings);
    commands
        .setOut(out)
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                surroundings.colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(80)
        .setParameterExceptionHandler(faults::usage)
        .setExecutionExceptionHandler(faults::execution);
    if (words.isEmpty()) {
      commands.usage(commands.getErr());
      return ExitCode.UNUSABLE.status();
    }
    if (!COMMANDS.contains(words.get(0)) && !GLOBAL.contains(words.get(0))) {
      words.add(0, "analyze"); // the command one nearly always wants
    }
    return commands.execute(words.toArray(new String[0]));
  }

  /** Takes what follows {@code --}, the capture filter, off {@code words}; without files before it there is none. */
  private static List<String> cutFilter(List<String> words) {
    int dashes = words.indexOf("--");
    boolean files = dashes > 0 && words.subList(0, dashes).stream().anyMatch(word -> !word.startsWith("-") || word.equals("-"));
    if (!files) {
      return List.of();
    }
    List<String> filter = List.copyOf(words.subList(dashes + 1, words.size()));
    words.subList(dashes, words.size()).clear();
    return filter;
  }
}
