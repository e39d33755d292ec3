package io.finrst.report.text;

import io.finrst.compare.Comparison;
import io.finrst.compare.Row;
import io.finrst.compare.Stray;
import io.finrst.record.Durations;
import io.finrst.record.Moment;
import io.finrst.report.Pad;
import io.finrst.report.Quantity;
import io.finrst.teardown.Role;

/** Draws the packets of one connection with one column a point, and what each took from point to point. */
final class PointLadder {
  private static final int INDENT = 2;
  private static final int TIME = 10;
  private static final int FRAME = 6;
  private static final int WORDS = 20;
  private static final int WIDEST_LEG = 13;
  private static final int NARROWEST_LEG = 5;
  private static final int USUAL_WIDTH = 80;
  private static final int TIME_DIGITS = 6;

  /** What a leg takes besides the words in it: an arrow's head and one dash on either side. */
  private static final int ARROW = 4;

  private final Page page;
  private final Comparison c;
  private final int leg;

  PointLadder(Page page, Comparison c) {
    this.page = page;
    this.c = c;
    int width = page.style().width() > 0 ? page.style().width() : USUAL_WIDTH;
    int points = c.places().size();
    int room = (width - INDENT - TIME - points * FRAME - WORDS) / (points - 1);
    leg = Math.max(NARROWEST_LEG, Math.min(WIDEST_LEG, room));
  }

  void write() {
    StringBuilder head = new StringBuilder(Pad.left("seconds", TIME));
    for (int place = 0; place < c.places().size(); place++) {
      int room = place + 1 < c.places().size() ? FRAME + leg : FRAME + WORDS;
      String name = c.places().get(place).name();
      head.append(Pad.left(name.length() < room ? "  " + name : name.substring(0, room - 1), room));
    }
    page.heading(INDENT, head.toString().stripTrailing());
    c.rows().forEach(this::line);
  }

  private void line(Row row) {
    if (row.skipped() > 0) {
      page.line(INDENT, Pad.left("", TIME) + "  ... " + Quantity.count(row.skipped(), "packet") + " more");
    }
    StringBuilder line = new StringBuilder(Pad.left(Quantity.fixedSeconds(row.sinceNs(), TIME_DIGITS), TIME));
    for (int place = 0; place < row.seen().size(); place++) {
      Moment at = row.seen().get(place);
      line.append(Pad.right(at == null ? "" : Long.toString(at.frame()), FRAME - 1)).append(' ');
      if (place + 1 < row.seen().size()) {
        line.append(leg(row, place));
      }
    }
    String text = line + row.words();
    page.colouredLine(INDENT, text.stripTrailing(), row.kind() == null ? null : row.kind() == Stray.Kind.LOST ? Ink.DOUBTFUL : Ink.BAD);
  }

  private String leg(Row row, int place) {
    boolean right = row.from() == Role.CLIENT;
    boolean near = row.seen().get(place) != null;
    boolean far = row.seen().get(place + 1) != null;
    if (near && far) {
      return arrow(took(row, place), right);
    }
    if (row.kind() != null && row.before() == place) {
      boolean lost = row.kind() == Stray.Kind.LOST;
      return half(right, lost ? "lost" : row.kind() == Stray.Kind.COPY ? "copy" : "forged");
    }
    return " ".repeat(leg);
  }

  /** Of a packet that one end of the leg saw. */
  private String half(boolean right, String word) {
    String shown = word.length() + ARROW > leg ? word.substring(0, 1) : word;
    boolean lost = word.equals("lost");
    String fill = "-".repeat(Math.max(0, leg - shown.length() - 3));
    if (lost) {
      return right ? fill + " " + shown + "  " : "  " + shown + " " + fill;
    }
    return right ? "  " + shown + fill + ">" : "<" + fill + shown + "  ";
  }

  private String took(Row row, int place) {
    long ns = row.tookNs().get(place);
    return ns == Long.MIN_VALUE ? "" : Durations.words(ns);
  }

  private String arrow(String word, boolean right) {
    String shown = word.length() + ARROW > leg ? "" : word;
    int dashes = leg - shown.length() - 2;
    int before = Math.max(1, dashes / 2);
    String left = "-".repeat(before);
    String rest = "-".repeat(Math.max(0, dashes - before));
    return right ? left + shown + rest + "> " : "<" + left + shown + rest + " ";
  }
}
