package io.finrst.cli;

import io.finrst.capture.RawNames;
import io.finrst.capture.pcap4j.LiveOptions;
import io.finrst.diagnosis.Confidence;
import io.finrst.report.ladder.LadderFormat;
import io.finrst.report.packets.SplitBy;
import io.finrst.report.text.Grouping;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
  /** The option that shows stack traces. */
  static final String DEBUG = "--debug";

  private static final List<String> COMMANDS =
      List.of(
          "analyze",
          "live",
          "explain",
          "compare",
          "causes",
          "lab",
          "interfaces",
          "doctor",
          "schema",
          "generate-completion",
          "generate-man",
          "help");

  /** Those that need not know of the others. */
  private static final List<String> ALONE = COMMANDS.subList(0, COMMANDS.indexOf("generate-completion"));

  private static final List<String> GLOBAL = List.of("-h", "--help", "-V", "--version");
  private static final int HELP_COLUMNS = 80;

  private final Surroundings surroundings;
  private final PrintWriter out;

  private Main(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8);
  }

  /** Runs finrst and ends the process. */
  public static void main(String[] args) {
    if (Boolean.getBoolean(Rehearsal.PROPERTY)) {
      System.exit(Rehearsal.run());
    }
    Console console = Console.ofProcess();
    Surroundings process =
        new Surroundings(
            new FileInputStream(FileDescriptor.in),
            new ReportOutput(console.results(new FileOutputStream(FileDescriptor.out))),
            System.err,
            System.getenv(),
            console,
            true);
    System.exit(new Main(process).run(TypedWords.of(args)));
  }

  /**
   * Runs finrst on the given streams, without a terminal and without an environment.
   *
   * @return the exit status
   */
  public static int run(InputStream in, OutputStream out, PrintStream err, String... args) {
    return run(in, out, err, Map.of(), Console.NONE, args);
  }

  static int run(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Console console,
      String... args) {
    return new Main(new Surroundings(in, new ReportOutput(out), err, environment, console, false))
        .run(args);
  }

  private int run(String... args) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    Faults faults = new Faults(surroundings, words.contains(DEBUG));
    try {
      int status = run(words, faults);
      out.flush();
      surroundings.out().end();
      return surroundings.out().failed()
          ? faults.execution(new IOException("output failed"))
          : status;
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError fault) {
      return faults.execution(fault); // left to the JVM, an error would exit with 1
    }
  }

  private int run(List<String> words, Faults faults) throws Exception {
    if (words.equals(List.of("--version")) || words.equals(List.of("-V"))) {
      out.println(Version.text()); // answered before picocli is loaded: scripts ask often
      return ExitCode.OK.status();
    }
    if (words.size() > 1 && words.get(0).equals(Pager.NEVER) && COMMANDS.contains(words.get(1))) {
      words.add(1, words.remove(0)); // before the command, as git takes it
    }
    Optional<String> wrong = Spelling.of(words);
    if (wrong.isPresent()) {
      surroundings.say(wrong.get());
      surroundings.err().println("Try 'finrst --help'.");
      return ExitCode.UNUSABLE.status();
    }
    if (areFiles(words)) {
      AnalyzeCommand analyze = new AnalyzeCommand(surroundings, List.of());
      analyze.inputs = words;
      return analyze.call();
    }
    List<String> filter = cutFilter(words);
    String first = words.isEmpty() ? "help" : words.get(0);
    boolean named = COMMANDS.contains(first) || GLOBAL.contains(first);
    boolean mistyped = !named && isMistypedCommand(first);
    if (!named && !mistyped) {
      first = "analyze"; // the command one nearly always wants
      words.add(0, first);
    }
    Exception[] fault = new Exception[1];
    CommandLine commands = commands(ALONE.contains(first) ? List.of(first) : COMMANDS, filter);
    commands
        .setParameterExceptionHandler(faults::usage)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              fault[0] = e;
              return ExitCode.CRASH.status();
            })
        .setExecutionStrategy(
            parsed -> {
              colorHelp(commands, parsed);
              return new CommandLine.RunLast().execute(parsed);
            });
    if (words.isEmpty()) {
      commands.usage(commands.getErr());
      return ExitCode.UNUSABLE.status();
    }
    if (mistyped) {
      String message = first + ": no such file or command; " + Nearest.hint(first, COMMANDS);
      return faults.usage(new ParameterException(commands, message), args(words));
    }
    int status = commands.execute(args(words));
    if (fault[0] != null) {
      throw fault[0];
    }
    return status;
  }

  /**
   * Whether there are only files to read. The commonest command line needs no parser, and loading picocli takes half
   * of the start.
   */
  private static boolean areFiles(List<String> words) {
    for (String word : words) {
      if (word.startsWith("-") && !word.equals("-") || word.startsWith("@")) {
        return false;
      }
    }
    return !words.isEmpty() && !COMMANDS.contains(words.get(0)) && !isMistypedCommand(words.get(0));
  }

  private static String[] args(List<String> words) {
    return words.toArray(new String[0]);
  }

  /** Two letters off, as in {@code analyse}, and no file: said at once, not when everything else has been read. */
  private static boolean isMistypedCommand(String word) {
    return !word.startsWith("-")
        && !RawNames.exists(word)
        && COMMANDS.stream().anyMatch(command -> Nearest.distance(word, command) <= 2);
  }

  /** With the commands named only: to read the annotations of all of them takes half as long as a small capture. */
  private CommandLine commands(List<String> names, List<String> filter) {
    CommandLine commands = new CommandLine(new FinrstCommand(surroundings));
    for (String name : names) {
      commands.addSubcommand(name, command(name, filter));
    }
    CommandLine explain = commands.getSubcommands().get("explain");
    if (explain != null) {
      explain.setUnmatchedOptionsArePositionalParams(true); // -104, or a pasted line with dashes in it
    }
    return commands
        .setOut(out)
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .registerConverter(Console.Color.class, new Choice<>(Console.Color.class))
        .registerConverter(AnalyzeCommand.Reader.class, new Choice<>(AnalyzeCommand.Reader.class))
        .registerConverter(LiveOptions.Direction.class, new Choice<>(LiveOptions.Direction.class))
        .registerConverter(CompletionCommand.Shell.class, new Choice<>(CompletionCommand.Shell.class))
        .registerConverter(SchemaCommand.Kind.class, new Choice<>(SchemaCommand.Kind.class))
        .registerConverter(Grouping.class, new Choice<>(Grouping.class))
        .registerConverter(LadderFormat.class, new Choice<>(LadderFormat.class))
        .registerConverter(SplitBy.class, new Choice<>(SplitBy.class))
        .registerConverter(Confidence.class, new Choice<>(Confidence.class))
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(HELP_COLUMNS);
  }

  private Object command(String name, List<String> filter) {
    return switch (name) {
      case "analyze" -> new AnalyzeCommand(surroundings, filter);
      case "live" -> new LiveCommand(surroundings);
      case "compare" -> new CompareCommand(surroundings);
      case "explain" -> new ExplainCommand(surroundings);
      case "causes" -> new CausesCommand(surroundings);
      case "lab" -> LabCommand.with(surroundings);
      case "interfaces" -> new InterfacesCommand(surroundings);
      case "doctor" -> new DoctorCommand(surroundings);
      case "schema" -> new SchemaCommand(surroundings);
      case "generate-completion" -> new CompletionCommand(surroundings);
      case "generate-man" -> new ManCommand(surroundings);
      case "help" -> new HelpCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** picocli would decide by itself, knowing neither our streams nor our option. */
  private void colorHelp(CommandLine commands, ParseResult parsed) {
    ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    Console.Color asked = last.matchedOptionValue("--color", Console.Color.AUTO);
    boolean colored = surroundings.console().colored(asked, surroundings.environment());
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            colored ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  /**
   * Takes what follows {@code --}, the capture filter, off {@code words}. Without captures before
   * it, a filter has nothing to filter and stays, so that picocli takes it for file names or
   * refuses it.
   */
  private static List<String> cutFilter(List<String> words) {
    int dashes = words.indexOf("--");
    if (dashes < 1 || COMMANDS.contains(words.get(0)) && !words.get(0).equals("analyze")) {
      return List.of();
    }
    boolean files =
        words.subList(0, dashes).stream()
            .anyMatch(word -> !word.startsWith("-") || word.equals("-"));
    if (!files) {
      return List.of();
    }
    List<String> filter = List.copyOf(words.subList(dashes + 1, words.size()));
    words.subList(dashes, words.size()).clear();
    return filter;
  }
}
