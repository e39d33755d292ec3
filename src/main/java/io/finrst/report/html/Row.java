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
import java.util.List;
import java.util.Locale;

/**
 * A connection as the page keeps it: a line of its table, where its end stands in time, and its explanation.
 *
 * @param turn when it was told of, from 1: what is told later of the same connection holds
 * @param stream Wireshark's number
 * @param harm what its end was worth to its programs
 * @param ink how bad its end looks
 * @param fractionDigits of its times
 * @param startNs its first packet, ns since 1970
 * @param endNs its end
 * @param silenceNs of both sides before it
 * @param numbers duration, silence, bytes sent and received, to sort by
 * @param explanation see {@link #passages}, as UTF-8: half the memory of a string
 */
record Row(
    long turn, long stream, Ended harm, Ink ink, int fractionDigits, long startNs, long endNs, long silenceNs,
    Endpoint client, Endpoint server, Wording.Cells cells, long[] numbers, byte[] explanation) {
  /** What keeping one takes: its words some 1.2 kB, its cells half of that. */
  static final int BYTES = 2_048;

  private static final char FIELD = '\t'; // no text holds one, see Printable
  private static final char LINE = '\n';

  static Row of(long turn, Explained explained, Wording wording) {
    ConnectionRecord c = explained.connection();
    return new Row(
        turn,
        c.tcpStream(),
        explained.ended(),
        Ink.of(c.verdict(), explained.ended()),
        c.fractionDigits(),
        c.first().timeNs(),
        c.endNs(),
        c.silenceBeforeEndNs(),
        c.client(),
        c.server(),
        wording.cells(c, explained.diagnosis()),
        new long[] {
          c.last().since(c.first()), c.silenceBeforeEndNs(), c.clientHalf().bytes(), c.serverHalf().bytes()
        },
        passages(wording.explanation(explained, 0)));
  }

  /** A passage a line: its kind, its indent, its label and its text. */
  private static byte[] passages(List<Passage> passages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    for (Passage each : passages) {
      bytes.write(each.kind().name().charAt(0));
      bytes.write(FIELD);
      add(bytes, Integer.toString(each.indent()));
      bytes.write(FIELD);
      add(bytes, each.label());
      bytes.write(FIELD);
      add(bytes, each.text());
      bytes.write(LINE);
    }
    return bytes.toByteArray();
  }

  private static void add(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds the line of the table: what is shown, then what it is sorted by.
   *
   * @param originNs what {@code started} counts from for sorting, ns since 1970
   */
  void line(StringBuilder text, TimeStyle times, HostNames names, long originNs) {
    text.append(ink.name().toLowerCase(Locale.ROOT)).append(FIELD).append(stream);
    add(text, Timeline.time(times, startNs, Math.min(fractionDigits, times == TimeStyle.ISO ? 3 : 6)));
    add(text, named(client, names));
    add(text, named(server, names));
    add(text, cells.verdict());
    add(text, cells.endedBy());
    add(text, cells.cause());
    add(text, cells.duration());
    add(text, cells.silence());
    add(text, cells.sent());
    add(text, cells.received());
    add(text, cells.resets());
    text.append(FIELD).append(startNs - originNs);
    for (long number : numbers) {
      text.append(FIELD).append(number);
    }
    text.append(FIELD).append(harm.harm()).append(LINE);
  }

  private static void add(StringBuilder text, String cell) {
    text.append(FIELD).append(cell);
  }

  private static String named(Endpoint end, HostNames names) {
    String name = names.of(end.address());
    return name == null ? end.toString() : name + ":" + end.port();
  }
}
