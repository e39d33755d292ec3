package io.finrst.report.text;

import io.finrst.capture.FrameOrigins;
import io.finrst.report.Printable;
import io.finrst.report.Reading;
import io.finrst.report.TextOutput;

/** Prose, with nothing in it that could steer a terminal, and the frames it speaks of; a typesetter makes lines of it. */
final class Page {
  private final Typesetter setter;
  private final TextStyle style;
  private Reading reading = Reading.UNKNOWN;
  private String named = ""; // the capture that was named last

  Page(TextOutput out, TextStyle style) {
    this(new Lines(out, style), style);
  }

  Page(Typesetter setter, TextStyle style) {
    this.setter = setter;
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
    setter.blank();
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
    setter.line(indent, Printable.of(text), ink);
  }

  /** A line whose parts are safe and fit already, and that may hold colours. */
  void finishedLine(String line) {
    setter.finished(line);
  }

  /** A label and a command, which can be copied whole. */
  void command(int indent, String label, int labelWidth, String command) {
    setter.command(indent, label, labelWidth, Printable.of(command));
  }

  /** A paragraph. */
  void paragraph(int indent, String text) {
    hanging(indent, "", 0, text);
  }

  /** A paragraph in one colour. */
  void paragraph(int indent, String text, Ink ink) {
    hanging(indent, "", 0, text, ink);
  }

  /** A label, then text whose further lines stand under its first one. */
  void hanging(int indent, String label, int labelWidth, String text) {
    hanging(indent, label, labelWidth, text, null);
  }

  /** The same in one colour, label and all. */
  void hanging(int indent, String label, int labelWidth, String text, Ink ink) {
    setter.block(indent, Printable.of(label), labelWidth, Printable.of(text), ink);
  }
}
