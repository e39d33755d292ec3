package io.finrst.report.text;

import io.finrst.report.Printable;
import io.finrst.report.TextOutput;

/** Lines of prose in a given width: wrapped, indented, and with nothing in them that could steer a terminal. */
final class Page {
  private final TextOutput out;
  private final TextStyle style;

  Page(TextOutput out, TextStyle style) {
    this.out = out;
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  void blank() {
    out.line("");
  }

  /** A heading on a line of its own. */
  void heading(int indent, String text) {
    colouredLine(indent, text, Ink.HEADING);
  }

  /** One line, cut at the width and not wrapped. */
  void line(int indent, String text) {
    colouredLine(indent, text, null);
  }

  void colouredLine(int indent, String text, Ink ink) {
    String shown = Printable.of(text);
    int room = style.width() - indent;
    if (style.width() > 0 && shown.length() > room) {
      shown = shown.substring(0, Math.max(0, room));
    }
    out.line(" ".repeat(indent) + paint(shown, ink));
  }

  /** A line whose parts are safe and fit already, and that may hold colours. */
  void finishedLine(String line) {
    out.line(line);
  }

  /** A paragraph. */
  void paragraph(int indent, String text) {
    hanging(indent, "", 0, text);
  }

  /** A paragraph in one colour. */
  void paragraph(int indent, String text, Ink ink) {
    wrap(indent, "", 0, Printable.of(text), ink);
  }

  /** A label, then text whose further lines stand under its first one. */
  void hanging(int indent, String label, int labelWidth, String text) {
    wrap(indent, label, labelWidth, Printable.of(text), null);
  }

  private void wrap(int indent, String label, int labelWidth, String text, Ink ink) {
    String margin = " ".repeat(indent) + label + " ".repeat(Math.max(0, labelWidth - label.length()));
    int room = style.width() <= 0 ? Integer.MAX_VALUE : Math.max(1, style.width() - margin.length());
    int from = 0;
    do {
      int to = lineEnd(text, from, room);
      out.line(margin + paint(text.substring(from, to).stripTrailing(), ink));
      margin = " ".repeat(indent + labelWidth);
      from = to;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
    } while (from < text.length());
  }

  /** After the last word that fits; within a word that alone is longer than a line. */
  private static int lineEnd(String text, int from, int room) {
    if (text.length() - from <= room) {
      return text.length();
    }
    int any = text.lastIndexOf(' ', from + room);
    int least = from + room / 2; // a line half empty is worse than a parted number
    int beforeNumber = -1;
    for (int space = any; space > least; space = text.lastIndexOf(' ', space - 1)) {
      boolean numberBefore = Character.isDigit(text.charAt(space - 1));
      boolean numberAfter = space + 1 < text.length() && Character.isDigit(text.charAt(space + 1));
      if (!numberBefore && !numberAfter) { // parts neither "31 ms" nor "frame 32"
        return space;
      }
      if (!numberBefore && beforeNumber < 0) {
        beforeNumber = space;
      }
    }
    if (beforeNumber > 0) {
      return beforeNumber;
    }
    return any > from ? any : from + room;
  }

  private String paint(String text, Ink ink) {
    return ink == null || text.isEmpty() ? text : style.palette().paint(ink, text);
  }
}
