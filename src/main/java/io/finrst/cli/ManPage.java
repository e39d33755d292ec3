package io.finrst.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** One manual page in the language of man(7). */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * The page of {@code command}.
   *
   * @param name with dashes between command and subcommand
   */
  static String of(String name, CommandSpec command) {
    ManPage page = new ManPage();
    List<String> text = lines(command.usageMessage().header());
    text.addAll(lines(command.usageMessage().description()));
    String about = text.stream().filter(line -> !line.isBlank()).findFirst().orElse("").replaceFirst("\\.$", "");
    page.line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"finrst " + Version.number() + "\" finrst");
    page.section("NAME");
    page.line(escaped(name) + " \\- " + escaped(about));
    page.section("SYNOPSIS");
    page.text(synopsis(command));
    page.section("DESCRIPTION");
    page.text(text);
    page.options(command);
    page.commands(name, command);
    if (!lines(command.usageMessage().footer()).isEmpty()) {
      page.section("MORE");
      page.text(lines(command.usageMessage().footer()));
    }
    page.section("SEE ALSO");
    page.line(name.equals("finrst") ? ".BR tcpdump (1)," : ".BR finrst (1),");
    page.line(".BR pcap-filter (7)");
    return page.page.toString();
  }

  private static List<String> synopsis(CommandSpec command) {
    List<String> custom = lines(command.usageMessage().customSynopsis());
    return custom.isEmpty()
        ? lines(new CommandLine.Help(command).abbreviatedSynopsis())
        : custom;
  }

  /** picocli's texts: %n ends a line. */
  private static List<String> lines(String... texts) {
    List<String> lines = new ArrayList<>();
    for (String text : texts) {
      lines.addAll(List.of(text.replace("%n", "\n").replace("%%", "%").split("\n", -1)));
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private void options(CommandSpec command) {
    section("OPTIONS");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter.description());
      }
    }
    command.options().stream().filter(option -> option.group() == null).forEach(this::option);
    for (ArgGroupSpec group : command.argGroups()) {
      line(".SS " + escaped(String.join("", lines(group.heading())).replaceFirst(":$", "")));
      group.options().forEach(this::option);
    }
  }

  private void option(OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(names.length() == 0 ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    boolean valued = option.arity().max() > 0;
    String value = "\\fI" + escaped(option.paramLabel()) + "\\fR";
    item(names + (!valued ? "" : option.arity().min() == 0 ? "[=" + value + "]" : " " + value), option.description());
  }

  private void commands(String name, CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      String page = sub.getKey().equals("help") ? "" : ", see \\fB" + escaped(name + "-" + sub.getKey()) + "\\fR(1)";
      List<String> about = lines(sub.getValue().getCommandSpec().usageMessage().description());
      line(".TP");
      line("\\fB" + escaped(sub.getKey()) + "\\fR");
      line(escaped(about.isEmpty() ? "" : about.get(0).replaceFirst("\\.$", "")) + page);
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void item(String head, String... text) {
    line(".TP");
    line(head);
    lines(text).forEach(line -> line(escaped(line)));
  }

  /** Lines that are set in, such as examples, stay as they are. */
  private void text(List<String> lines) {
    boolean example = false;
    for (String each : lines) {
      if (each.startsWith("  ") != example) {
        example = !example;
        line(example ? ".nf" : ".fi");
      }
      line(each.isBlank() ? ".PP" : escaped(each));
    }
    if (example) {
      line(".fi");
    }
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return safe.startsWith(".") ? "\\&" + safe : safe;
  }
}
