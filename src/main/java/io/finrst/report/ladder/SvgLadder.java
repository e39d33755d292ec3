package io.finrst.report.ladder;

import io.finrst.record.ConnectionRecord;
import io.finrst.report.Printable;
import io.finrst.teardown.Role;
import java.util.List;

/**
 * A ladder as SVG 1.1: on its own, or inside of an HTML page that has {@link #CSS} once for all of them. It needs no font,
 * script or file besides, follows the reader's light or dark setting, and tells readers of screens what it shows.
 */
public final class SvgLadder {
  /** What the classes of a ladder look like. */
  public static final String CSS =
      """
      .finrst-ladder { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; max-width: 100%; }
      .finrst-ladder .ground { fill: #ffffff; }
      .finrst-ladder text { fill: #1f2328; }
      .finrst-ladder .faint { fill: #59636e; }
      .finrst-ladder .label { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
      .finrst-ladder .name, .finrst-ladder .deciding text { font-weight: bold; }
      .finrst-ladder path { fill: none; stroke: #59636e; stroke-width: 1.2; }
      .finrst-ladder .head { fill: #59636e; }
      .finrst-ladder .wall { stroke: #afb8c1; }
      .finrst-ladder .device { stroke-dasharray: 3 3; }
      .finrst-ladder .deciding text { fill: #b3261e; }
      .finrst-ladder .deciding path { stroke: #b3261e; stroke-width: 2; }
      .finrst-ladder .deciding .head { fill: #b3261e; }
      @media (prefers-color-scheme: dark) {
        .finrst-ladder .ground { fill: #0d1117; }
        .finrst-ladder text { fill: #e6edf3; }
        .finrst-ladder .faint { fill: #9198a1; }
        .finrst-ladder .label { stroke: #0d1117; }
        .finrst-ladder path { stroke: #9198a1; }
        .finrst-ladder .head { fill: #9198a1; }
        .finrst-ladder .wall { stroke: #484f58; }
        .finrst-ladder .deciding text { fill: #ff8a80; }
        .finrst-ladder .deciding path { stroke: #ff8a80; }
        .finrst-ladder .deciding .head { fill: #ff8a80; }
      }
      """;

  private static final double CHARACTER = 7.3; // the widest of these fonts advance 0.602 em
  private static final int MARGIN = 16;
  private static final int COLUMN_GAP = 16;
  private static final int LINE = 18;
  private static final int ROW = 34;
  private static final int FOLD_ROW = 26;
  private static final int NARROWEST_LANE = 400;
  private static final int HEAD = 7;

  private final ConnectionRecord c;
  private final List<Rung> rungs;
  private final boolean device;
  private final StringBuilder svg = new StringBuilder(4096);

  private final int frameRight;
  private final int timeRight;
  private final int client; // where the client's wall stands
  private final int server;
  private final int noteLeft;
  private final int width;

  private SvgLadder(ConnectionRecord c, List<Rung> rungs) {
    this.c = c;
    this.rungs = rungs;
    int frame = "frame".length();
    int time = "time".length();
    int note = 0;
    boolean byDevice = false;
    for (Rung rung : rungs) {
      if (rung instanceof Rung.Arrow arrow) {
        frame = Math.max(frame, Long.toString(arrow.packet().at().frame()).length());
        time = Math.max(time, arrow.time().length());
        note = Math.max(note, arrow.note().length());
        byDevice |= arrow.byDevice();
      }
    }
    device = byDevice;
    frameRight = MARGIN + pixels(frame);
    timeRight = frameRight + COLUMN_GAP + pixels(time);
    client = timeRight + COLUMN_GAP;
    String device = byDevice ? "  a device  " : "  ";
    int names = pixels((c.client() + device + c.server()).length());
    server = client + Math.max(NARROWEST_LANE, names);
    noteLeft = server + COLUMN_GAP;
    width = note == 0 ? server + MARGIN : noteLeft + pixels(note) + MARGIN;
  }

  /**
   * A document of its own.
   *
   * @param sentence what it shows, for those who cannot see it
   */
  public static String document(ConnectionRecord c, List<Rung> rungs, String sentence) {
    return new SvgLadder(c, rungs).draw(sentence, "<style>\n" + CSS + "</style>\n");
  }

  /** The same for inside of a page, with {@link #CSS} in the page's own style. */
  public static String inPage(ConnectionRecord c, List<Rung> rungs, String sentence) {
    return new SvgLadder(c, rungs).draw(sentence, "");
  }

