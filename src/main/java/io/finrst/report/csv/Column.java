package io.finrst.report.csv;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.record.Moment;
import io.finrst.report.EnumId;
import io.finrst.report.ZeekState;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One column: its header and how its cell is made. The order of {@link #ALL} is that of the file; new columns join at
 * the end, so that readers by position keep working.
 */
record Column(String header, Cell cell) {

  /** Adds exactly one cell to the row. */
  @FunctionalInterface
  interface Cell {
    void append(Row row, ConnectionRecord c, Diagnosis d);
  }

  private static final String LIST_SEPARATOR = "; ";

  static final List<Column> ALL =
      List.of(
          column("stream", (row, c, d) -> row.number(c.tcpStream())),
          column("start", (row, c, d) -> row.time(c.first().timeNs(), c.fractionDigits())),
          column("end", (row, c, d) -> row.time(c.last().timeNs(), c.fractionDigits())),
          column("duration", (row, c, d) -> row.seconds(c.last().since(c.first()))),
          column("client_ip", (row, c, d) -> row.address(c.client().address())),
          column("client_port", (row, c, d) -> row.number(c.client().port())),
          column("server_ip", (row, c, d) -> row.address(c.server().address())),
          column("server_port", (row, c, d) -> row.number(c.server().port())),
          column("verdict", (row, c, d) -> row.text(c.verdict().id())),
          column("ended_by", (row, c, d) -> role(row, d.endedBy() == null ? null : d.endedBy().role())),
          column("ended_by_frame", (row, c, d) -> known(row, d.endedBy() == null ? 0 : d.endedBy().frame())),
          column("first_fin", (row, c, d) -> role(row, c.firstFin())),
          column("first_fin_frame", (row, c, d) -> known(row, frame(c.firstFin() == null ? null : firstFin(c).fin()))),
          column("simultaneous_close", (row, c, d) -> row.flag(c.simultaneousClose())),
          column("bytes_after_fin", Column::bytesAfterFin),
          column("silence_before_end", (row, c, d) -> row.seconds(c.silenceBeforeEndNs())),
          column("handshake_rtt", Column::handshakeRtt),
          column("cause", (row, c, d) -> row.text(d.findings().isEmpty() ? "" : best(d).cause().id())),
          column("confidence", (row, c, d) -> row.text(d.findings().isEmpty() ? "" : best(d).confidence().id())),
          column("client_error", (row, c, d) -> row.text(errors(d.clientErrors()))),
          column("server_error", (row, c, d) -> row.text(errors(d.serverErrors()))),
          column("client_packets", (row, c, d) -> row.number(c.clientHalf().packets())),
          column("client_bytes", (row, c, d) -> row.number(c.clientHalf().bytes())),
          column("client_retransmitted", (row, c, d) -> row.number(c.clientHalf().retransmitted())),
          column("client_unacknowledged_bytes", (row, c, d) -> row.number(c.clientHalf().unacknowledgedBytes())),
          column("server_packets", (row, c, d) -> row.number(c.serverHalf().packets())),
          column("server_bytes", (row, c, d) -> row.number(c.serverHalf().bytes())),
          column("server_retransmitted", (row, c, d) -> row.number(c.serverHalf().retransmitted())),
          column("server_unacknowledged_bytes", (row, c, d) -> row.number(c.serverHalf().unacknowledgedBytes())),
          column("resets", (row, c, d) -> row.number((long) c.resets().size() + c.resetsNotKept())),
          column("icmp_errors", (row, c, d) -> row.number((long) c.icmpErrors().size() + c.icmpErrorsNotKept())),
          column("handshake", (row, c, d) -> row.text(EnumId.of(c.quality().handshake()))),
          column("directions", (row, c, d) -> row.text(EnumId.of(c.quality().directions()))),
          column("gaps", (row, c, d) -> row.number(c.quality().gaps())),
          column("snaplen_cut", (row, c, d) -> row.flag(c.quality().snaplenCut())),
          column("roles_guessed", (row, c, d) -> row.flag(c.quality().rolesGuessed())),
          column("translated_from", Column::translatedFrom),
          column("evicted", (row, c, d) -> row.flag(c.quality().evicted())),
          column("quality_notes", (row, c, d) -> row.text(String.join(LIST_SEPARATOR, c.quality().notes()))),
          column("community_id", (row, c, d) -> row.text(row.communityId().of(c.client(), c.server()))),
          column("supersedes", (row, c, d) -> row.text(c.supersedes() == null ? "" : c.supersedes().id())),
          column("harm", (row, c, d) -> row.text(row.harm())),
          column("capture", (row, c, d) -> row.text(row.capture(c.first().frame()))));

  /** All, and what Zeek says of a connection. */
  static List<Column> withZeek() {
    List<Column> columns = new ArrayList<>(ALL);
    columns.add(column("zeek_conn_state", (row, c, d) -> row.text(ZeekState.of(c).state())));
    columns.add(column("zeek_history", (row, c, d) -> row.text(Objects.requireNonNullElse(ZeekState.of(c).history(), ""))));
    return columns;
  }

  private static Column column(String header, Cell cell) {
    return new Column(header, cell);
  }

  private static void role(Row row, Role role) {
    row.text(role == null ? "" : role.id());
  }

  private static void translatedFrom(Row row, ConnectionRecord c, Diagnosis d) {
    if (c.quality().translatedFrom() >= 0) {
      row.number(c.quality().translatedFrom());
    } else {
      row.blank();
    }
  }

  private static void known(Row row, long frame) {
    if (frame > 0) {
      row.number(frame);
    } else {
      row.blank();
    }
  }

  private static HalfRecord firstFin(ConnectionRecord c) {
    return c.half(c.firstFin());
  }

  private static long frame(Moment moment) {
    return moment == null ? 0 : moment.frame();
  }

  private static void bytesAfterFin(Row row, ConnectionRecord c, Diagnosis d) {
    if (c.halfClose() == null) {
      row.blank();
    } else {
      row.number(c.halfClose().bytesAfterFin());
    }
  }

  private static void handshakeRtt(Row row, ConnectionRecord c, Diagnosis d) {
    if (c.handshakeRttNs() < 0) {
      row.blank();
    } else {
      row.seconds(c.handshakeRttNs());
    }
  }

  private static Finding best(Diagnosis d) {
    return d.findings().get(0);
  }

  private static String errors(List<SocketError> errors) {
    return errors.stream().map(e -> e.call().id() + " " + e.error()).collect(Collectors.joining(LIST_SEPARATOR));
  }
}
