package io.finrst.report.text;

import io.finrst.capture.FrameOrigins;
import io.finrst.report.Pad;
import io.finrst.report.Printable;
import io.finrst.report.Reading;
import io.finrst.report.TextOutput;
import io.finrst.report.Wrap;

/** Lines of prose in a given width: wrapped, indented, and with nothing in them that could steer a terminal. */
final class Page {
  private final TextOutput out;
  private final TextStyle style;
  private Reading reading = Reading.UNKNOWN;
  private String named = ""; // the capture that was named last

  Page(TextOutput out, TextStyle style) {
    this.out = out;
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  /** Says what is read. */
  void reads(Reading what) {
    reading = what;
  }

  /** What is read. */
  Reading reading() {
    return reading;
  }

  /** A new subject begins: what was named before is named again. */
  void begin() {
    named = "";
  }

  /**
   * {@code frame 379}; of several captures {@code frame 379, same-ports-twice.pcap: 23}, and {@code frame 380, there 24}
   * where that was the last one named.
   */
  String frame(long frame) {
    FrameOrigins.Origin origin = reading.origins().areSeveral() ? reading.origins().of(frame) : null;
    if (origin == null) {
      return "frame " + frame;
    }
    boolean again = origin.capture().equals(named);
    named = origin.capture();
    return "frame " + frame + ", " + (again ? "there " : origin.fileName() + ": ") + origin.frame();
  }

  /** The same behind a text, in parentheses. */
  String inParentheses(long frame) {
    return " (" + frame(frame) + ")";
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

  /**
   * A label and a command, on one line however long: a terminal wraps it where it must, and it can be copied whole.
   */
  void command(int indent, String label, int labelWidth, String command) {
    out.line(" ".repeat(indent) + Pad.left(label, labelWidth) + Printable.of(command));
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

  /** The same in one colour, label and all. */
  void hanging(int indent, String label, int labelWidth, String text, Ink ink) {
    wrap(indent, label, labelWidth, Printable.of(text), ink);
  }

  private void wrap(int indent, String label, int labelWidth, String text, Ink ink) {
    String margin = " ".repeat(indent) + Pad.left(label, labelWidth);
    int room = style.width() <= 0 ? Integer.MAX_VALUE : Math.max(1, style.width() - margin.length());
    for (String line : Wrap.lines(text, room)) {
      out.line(margin + paint(line, ink));
      margin = " ".repeat(indent + labelWidth);
    }
  }

  private String paint(String text, Ink ink) {
    return ink == null || text.isEmpty() ? text : style.palette().paint(ink, text);
  }
}
