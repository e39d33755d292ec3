package io.finrst.cli;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.report.Pad;
import io.finrst.teardown.Verdict;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst explain}: what an error, a verdict or a cause means, and what to do. */
@Command(
    name = "explain",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = {
      "Say what an error number or message, a verdict or a cause means.",
      "",
      "  finrst explain 10054",
      "  finrst explain Broken pipe",
      "  finrst explain keepalive-race%n"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final int CAUSE_WIDTH = 24;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "A number, a name, a message, a verdict or a cause.")
  private List<String> words = List.of(); // checked in call(): an unknown option is to be complained of first

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "nothing to explain: name an error, a verdict or a cause");
    }
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    String asked = String.join(" ", words).strip();
    Optional<Cause> cause = Cause.byId(asked.toLowerCase(Locale.ROOT));
    Optional<Verdict> verdict =
        Arrays.stream(Verdict.values()).filter(v -> v.id().equalsIgnoreCase(asked)).findFirst();
    List<Errno> errors = Errno.in(asked);
    Optional<EndOfFile> endOfFile = EndOfFile.in(asked);
    if (cause.isPresent()) {
      explain(prose, cause.get());
    } else if (verdict.isPresent()) {
      explain(prose, verdict.get());
    } else if (!errors.isEmpty() || endOfFile.isPresent()) {
      endOfFile.ifPresent(end -> explain(prose, end));
      for (Errno error : errors) {
        explain(prose, error);
      }
    } else {
      throw new ParameterException(
          spec.commandLine(),
          "unknown word '" + asked + "'; "
              + Nearest.to(asked, known())
                  .orElse(
                      "it explains an error (104, ECONNRESET, 'Broken pipe'), a verdict (rst-to-syn), a cause"
                          + " (port-closed)"));
    }
    out.flush();
    return ExitCode.OK.status();
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(Cause.ids());
    Arrays.stream(Verdict.values()).map(Verdict::id).forEach(known::add);
    Arrays.stream(Errno.values()).map(Errno::name).forEach(known::add);
    return known;
  }

  private static void explain(Prose prose, Errno error) {
    prose.line(error + "  " + error.numbers());
    prose.item("  ", sentence(error.meaning()));
    prose.blank();
    prose.item("  On the wire: ", sentence(error.onTheWire()));
    prose.item("  Also said: ", String.join("; ", error.messages()) + ".");
    prose.blank();
    prose.line("  Usual causes, the most frequent first:");
    list(prose, KnownCauses.ALL.usualBehind(error));
    prose.line("  Which it was:  finrst --explain CAPTURE");
    prose.line("  More about it: finrst explain CAUSE");
    prose.blank();
  }

  private static void explain(Prose prose, EndOfFile end) {
    prose.line("recv returned 0");
    prose.item("  ", sentence(end.meaning()));
    prose.blank();
    prose.item("  On the wire: ", "A FIN of the other side, and no reset: no socket call failed.");
    prose.item("  Also said: ", String.join("; ", end.words()) + ".");
    prose.blank();
    prose.line("  Usual causes, the most frequent first:");
    list(prose, end.causes());
    prose.line("  Which it was:  finrst --explain CAPTURE");
    prose.line("  More about it: finrst explain CAUSE");
    prose.blank();
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
