package io.finrst.cli;

import java.io.PrintWriter;

/** Paragraphs wrapped to the terminal's width, 80 columns when there is none. */
final class Prose {
  private static final int USUAL = 80;

  private final PrintWriter out;
  private final int width;

  Prose(PrintWriter out, int columns) {
    this.out = out;
    width = columns > 0 ? columns : USUAL;
  }

  void blank() {
    out.println();
  }

  /** A line of its own. */
  void line(String text) {
    out.println(text);
  }

  /** {@code text} after {@code label}; further lines stand under its first word. */
  void item(String label, String text) {
    StringBuilder line = new StringBuilder(label);
    String indent = " ".repeat(label.length());
    boolean first = true;
    for (String word : text.split(" ")) {
      if (!first && line.length() + 1 + word.length() > width) {
        out.println(line);
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    out.println(line);
  }
}
