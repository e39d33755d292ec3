package io.finrst.report.text;

import io.finrst.report.Pad;
import io.finrst.report.TextOutput;
import io.finrst.report.Wrap;

/** Sets prose in lines of a given width: wrapped, indented and coloured. */
final class Lines implements Typesetter {
  private final TextOutput out;
  private final TextStyle style;

  Lines(TextOutput out, TextStyle style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void blank() {
    out.line("");
  }

  @Override
  public void line(int indent, String text, Ink ink) {
    int room = style.width() - indent;
    String shown = style.width() > 0 && text.length() > room ? text.substring(0, Math.max(0, room)) : text;
    out.line(" ".repeat(indent) + paint(shown, ink));
  }

  @Override
  public void block(int indent, String label, int labelWidth, String text, Ink ink) {
    String margin = " ".repeat(indent) + Pad.left(label, labelWidth);
    int room = style.width() <= 0 ? Integer.MAX_VALUE : Math.max(1, style.width() - margin.length());
    for (String line : Wrap.lines(text, room)) {
      out.line(margin + paint(line, ink));
      margin = " ".repeat(indent + labelWidth);
    }
  }

  /** On one line however long: a terminal wraps it where it must, and it can be copied whole. */
  @Override
  public void command(int indent, String label, int labelWidth, String command) {
    out.line(" ".repeat(indent) + Pad.left(label, labelWidth) + command);
  }

  @Override
  public void finished(String line) {
    out.line(line);
  }

  private String paint(String text, Ink ink) {
    return ink == null || text.isEmpty() ? text : style.palette().paint(ink, text);
  }
}
