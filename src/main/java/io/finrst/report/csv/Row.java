package io.finrst.report.csv;

import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.Ended;
import io.finrst.report.CommunityId;
import io.finrst.report.Printable;
import io.finrst.report.Quantity;
import io.finrst.report.Timestamps;
import io.finrst.wire.Address;

/** One line being made, cell after cell, quoted as RFC 4180 says. Reused. */
final class Row {
  private final StringBuilder line = new StringBuilder(512);
  private final Timestamps timestamps = new Timestamps();
  private final CommunityId communityId = new CommunityId();
  private FrameOrigins origins = FrameOrigins.UNKNOWN;
  private Ended ended = Ended.WELL;
  private boolean begun;

  /** Says of following frames where they come from. */
  void origins(FrameOrigins of) {
    origins = of;
  }

  /** Begins the line of a connection that ended like this. */
  void begin(Ended how) {
    clear();
    ended = how;
  }

  void clear() {
    line.setLength(0);
    begun = false;
  }

  /** {@code harmful}, {@code harmless} or {@code none}, as in JSON. */
  String harm() {
    return ended.harm();
  }

  /** The name of the capture that holds {@code frame}, empty where it is not known. */
  String capture(long frame) {
    FrameOrigins.Origin origin = origins.of(frame);
    return origin == null ? "" : origin.capture();
  }

  /** The line with its newline. */
  CharSequence finished() {
    return line.append('\n');
  }

  CommunityId communityId() {
    return communityId;
  }

  void blank() {
    if (begun) {
      line.append(',');
    }
    begun = true;
  }

  void number(long value) {
    blank();
    line.append(value);
  }

  void flag(boolean value) {
    blank();
    line.append(value);
  }

  void seconds(long ns) {
    blank();
    Quantity.appendSeconds(line, ns);
  }

  void time(long timeNs, int fractionDigits) {
    blank();
    int length = timestamps.format(timeNs, fractionDigits);
    line.append(timestamps.chars(), 0, length);
  }

  void address(Address address) {
    blank();
    address.appendTo(line);
  }

  void text(String value) {
    blank();
    String shown = Printable.of(value);
    if (shown.indexOf(',') < 0 && shown.indexOf('"') < 0) { // control characters are gone by now
      line.append(shown);
    } else {
      line.append('"').append(shown.replace("\"", "\"\"")).append('"');
    }
  }
}
