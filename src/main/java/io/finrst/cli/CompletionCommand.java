package io.finrst.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst generate-completion}: a script that lets a shell complete commands, options and their values. */
@Command(
    name = "generate-completion",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = {
      "Print the script that completes commands, options and values in a shell.",
      "",
      "  source <(finrst generate-completion)         in ~/.bashrc",
      "  source <(finrst generate-completion zsh)     in ~/.zshrc",
      "  finrst generate-completion fish | source     in ~/.config/fish/config.fish%n"
    })
final class CompletionCommand implements Callable<Integer> {
  /** A candidate that stands for the interfaces of the machine on which the script runs. */
  static final String INTERFACES = "finrst-interfaces";

  private static final String LIST_INTERFACES = "(ls /sys/class/net 2>/dev/null || ifconfig -l 2>/dev/null)";
  private static final String FISH_LIST_INTERFACES = "(ls /sys/class/net 2>/dev/null; or ifconfig -l 2>/dev/null)";

  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "bash|zsh|fish",
      hideParamSyntax = true,
      completionCandidates = Choice.Shells.class,
      description = "Default: bash.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    CommandLine finrst = withoutAnalyze();
    out.print(shell == Shell.FISH ? fish(finrst.getCommandSpec()) : bash(finrst));
    out.flush();
    return ExitCode.OK.status();
  }

  /** The command that needs not be named gives its options to finrst itself. */
  private CommandLine withoutAnalyze() {
    CommandLine finrst = new CommandLine(new AnalyzeCommand(surroundings, List.of())).setCommandName("finrst");
    spec.root().subcommands().forEach((name, command) -> finrst.addSubcommand(name, command.getCommandSpec()));
    return finrst;
  }

  /** picocli's script, which zsh understands, too; where it knows nothing, files are what is meant. */
  private static String bash(CommandLine finrst) {
    return AutoComplete.bash("finrst", finrst)
        .replace("  type compopt &>/dev/null && compopt +o default\n", "")
        .replace("(\"" + INTERFACES + "\")", "($" + LIST_INTERFACES + ")");
  }

  private static String fish(CommandSpec finrst) {
    StringJoiner script = new StringJoiner("\n", "# fish completion for finrst\n", "\n");
    String names = String.join(" ", finrst.subcommands().keySet());
    fish(script, finrst, "not __fish_seen_subcommand_from " + names);
    for (Map.Entry<String, CommandLine> command : finrst.subcommands().entrySet()) {
      CommandSpec each = command.getValue().getCommandSpec();
      String seen = "__fish_seen_subcommand_from " + command.getKey();
      String below = String.join(" ", each.subcommands().keySet());
      fish(script, each, below.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + below);
      each.subcommands()
          .forEach(
              (name, sub) ->
                  fish(script, sub.getCommandSpec(), seen + "; and __fish_seen_subcommand_from " + name));
    }
    return script.toString();
  }

  private static void fish(StringJoiner script, CommandSpec command, String when) {
    String line = "complete -c finrst -n " + quoted(when);
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      String[] about = sub.getValue().getCommandSpec().usageMessage().description();
      script.add(line + " -f -a " + sub.getKey() + " -d " + quoted(about.length == 0 ? "" : firstSentence(about[0])));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        script.add(line + names(option) + values(option) + " -d " + quoted(firstSentence(String.join(" ", option.description()))));
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.completionCandidates() != null) {
        script.add(line + " -f" + candidates(parameter));
      }
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      String bare = name.replaceFirst("^-+", "");
      names.append(name.startsWith("--") ? " -l " : name.length() == 2 ? " -s " : " -o ").append(bare);
    }
    return names.toString();
  }

  private static String values(OptionSpec option) {
    if (option.completionCandidates() != null) {
      return (option.arity().min() > 0 || option.arity().max() > 0 ? " -x" : "") + candidates(option);
    }
    return option.arity().min() > 0 ? " -r" : "";
  }

  private static String candidates(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    argument.completionCandidates().forEach(words::add);
    return " -a " + quoted(String.join(" ", words).replace(INTERFACES, FISH_LIST_INTERFACES));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return (end < 0 ? text : text.substring(0, end)).replace("%n", " ").replaceFirst("[.;:]\\s*$", "").strip();
  }

  /** For fish, where a quoted word knows these two escapes. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
