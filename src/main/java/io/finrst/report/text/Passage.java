package io.finrst.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of what texts say, for somebody who sets it in another way than in lines. Nothing in it could steer a
 * terminal; it is not escaped for anything else.
 *
 * @param kind what it is
 * @param indent columns it would stand from the left in a text: more than what it belongs to
 * @param label what stands before it, empty for none or for that of the one before
 * @param text what it says
 * @param ink what it means, null for nothing by itself
 */
public record Passage(Kind kind, int indent, String label, String text, Ink ink) {
  /** What a passage is. */
  public enum Kind {
    /** Stands over those behind it. */
    HEADING,
    /** Prose, which may be wrapped. */
    PROSE,
    /** A line for a shell, to be copied whole. */
    COMMAND
  }

  /** Collects passages. */
  static final class Collector implements Typesetter {
    private List<Passage> collected = new ArrayList<>();

    /** What came since the last call. */
    List<Passage> take() {
      List<Passage> taken = collected;
      collected = new ArrayList<>();
      return taken;
    }

    @Override
    public void blank() {
      // what is apart is told by headings and indents
    }

    @Override
    public void line(int indent, String text, Ink ink) {
      collected.add(new Passage(Kind.HEADING, indent, "", text, ink));
    }

    @Override
    public void block(int indent, String label, int labelWidth, String text, Ink ink) {
      collected.add(new Passage(Kind.PROSE, indent, label.strip(), text, ink));
    }

    @Override
    public void command(int indent, String label, int labelWidth, String command) {
      collected.add(new Passage(Kind.COMMAND, indent, label, command, null));
    }

    @Override
    public void finished(String line) {
      throw new UnsupportedOperationException("a table has no passages");
    }
  }
}
