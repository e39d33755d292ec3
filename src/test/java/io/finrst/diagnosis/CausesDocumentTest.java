package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.finrst.diagnosis.cause.KnownCauses;
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
  private static final Path CLASSES = Path.of("src/main/java/io/finrst/diagnosis/cause");
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

  /** What its rule can conclude, best first, as its own text says. */
  private static List<String> confidences(KnownCause cause) throws IOException {
    String source = Files.readString(CLASSES.resolve(cause.getClass().getSimpleName() + ".java"));
    List<String> reached =
        Arrays.stream(Confidence.values())
            .filter(each -> source.contains("Confidence." + each.name()))
            .map(Confidence::id)
            .toList();
    assertThat(reached).as("what %s concludes", cause.getClass()).isNotEmpty();
    return reached;
  }

  private static String document() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Causes

        Made from the causes and their rules by `CausesDocumentTest`; do not edit.

        Each rule looks at one ended connection. What it finds is ranked by confidence (`certain`, `likely`,
        `possible`), then by the order below: the special before the general, and what explains more before what
        explains less. "The actor" is the side whose doing it is.

        "Looks the same as" lists causes that may send the very same packets: then confidence rests on what
        lay before them, and the next line names the observation that decides.
        """);
    for (KnownCause known : KnownCauses.ALL.byPrecedence()) {
      CauseFacts facts = known.facts();
      text.append("\n## ")
          .append(known.cause().id())
          .append("\n\n")
          .append(capital(facts.meaning()))
          .append(".\n\n");
      text.append("- In packets: ").append(facts.onTheWire()).append('\n');
      list(text, "Confidence", confidences(known));
      list(text, "Sources", facts.sources());
      list(text, "Looks the same as", facts.indistinguishableFrom().stream().map(Cause::id).toList());
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
