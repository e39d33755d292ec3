package io.finrst.report.text;

import java.util.List;

/**
 * Fits a table into a width: shortens and leaves out columns in a stated order until every line fits, then gives spare
 * room back. Widths count characters; cells hold no control sequences.
 */
final class Grid {
  static final int GAP = 2;

  /** Where a cell that is too long loses characters. */
  enum Cut {
    END,
    /** The middle: an address keeps its port, a number its unit. */
    MIDDLE
  }

  /** One column. */
  record Column(String title, boolean alignedRight, Cut cut) {}

  /** One sacrifice: no more than {@code limit} characters for the column; 0 leaves it out. */
  record Step(int column, int limit) {}

  private final List<Column> columns;
  private final List<Step> steps;
  private final String ellipsis;

  /**
   * @param steps what to give up, the dearest last
   * @param ellipsis stands for characters that were cut
   */
  Grid(List<Column> columns, List<Step> steps, String ellipsis) {
    this.columns = columns;
    this.steps = steps;
    this.ellipsis = ellipsis;
  }

  /** The titles as cells. */
  String[] titles() {
    return columns.stream().map(Column::title).toArray(String[]::new);
  }

  /** Raises {@code natural} to what {@code cells} need; columns without any text stay at 0. */
  void measure(String[] cells, int[] natural) {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        natural[i] = Math.max(natural[i], Math.max(cells[i].length(), columns.get(i).title().length()));
      }
    }
  }

  /**
   * Widths so that a line fits.
   *
   * @param natural what each column would like, 0 to leave it out
   * @param width of a line, 0 or less for any
   */
  int[] fit(int[] natural, int width) {
    int[] widths = natural.clone();
    if (width <= 0) {
      return widths;
    }
    int taken = 0; // steps
    while (taken < steps.size() && total(widths) > width) {
      Step step = steps.get(taken++);
      widths[step.column()] = Math.min(widths[step.column()], step.limit());
    }
    int spare = width - total(widths);
    for (int i = widths.length - 1; i >= 0 && spare > 0; i--) { // from the right, where it says why
      if (widths[i] > 0) {
        int more = Math.min(spare, natural[i] - widths[i]);
        widths[i] += more;
        spare -= more;
      }
    }
    if (spare < 0) { // every step taken: one column is left
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.min(widths[i], width);
      }
    }
    return widths;
  }

  /** Characters of a line of these widths. */
  static int total(int[] widths) {
    int sum = 0;
    int shown = 0;
    for (int width : widths) {
      sum += width;
      shown += width > 0 ? 1 : 0;
    }
    return sum + GAP * Math.max(0, shown - 1);
  }

  /**
   * One line, without trailing blanks.
   *
   * @param inks colour by column, null where a cell has none
   */
  String line(String[] cells, int[] widths, Ink[] inks, Palette palette) {
    StringBuilder line = new StringBuilder();
    int owed = 0; // blanks to write before the next text
    boolean first = true;
    for (int i = 0; i < cells.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      owed += first ? 0 : GAP;
      first = false;
      Column column = columns.get(i);
      String cell = cut(cells[i], widths[i], column.cut());
      int padding = widths[i] - cell.length();
      if (cell.isEmpty()) {
        owed += padding;
        continue;
      }
      line.append(" ".repeat(owed + (column.alignedRight() ? padding : 0)));
      line.append(inks[i] == null ? cell : palette.paint(inks[i], cell));
      owed = column.alignedRight() ? 0 : padding;
    }
    return line.toString();
  }

  private String cut(String cell, int width, Cut where) {
    if (cell.length() <= width) {
      return cell;
    }
    int keep = width - ellipsis.length();
    if (keep <= 0) {
      return ellipsis.substring(0, width);
    }
    int head = where == Cut.END ? keep : (keep + 1) / 2;
    return cell.substring(0, head) + ellipsis + cell.substring(cell.length() - (keep - head));
  }
}
