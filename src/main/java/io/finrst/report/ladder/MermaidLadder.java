package io.finrst.report.ladder;

import io.finrst.record.ConnectionRecord;
import io.finrst.report.Printable;
import io.finrst.teardown.Role;
import java.util.List;

/**
 * A ladder as a sequence diagram in the language of Mermaid, which GitHub, GitLab and others draw where it stands in a
 * block of Markdown.
 */
public final class MermaidLadder {
  private static final String CLIENT = "C";
  private static final String DEVICE = "D";
  private static final String SERVER = "S";
  private static final String DECIDING = "rect rgba(220, 60, 50, 0.2)"; // to be seen on a light ground and on a dark one

  private MermaidLadder() {}

  /**
   * The diagram.
   *
   * @param sentence what it shows, for those who cannot see it
   */
  public static String of(ConnectionRecord c, List<Rung> rungs, String sentence) {
    StringBuilder text = new StringBuilder(1024).append("sequenceDiagram\n");
    line(text, "accTitle: " + escaped(c.client() + " to " + c.server() + ", " + c.verdict().id()));
    line(text, "accDescr: " + escaped(sentence));
    line(text, "participant " + CLIENT + " as client " + c.client());
    if (rungs.stream().anyMatch(rung -> rung instanceof Rung.Arrow arrow && arrow.byDevice())) {
      line(text, "participant " + DEVICE + " as a device");
    }
    line(text, "participant " + SERVER + " as server " + c.server());
    for (Rung rung : rungs) {
      if (rung instanceof Rung.Arrow arrow) {
        arrow(text, arrow);
      } else if (rung instanceof Rung.Fold fold) {
        line(text, "Note over " + CLIENT + "," + SERVER + ": ... " + escaped(fold.words()));
      }
    }
    return text.toString();
  }

  private static void arrow(StringBuilder text, Rung.Arrow arrow) {
    boolean toServer = arrow.packet().from() == Role.CLIENT;
    String from = arrow.byDevice() ? DEVICE : toServer ? CLIENT : SERVER;
    String to = toServer ? SERVER : CLIENT;
    String note = arrow.note().isEmpty() ? "" : " (" + arrow.note() + ")";
    String words = arrow.time() + " s " + arrow.label(Integer.MAX_VALUE) + note;
    String message = from + "->>" + to + ": frame " + arrow.packet().at().frame() + ", " + escaped(words);
    if (arrow.deciding()) {
      line(text, DECIDING);
      line(text, message);
      line(text, "end");
    } else {
      line(text, message);
    }
  }

  private static void line(StringBuilder text, String words) {
    text.append("    ").append(words).append('\n');
  }

  /** A semicolon ends a statement, and a number sign begins an entity or a comment; markup would be drawn as such. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    Printable.of(text)
        .codePoints()
        .forEach(
            c -> {
              if (";#<>&%\"".indexOf(c) >= 0) {
                safe.append('#').append(c).append(';');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
