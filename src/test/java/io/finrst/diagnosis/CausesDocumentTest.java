package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.finrst.diagnosis.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code src/docs/causes.md} the picture of the rules. Run with {@code -Dsnapshot.update} to
 * write it anew.
 */
class CausesDocumentTest {
  private static final Path RULES = Path.of("src/main/java/io/finrst/diagnosis/rule");
  private static final Path DOCUMENT = Path.of("src/docs/causes.md");

  @Test
  void theDocumentShowsTheCauses() throws IOException {
    String document = document();
    if (System.getProperty("snapshot.update") != null) {
      Files.writeString(DOCUMENT, document);
      fail(DOCUMENT + " was written anew; review the change and run without -Dsnapshot.update");
    }
    assertThat(Files.readString(DOCUMENT))
        .as("%s differs from the causes: run with -Dsnapshot.update", DOCUMENT)
        .isEqualTo(document);
  }

  /** What the rule can conclude, best first, as its own text says. */
  private static List<String> confidences(Rule rule) throws IOException {
    String source = Files.readString(RULES.resolve(rule.getClass().getSimpleName() + ".java"));
    List<String> reached =
        Arrays.stream(Confidence.values())
            .filter(each -> source.contains("Confidence." + each.name()))
            .map(Confidence::id)
            .toList();
    assertThat(reached).as("what %s concludes", rule.getClass()).isNotEmpty();
    return reached;
  }

  private static String document() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Causes\n\n"
            + "Made from the causes and their rules by `CausesDocumentTest`; do not edit.\n\n");
    text.append(
        "Each rule looks at one ended connection. What it finds is ranked by confidence (`certain`,"
            + " `likely`,\n");
    text.append(
        "`possible`), then by the number of facts that support it beyond those it needs, then by"
            + " the order below:\n");
    text.append("the special before the general. \"The actor\" is the side whose doing it is.\n\n");
    text.append("\"Looks the same as\" lists causes that may send the very same packets: then confidence rests on what\n");
    text.append("lay before them, and the next line names the observation that decides.\n");
    for (Rule rule : Rules.ALL) {
      Cause cause = rule.cause();
      CauseFacts facts = cause.facts();
      text.append("\n## ")
          .append(cause.id())
          .append("\n\n")
          .append(capital(cause.meaning()))
          .append(".\n\n");
      text.append("- In packets: ").append(cause.onTheWire()).append('\n');
      list(text, "Confidence", confidences(rule));
      list(text, "Sources", facts.sources());
      list(text, "Looks the same as", facts.indistinguishableFrom());
      if (!facts.toTellApart().isEmpty()) {
        text.append("- To tell apart: ").append(facts.toTellApart()).append(".\n");
      }
      text.append("- Advice for the actor: ")
          .append(String.join(" ", facts.actorAdvice()))
          .append('\n');
      text.append("- Advice for the other side: ")
          .append(String.join(" ", facts.otherAdvice()))
          .append('\n');
    }
    return text.toString();
  }

  private static void list(StringBuilder text, String title, List<String> items) {
    if (!items.isEmpty()) {
      text.append("- ").append(title).append(": ").append(String.join("; ", items)).append(".\n");
    }
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
