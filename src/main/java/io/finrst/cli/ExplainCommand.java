package io.finrst.cli;

import io.finrst.cli.Messages.Found;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.report.Pad;
import io.finrst.teardown.Verdict;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst explain}: what an error, a verdict or a cause means, and what to do. */
@Command(
    name = "explain",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = {
      "Explain an error, a verdict or a cause: by number, name, or a pasted line of a log.",
      "",
      "  finrst explain 10054",
      "  finrst explain 'curl: (52) Empty reply from server'",
      "  finrst explain keepalive-race%n"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final int CAUSE_WIDTH = 24;
  private static final int MOST_OTHERS = 5;
  private static final int LONGEST_SHOWN = 60;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      completionCandidates = Words.class,
      description = "A number, a name, a message, a line of a log, a verdict or a cause.")
  private List<String> words = List.of(); // checked in call(): an unknown option is to be complained of first

  /** Words for shell completion. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return known(Messages.load()).iterator();
    }
  }

  @Option(names = Pager.NEVER, description = "Print long texts as they are, without a pager.")
  private boolean noPager;

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "nothing to explain: name an error, a verdict or a cause");
    }
    String asked = String.join(" ", words).strip();
    Optional<Cause> cause = Cause.byId(asked.toLowerCase(Locale.ROOT));
    Optional<Verdict> verdict =
        Arrays.stream(Verdict.values()).filter(v -> v.id().equalsIgnoreCase(asked)).findFirst();
    Messages messages = Messages.load();
    List<Found> found = cause.isPresent() || verdict.isPresent() ? List.of() : messages.in(asked);
    if (cause.isEmpty() && verdict.isEmpty() && found.isEmpty()) {
      return unknown(asked, messages);
    }
    if (!noPager) {
      Pager.before(surroundings);
    }
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    if (cause.isPresent()) {
      explain(prose, cause.get());
    } else if (verdict.isPresent()) {
      explain(prose, verdict.get());
    } else {
      explain(prose, found, messages);
    }
    out.flush();
    return ExitCode.OK.status();
  }

  private int unknown(String asked, Messages messages) {
    String shown = asked.length() > LONGEST_SHOWN ? asked.substring(0, LONGEST_SHOWN) + "..." : asked;
    surroundings.say(
        "nothing known of '" + shown + "'"
            + Nearest.to(asked, known(messages)).map(nearest -> "; " + nearest)
                .orElse("; try an error number (104), its name (ECONNRESET) or the whole line that a program printed"));
    surroundings.err().println("Try 'finrst --explain CAPTURE' for what a capture shows, 'finrst causes' for all causes.");
    return ExitCode.UNUSABLE.status();
  }

  private static List<String> known(Messages messages) {
    List<String> known = new ArrayList<>(Cause.ids());
    Arrays.stream(Verdict.values()).map(Verdict::id).forEach(known::add);
    known.addAll(messages.names());
    return known;
  }

  private static void explain(Prose prose, List<Found> found, Messages messages) {
    Found first = found.get(0);
    Meaning meaning = first.meaning();
    prose.line(meaning.title());
    prose.item("  ", meaning.means());
    prose.blank();
    if (!first.program().isEmpty()) {
      prose.item("  Said by:     ", first.program() + ", \"" + printed(first.words()) + "\" (" + first.source() + ").");
    }
    prose.item("  On the wire: ", meaning.onTheWire());
    if (!meaning.lookFor().isEmpty()) {
      prose.item("  Look for:    ", meaning.lookFor());
    }
    List<String> others = others(first, messages);
    if (!others.isEmpty()) {
      prose.item("  Also said:   ", String.join("; ", others) + ".");
    }
    prose.blank();
    if (!meaning.causes().isEmpty()) {
      prose.line("  Usual causes, the most frequent first:");
      list(prose, meaning.causes());
    }
    prose.line("  Which it was:  finrst --explain CAPTURE");
    if (!meaning.causes().isEmpty()) {
      prose.line("  More about it: finrst explain CAUSE");
    }
    found.stream().skip(1).map(other -> other.meaning().id()).distinct().filter(id -> !id.equals(meaning.id())).forEach(
        id -> prose.line("  It may be " + id + ": finrst explain " + id));
  }

  private static String printed(String words) {
    return words.replace("*", "...").replace("??", "--");
  }

  /** Words of other programs for the same, the shortest first: they say most in little room. */
  private static List<String> others(Found first, Messages messages) {
    return messages.all().stream()
        .filter(message -> message.meaning().id().equals(first.meaning().id()))
        .filter(message -> message.kind() == Message.Kind.SAYS && !message.words().equals(first.words()))
        .map(message -> printed(message.words()))
        .sorted(Comparator.comparingInt(String::length))
        .limit(MOST_OTHERS)
        .toList();
  }

  private static void explain(Prose prose, Verdict verdict) {
    prose.line(verdict.id());
    prose.item("  ", sentence(verdict.meaning()));
    prose.blank();
    List<Cause> causes = KnownCauses.ALL.usualBehind(verdict);
    if (!causes.isEmpty()) {
      boolean harmless = verdict == Verdict.GRACEFUL || verdict == Verdict.OPEN;
      prose.line(harmless ? "  What may lie beside it:" : "  Usual causes, the most frequent first:");
      list(prose, causes);
    }
    prose.line("  Such connections: finrst --only " + verdict.id() + " CAPTURE");
    prose.line("  Why they ended:   finrst --only " + verdict.id() + " --explain CAPTURE");
    if (!causes.isEmpty()) {
      prose.line("  More about it:    finrst explain CAUSE");
    }
  }

  private static void list(Prose prose, List<Cause> causes) {
    for (Cause cause : causes) {
      CauseFacts facts = KnownCauses.ALL.facts(cause);
      prose.item("    " + Pad.left(cause.id(), CAUSE_WIDTH) + "  ", facts.meaning());
      prose.item("      In packets: ", facts.onTheWire());
      prose.item("      What to do: ", facts.actorAdvice().get(0));
    }
    prose.blank();
  }

  /** Everything that is known about {@code cause}. */
  static void explain(Prose prose, Cause cause) {
    CauseFacts facts = KnownCauses.ALL.facts(cause);
    prose.line(cause.id());
    prose.item("  ", sentence(facts.meaning()));
    prose.blank();
    prose.item("  In packets: ", facts.onTheWire());
    prose.blank();
    prose.line("  What to do at the side whose doing it is:");
    facts.actorAdvice().forEach(advice -> prose.item("    - ", advice));
    prose.line("  What to do at the other side:");
    facts.otherAdvice().forEach(advice -> prose.item("    - ", advice));
    if (!facts.indistinguishableFrom().isEmpty()) {
      prose.blank();
      List<String> twins = facts.indistinguishableFrom().stream().map(Cause::id).toList();
      prose.item("  Looks the same: ", String.join(", ", twins) + ".");
      prose.item("  To tell apart:  ", facts.toTellApart() + ".");
    }
    prose.blank();
    prose.item("  Sources: ", String.join("; ", facts.sources()) + ".");
    prose.line("  Such connections: finrst --cause " + cause.id() + " --explain CAPTURE");
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
