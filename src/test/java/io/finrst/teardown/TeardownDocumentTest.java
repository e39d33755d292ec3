package io.finrst.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code src/docs/teardown.md} the picture of the table. Run with {@code -Dsnapshot.update}
 * to write it anew.
 */
class TeardownDocumentTest {
  private static final Path DOCUMENT = Path.of("src/docs/teardown.md");

  @Test
  void theDocumentShowsTheTable() throws IOException {
    String document = document();
    if (System.getProperty("snapshot.update") != null) {
      Files.writeString(DOCUMENT, document);
      fail(DOCUMENT + " was written anew; review the change and run without -Dsnapshot.update");
    }
    assertThat(Files.readString(DOCUMENT))
        .as("%s differs from the table: run with -Dsnapshot.update", DOCUMENT)
        .isEqualTo(document);
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append("# The teardown state machine\n\n");
    text.append("Made from `Transitions.TABLE` by `TeardownDocumentTest`; do not edit.\n\n");
    text.append(
        "The closer is the side whose FIN came first. A live connection moves by all events but RST and"
            + " SILENCE.\nWhere these lead is computed when somebody asks how it would end: from the state in"
            + " which the deciding\nreset met it, or from where it stands when silence means that somebody gave"
            + " up. An event that a state\nnames neither as a move nor as none cannot happen; finrst counts"
            + " those it raises all the same as faults.\n\n");
    text.append("```mermaid\nstateDiagram-v2\n  [*] --> NEW\n");
    for (Transitions.Row row : Transitions.TABLE) {
      row.moves()
          .forEach(
              (event, to) ->
                  text.append("  ")
                      .append(row.state())
                      .append(" --> ")
                      .append(to)
                      .append(" : ")
                      .append(event)
                      .append('\n'));
    }
    text.append(
        "```\n\n"
            + "## States and the verdicts they rest on\n\n"
            + "| state | verdict | over | why the row is so |\n"
            + "|---|---|---|---|\n");
    for (State state : State.values()) {
      text.append("| ")
          .append(state)
          .append(" | `")
          .append(state.verdict().id())
          .append("` | ")
          .append(state.isOver() ? "yes" : "")
          .append(" | ")
          .append(reason(state))
          .append(" |\n");
    }
    text.append("\n## Every move\n\n| state | event | next |\n|---|---|---|\n");
    for (Transitions.Row row : Transitions.TABLE) {
      row.moves()
          .forEach(
              (event, to) ->
                  text.append("| ")
                      .append(row.state())
                      .append(" | ")
                      .append(event.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                      .append(" | ")
                      .append(to)
                      .append(" |\n"));
    }
    text.append("\n## What stays where it is\n\n| state | events |\n|---|---|\n");
    for (Transitions.Row row : Transitions.TABLE) {
      text.append("| ").append(row.state()).append(" | ");
      text.append(
          row.stays().stream()
              .map(event -> event.name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .collect(Collectors.joining(", ")));
      text.append(" |\n");
    }
    text.append("\n## Verdicts\n\n| verdict | meaning |\n|---|---|\n");
    for (Verdict verdict : Verdict.values()) {
      text.append("| `")
          .append(verdict.id())
          .append("` | ")
          .append(verdict.meaning())
          .append(" |\n");
    }
    return text.toString();
  }

  private static String reason(State state) {
    return Transitions.TABLE.stream()
        .filter(row -> row.state() == state)
        .map(Transitions.Row::reason)
        .findFirst()
        .orElse("final");
  }
}
