package io.finrst.report.text;

/**
 * How prose is set: in lines of a width, or handed on to somebody who sets it in another way. Whatever comes here is safe
 * to show. Columns of indent and labels say what belongs to what.
 */
interface Typesetter {

  /** An empty line between two things. */
  void blank();

  /** A heading, or one line of something that must not be wrapped; {@code ink} may be null. */
  void line(int indent, String text, Ink ink);

  /** A paragraph behind a label, empty for none, in {@code labelWidth} columns; {@code ink} may be null. */
  void block(int indent, String label, int labelWidth, String text, Ink ink);

  /** A command behind a label, never broken. */
  void command(int indent, String label, int labelWidth, String command);

  /** A line that is set already. */
  void finished(String line);
}
