package io.finrst.report.text;

import io.finrst.report.Pad;
import io.finrst.report.ladder.Rung;
import io.finrst.teardown.Role;
import java.util.List;

/** A ladder in characters: arrows between client on the left and server on the right. */
final class Ladder {
  private static final int INDENT = 4;
  private static final int LANE_WIDEST = 52;
  private static final int LANE_NARROWEST = 26;

  private final Page page;
  private final boolean unicode;

  Ladder(Page page) {
    this.page = page;
    this.unicode = page.style().unicode();
  }

  void write(List<Rung> rungs) {
    int frameWidth = 5;
    int timeWidth = 4;
    int noteWidth = 0;
    for (Rung rung : rungs) {
      if (rung instanceof Rung.Arrow arrow) {
        frameWidth = Math.max(frameWidth, Long.toString(arrow.packet().at().frame()).length());
        timeWidth = Math.max(timeWidth, arrow.time().length());
        noteWidth = Math.max(noteWidth, arrow.note().length());
      }
    }
    int left = frameWidth + 2 + timeWidth + 2;
    int lane = laneWidth(left, noteWidth == 0 ? 0 : noteWidth + 2);
    page.heading(INDENT, Pad.right("frame", frameWidth) + "  " + Pad.right("time", timeWidth) + "  " + ends(lane));
    for (Rung rung : rungs) {
      if (rung instanceof Rung.Arrow arrow) {
        String line =
            Pad.right(Long.toString(arrow.packet().at().frame()), frameWidth) + "  "
                + Pad.right(arrow.time(), timeWidth) + "  " + drawn(arrow, lane)
                + (arrow.note().isEmpty() ? "" : "  " + arrow.note());
        page.colouredLine(INDENT, line, arrow.deciding() ? Ink.BAD : null);
      } else if (rung instanceof Rung.Fold fold) {
        page.line(INDENT, " ".repeat(left) + "  ... " + fold.words());
      }
    }
  }

  private int laneWidth(int left, int right) {
    if (page.style().width() <= 0) {
      return LANE_WIDEST;
    }
    int room = page.style().width() - INDENT - left - right;
    return Math.max(LANE_NARROWEST, Math.min(LANE_WIDEST, room));
  }

  private static String ends(int lane) {
    return "client" + " ".repeat(lane - 12) + "server";
  }

  /** {@code |--- PA seq 1 len 100 ack 1 ------------->|}. */
  private String drawn(Rung.Arrow arrow, int lane) {
    char wall = unicode ? '\u2502' : '|';
    char shaft = unicode ? '\u2500' : '-';
    boolean toServer = arrow.packet().from() == Role.CLIENT;
    String label = " " + arrow.label(lane - 7) + " "; // walls, the head, one piece of shaft on each side, two blanks
    String shortShaft = String.valueOf(shaft);
    String longShaft = shortShaft.repeat(lane - 4 - label.length());
    String line =
        toServer
            ? shortShaft + label + longShaft + (unicode ? '\u25b6' : '>')
            : (unicode ? '\u25c0' : '<') + longShaft + label + shortShaft;
    return wall + line + wall;
  }
}
