package io.finrst.report.text;

import static io.finrst.report.text.Grid.Cut.END;
import static io.finrst.report.text.Grid.Cut.MIDDLE;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.report.Quantity;
import io.finrst.report.ZeekState;
import io.finrst.wire.Endpoint;
import java.util.Arrays;
import java.util.List;

/** The columns of the table of connections: what stands in them and which go first when there is no room. */
final class ConnectionTable {
  static final int STREAM = 0;
  static final int START = 1;
  static final int CLIENT = 2;
  static final int SERVER = 3;
  static final int VERDICT = 4;
  static final int ENDED_BY = 5;
  static final int FRAME = 6;
  static final int CAUSE = 7;
  static final int DURATION = 8;
  static final int SILENCE = 9;
  static final int CLIENT_BYTES = 10;
  static final int SERVER_BYTES = 11;
  static final int RESETS = 12;
  static final int ZEEK = 13;
  static final int COLUMNS = 14;

  /** Stands before a cause that is only likely, and before one that is only possible; a certain one has no mark. */
  static final String LIKELY = "~";

  static final String POSSIBLE = "?";

  /** Shorter silences before the end are ordinary and would only fill the table. */
  private static final long NOTABLE_SILENCE_NS = 1_000_000_000L;

  private static final List<Grid.Step> STEPS =
      List.of(
          new Grid.Step(RESETS, 0),
          new Grid.Step(ZEEK, 6), // the longest state, without its history
          new Grid.Step(ZEEK, 0),
          new Grid.Step(FRAME, 0),
          new Grid.Step(SILENCE, 0),
          new Grid.Step(CLIENT, 28),
          new Grid.Step(SERVER, 31),
          new Grid.Step(SERVER_BYTES, 0),
          new Grid.Step(CLIENT_BYTES, 0),
          new Grid.Step(DURATION, 0),
          new Grid.Step(START, 0),
          new Grid.Step(CLIENT, 21), // the longest IPv4 address and port
          new Grid.Step(SERVER, 24),
          new Grid.Step(CAUSE, 15),
          new Grid.Step(ENDED_BY, 0),
          new Grid.Step(SERVER, 18),
          new Grid.Step(CLIENT, 15),
          new Grid.Step(CAUSE, 0),
          new Grid.Step(STREAM, 0),
          new Grid.Step(CLIENT, 0),
          new Grid.Step(SERVER, 0));

  private final Grid grid;
  private final TextStyle style;

  ConnectionTable(TextStyle style) {
    this.style = style;
    this.grid =
        new Grid(
            List.of(
                new Grid.Column("stream", true, MIDDLE),
                new Grid.Column("start", false, END),
                new Grid.Column("client", false, MIDDLE),
                new Grid.Column(style.arrow() + " server", false, MIDDLE),
                new Grid.Column("verdict", false, END),
                new Grid.Column("ended by", false, END),
                new Grid.Column("frame", true, MIDDLE),
                new Grid.Column("cause", false, END),
                new Grid.Column("duration", true, MIDDLE),
                new Grid.Column("silence", true, MIDDLE),
                new Grid.Column("sent", true, MIDDLE),
                new Grid.Column("received", true, MIDDLE),
                new Grid.Column("rst", true, MIDDLE),
                new Grid.Column("zeek", false, END)),
            STEPS,
            style.ellipsis());
  }

  Grid grid() {
    return grid;
  }

  /** Has names, where they are known, in place of addresses. */
  void name(String[] cells, Endpoint client, Endpoint server) {
    cells[CLIENT] = style.endpoint(client);
    cells[SERVER] = style.arrow() + " " + style.endpoint(server);
  }

  /** The cells of one connection; {@link #START} is left empty, for it may count from a time not known yet. */
  String[] cells(ConnectionRecord c, Diagnosis d) {
    String[] cells = new String[COLUMNS];
    cells[STREAM] = Long.toString(c.tcpStream());
    cells[START] = "";
    cells[CLIENT] = c.client().toString();
    cells[SERVER] = style.arrow() + " " + c.server();
    cells[VERDICT] = c.verdict().id();
    cells[ENDED_BY] = d.endedBy() == null ? "" : d.endedBy().role().id();
    cells[FRAME] = d.endedBy() == null ? "" : Long.toString(d.endedBy().frame());
    cells[CAUSE] = cause(c, d);
    cells[DURATION] = Durations.words(c.last().since(c.first()));
    cells[SILENCE] = c.silenceBeforeEndNs() < NOTABLE_SILENCE_NS ? "" : Durations.words(c.silenceBeforeEndNs());
    cells[CLIENT_BYTES] = Quantity.bytes(c.clientHalf().bytes());
    cells[SERVER_BYTES] = Quantity.bytes(c.serverHalf().bytes());
    long resets = (long) c.resets().size() + c.resetsNotKept();
    cells[RESETS] = resets == 0 ? "" : Long.toString(resets);
    cells[ZEEK] = style.zeek() ? zeek(ZeekState.of(c)) : "";
    return cells;
  }

  private static String zeek(ZeekState zeek) {
    return zeek.history() == null ? zeek.state() : zeek.state() + " " + zeek.history();
  }

  String header(int[] widths) {
    Ink[] inks = new Ink[COLUMNS];
    Arrays.fill(inks, Ink.HEADING);
    return grid.line(grid.titles(), widths, inks, style.palette());
  }

  /** A row; a harmless end is faint as a whole. */
  String row(String[] cells, Rank rank, int[] widths) {
    Ink[] inks = new Ink[COLUMNS];
    if (rank.ended() == Ended.HARMLESSLY) {
      Arrays.fill(inks, Ink.FAINT);
    } else {
      inks[VERDICT] = Ink.of(rank.verdict(), rank.ended());
    }
    return grid.line(cells, widths, inks, style.palette());
  }

  private static String cause(ConnectionRecord c, Diagnosis d) {
    if (d.findings().isEmpty()) {
      return closedFirst(c);
    }
    Finding best = d.findings().get(0);
    return mark(best) + best.cause().id();
  }

  private static String closedFirst(ConnectionRecord c) {
    if (c.firstFin() == null) {
      return "";
    }
    return c.simultaneousClose() ? "both closed at once" : c.firstFin().id() + " closed first";
  }

  private static String mark(Finding finding) {
    return switch (finding.confidence()) {
      case CERTAIN -> "";
      case LIKELY -> LIKELY;
      case POSSIBLE -> POSSIBLE;
    };
  }
}
