package io.finrst.report.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How the table of connections fits a width: a line each, or two or three where one line would cut who, what or why.
 * Nothing of these is cut as long as the width has room for the longest of them.
 */
final class Rows {
  private static final int[] ENDS = {
    ConnectionTable.STREAM, ConnectionTable.START, ConnectionTable.CLIENT, ConnectionTable.SERVER
  };

  private static final int[] NEVER_CUT = {
    ConnectionTable.CLIENT, ConnectionTable.SERVER, ConnectionTable.VERDICT, ConnectionTable.ENDED_BY,
    ConnectionTable.CAUSE
  };

  /** What the last line of several does without, the first to go first. */
  private static final int[] SACRIFICES = {
    ConnectionTable.ZEEK, ConnectionTable.RESETS, ConnectionTable.FRAME, ConnectionTable.SILENCE, ConnectionTable.SERVER_BYTES,
    ConnectionTable.CLIENT_BYTES, ConnectionTable.DURATION
  };

  private final ConnectionTable table;
  private final List<int[]> lines; // the width of each column, 0 where it is not on this line
  private final String indent; // of all but the first

  private Rows(ConnectionTable table, List<int[]> lines, int indent) {
    this.table = table;
    this.lines = lines;
    this.indent = " ".repeat(indent);
  }

  /**
   * The layout for cells of these widths.
   *
   * @param natural what each column needs, 0 for one without any text
   * @param width of a line, 0 or less for any
   */
  static Rows fitting(ConnectionTable table, int[] natural, int width) {
    int[] one = table.grid().fit(natural, width);
    if (isWhole(one, natural)) {
      return new Rows(table, List.of(one), 0);
    }
    int indent = natural[ConnectionTable.STREAM] + Grid.GAP;
    List<int[]> several = new ArrayList<>(ends(natural, width, indent));
    several.add(ending(natural, width - indent));
    for (int i = 0; i < several.size(); i++) {
      if (Grid.total(several.get(i)) > (i == 0 ? width : width - indent)) {
        return new Rows(table, List.of(one), 0); // too narrow for anything whole
      }
    }
    return new Rows(table, several, indent);
  }

  private static boolean isWhole(int[] widths, int[] natural) {
    for (int column : NEVER_CUT) {
      if (widths[column] < natural[column]) {
        return false;
      }
    }
    return true;
  }

  /** Both addresses on one line, without the time where it has no room; else on a line each. */
  private static List<int[]> ends(int[] natural, int width, int indent) {
    int[] ends = of(natural, ENDS);
    if (Grid.total(ends) > width) {
      ends[ConnectionTable.START] = 0;
    }
    return Grid.total(ends) <= width
        ? List.of(ends)
        : List.of(of(natural, ConnectionTable.STREAM, ConnectionTable.CLIENT), of(natural, ConnectionTable.SERVER));
  }

  private static int[] ending(int[] natural, int room) {
    int[] ending = natural.clone();
    for (int column : ENDS) {
      ending[column] = 0;
    }
    for (int column : SACRIFICES) {
      if (Grid.total(ending) <= room) {
        break;
      }
      ending[column] = 0;
    }
    return ending;
  }

  private static int[] of(int[] natural, int... columns) {
    int[] widths = new int[natural.length];
    for (int column : columns) {
      widths[column] = natural[column];
    }
    return widths;
  }

  /** Whether a heading of {@code other} stands over these rows too. */
  boolean isLike(Rows other) {
    return other != null && lines.size() == other.lines.size();
  }

  /** Whether the column is shown. */
  boolean shows(int column) {
    return lines.stream().anyMatch(widths -> widths[column] > 0);
  }

  /** Writes the titles. */
  void heading(Page page) {
    for (int i = 0; i < lines.size(); i++) {
      page.finishedLine((i == 0 ? "" : indent) + table.header(lines.get(i)));
    }
  }

  /** Writes one connection. */
  void row(Page page, String[] cells, Rank rank) {
    for (int i = 0; i < lines.size(); i++) {
      page.finishedLine((i == 0 ? "" : indent) + table.row(cells, rank, lines.get(i)));
    }
  }
}