  private static int pixels(int characters) {
    return (int) Math.ceil(characters * CHARACTER);
  }

  private String draw(String sentence, String style) {
    int top = MARGIN + 2 * LINE + LINE / 2;
    int height = top + MARGIN;
    for (Rung rung : rungs) {
      height += rung instanceof Rung.Fold ? FOLD_ROW : ROW;
    }
    String id = "ladder-" + c.tcpStream();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"finrst-ladder\" role=\"img\" aria-labelledby=\"")
        .append(id).append("-title ").append(id).append("-desc\" width=\"").append(width).append("\" height=\"")
        .append(height).append("\" viewBox=\"0 0 ").append(width).append(' ').append(height).append("\">\n");
    String title = c.client() + " to " + c.server() + ": " + c.verdict().id();
    svg.append("<title id=\"").append(id).append("-title\">").append(escaped(title)).append("</title>\n");
    svg.append("<desc id=\"").append(id).append("-desc\">").append(escaped(sentence)).append("</desc>\n");
    svg.append(style);
    svg.append("<rect class=\"ground\" width=\"").append(width).append("\" height=\"").append(height).append("\"/>\n");
    ends(height - MARGIN);
    int y = top;
    for (Rung rung : rungs) {
      if (rung instanceof Rung.Arrow arrow) {
        y += ROW;
        arrow(arrow, y - ROW / 3);
      } else if (rung instanceof Rung.Fold fold) {
        y += FOLD_ROW;
        text("faint label", "middle", middle(), y - FOLD_ROW / 3, "... " + fold.words());
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private int middle() {
    return (client + server) / 2;
  }

  private void ends(int bottom) {
    int y = MARGIN + LINE / 2;
    text("name", "start", client, y, "client");
    text("", "start", client, y + LINE, c.client().toString());
    text("name", "end", server, y, "server");
    text("", "end", server, y + LINE, c.server().toString());
    text("faint", "end", frameRight, y + LINE, "frame");
    text("faint", "end", timeRight, y + LINE, "time");
    int top = y + LINE + LINE / 2;
    wall("wall", client, top, bottom);
    wall("wall", server, top, bottom);
    if (device) {
      text("name", "middle", middle(), y, "a device");
      wall("wall device", middle(), y + LINE / 2, bottom);
    }
  }

  private void wall(String kind, int x, int top, int bottom) {
    svg.append("<path class=\"").append(kind).append("\" d=\"M").append(x).append(' ').append(top).append('V')
        .append(bottom).append("\"/>\n");
  }

  private void arrow(Rung.Arrow arrow, int y) {
    boolean toServer = arrow.packet().from() == Role.CLIENT;
    int to = toServer ? server : client;
    int from = arrow.byDevice() ? middle() : toServer ? client : server;
    int back = toServer ? -HEAD : HEAD;
    svg.append(arrow.deciding() ? "<g class=\"deciding\">\n" : "<g>\n");
    int beside = y + LINE / 4;
    text("faint", "end", frameRight, beside, Long.toString(arrow.packet().at().frame()));
    text("faint", "end", timeRight, beside, arrow.time());
    int room = (int) ((Math.abs(to - from) - 2 * COLUMN_GAP) / CHARACTER);
    text("label", "middle", (from + to) / 2, y - LINE / 3, arrow.label(room));
    svg.append("<path d=\"M").append(from).append(' ').append(y).append('H').append(to + back).append("\"/>\n");
    svg.append("<path class=\"head\" d=\"M").append(to).append(' ').append(y).append('l').append(back).append(" -3.5v7z\"/>\n");
    if (!arrow.note().isEmpty()) {
      text("", "start", noteLeft, beside, arrow.note());
    }
    svg.append("</g>\n");
  }

  private void text(String kind, String anchor, int x, int y, String words) {
    svg.append("<text ");
    if (!kind.isEmpty()) {
      svg.append("class=\"").append(kind).append("\" ");
    }
    svg.append("x=\"").append(x).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor).append("\">")
        .append(escaped(words)).append("</text>\n");
  }

  /** As XML 1.0 allows it: what it forbids even when escaped is written as {@link Printable} does. */
  private static String escaped(String text) {
    String printable = Printable.of(text).replace('\uFFFE', '?').replace('\uFFFF', '?');
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
