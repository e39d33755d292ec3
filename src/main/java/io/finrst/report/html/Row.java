package io.finrst.report.html;

import io.finrst.diagnosis.Ended;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.HostNames;
import io.finrst.report.TimeStyle;
import io.finrst.report.text.Explained;
import io.finrst.report.text.Ink;
import io.finrst.report.text.Passage;
import io.finrst.report.text.Wording;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection as the page keeps it, without its packets; its words are made when the page is written.
 *
 * @param turn when it was told of, from 1: what is told later of the same connection holds
 */
record Row(long turn, Explained explained) {
  /** What keeping one takes: its record half of that, findings and their evidence the rest. */
  static final int BYTES = 4_096;

  private static final char FIELD = '\t'; // no text holds one, see Printable
  private static final char LINE = '\n';

  static Row of(long turn, Explained explained) {
    ConnectionRecord c = explained.connection();
    return new Row(turn, new Explained(c.withoutLadder(), explained.diagnosis(), explained.ended()));
  }

  ConnectionRecord connection() {
    return explained.connection();
  }

  long stream() {
    return connection().tcpStream();
  }

  Ended harm() {
    return explained.ended();
  }

  /** Adds its explanation, a passage a line: its kind, its indent, its label and its text. */
  void explanation(ByteArrayOutputStream bytes, Wording wording) {
    for (Passage each : wording.explanation(explained, 0)) {
      bytes.write(each.kind().name().charAt(0));
      bytes.write(FIELD);
      add(bytes, Integer.toString(each.indent()));
      bytes.write(FIELD);
      add(bytes, each.label());
      bytes.write(FIELD);
      add(bytes, each.text());
      bytes.write(LINE);
    }
  }

  private static void add(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds the line of the table: what is shown, then what it is sorted by.
   *
   * @param originNs what the start counts from for sorting, ns since 1970
   */
  void line(StringBuilder text, Wording wording, TimeStyle times, HostNames names, long originNs) {
    ConnectionRecord c = connection();
    Wording.Cells cells = wording.cells(c, explained.diagnosis());
    text.append(Ink.of(c.verdict(), harm()).name().toLowerCase(Locale.ROOT)).append(FIELD).append(stream());
    add(text, Timeline.time(times, c.first().timeNs(), Math.min(c.fractionDigits(), times == TimeStyle.ISO ? 3 : 6)));
    add(text, named(c.client(), names));
    add(text, named(c.server(), names));
    add(text, cells.verdict());
    add(text, cells.endedBy());
    add(text, cells.cause());
    add(text, cells.duration());
    add(text, cells.silence());
    add(text, cells.sent());
    add(text, cells.received());
    add(text, cells.resets());
    text.append(FIELD).append(c.first().timeNs() - originNs);
    text.append(FIELD).append(c.last().since(c.first()));
    text.append(FIELD).append(c.silenceBeforeEndNs());
    text.append(FIELD).append(c.clientHalf().bytes());
    text.append(FIELD).append(c.serverHalf().bytes());
    text.append(FIELD).append(harm().harm()).append(LINE);
  }

  private static void add(StringBuilder text, String cell) {
    text.append(FIELD).append(cell);
  }

  private static String named(Endpoint end, HostNames names) {
    String name = names.of(end.address());
    return name == null ? end.toString() : name + ":" + end.port();
  }
}
