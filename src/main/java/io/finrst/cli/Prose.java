package io.finrst.cli;

import io.finrst.report.Wrap;
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
    item(label, label.length(), text);
  }

  /**
   * The same after a label that may hold colours.
   *
   * @param labelWidth how wide it shows
   */
  void item(String label, int labelWidth, String text) {
    String margin = label;
    for (String line : Wrap.lines(text, Math.max(1, width - labelWidth))) {
      out.println(margin + line);
      margin = " ".repeat(labelWidth);
    }
  }
}
