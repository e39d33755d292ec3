package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finrst.capture.FrameOrigins;
import io.finrst.record.Moment;
import io.finrst.report.Quantity;
import io.finrst.report.Timestamps;
import io.finrst.wire.Address;
import java.io.IOException;
import java.util.List;

/** Writes the fields of one object after the other: {@link JsonGenerator} in the words of this format. */
final class Fields {
  private final JsonGenerator json;
  private final Timestamps timestamps = new Timestamps();
  private final StringBuilder scratch = new StringBuilder(48);
  private final char[] characters = new char[48]; // the longest IPv6 address has 45
  private int fractionDigits;
  private FrameOrigins origins = FrameOrigins.UNKNOWN;

  Fields(JsonGenerator json) {
    this.json = json;
  }

  /** Sets how many digits of the second's fraction all following times have. */
  void precision(int digits) {
    fractionDigits = digits;
  }

  /** Says of following frames where they come from. */
  void origins(FrameOrigins of) {
    origins = of;
  }

  /** The capture a frame is in and its number there, where there are several. */
  void origin(Key captureKey, Key frameKey, long frame) throws IOException {
    if (origins.areSeveral()) {
      alwaysOrigin(captureKey, frameKey, frame);
    }
  }

  /** The same, of a single capture, too. */
  void alwaysOrigin(Key captureKey, Key frameKey, long frame) throws IOException {
    FrameOrigins.Origin origin = origins.of(frame);
    text(captureKey, origin == null ? null : origin.capture());
    number(frameKey, origin == null ? 0 : origin.frame(), origin != null);
  }

  void text(Key key, String value) throws IOException {
    json.writeFieldName(key.name());
    json.writeString(value); // null becomes null
  }

  void texts(Key key, List<String> values) throws IOException {
    startList(key);
    for (String value : values) {
      json.writeString(value);
    }
    endList();
  }

  void number(Key key, long value) throws IOException {
    json.writeFieldName(key.name());
    json.writeNumber(value);
  }

  /** Null when {@code known} is false. */
  void number(Key key, long value, boolean known) throws IOException {
    if (known) {
      number(key, value);
    } else {
      nothing(key);
    }
  }

  /** A frame number, null when it is 0: frames count from 1. */
  void frame(Key key, long frame) throws IOException {
    number(key, frame, frame > 0);
  }

  void flag(Key key, boolean value) throws IOException {
    json.writeFieldName(key.name());
    json.writeBoolean(value);
  }

  void time(Key key, long timeNs) throws IOException {
    json.writeFieldName(key.name());
    int length = timestamps.format(timeNs, fractionDigits);
    json.writeString(timestamps.chars(), 0, length);
  }

  void seconds(Key key, long ns) throws IOException {
    json.writeFieldName(key.name());
    scratch.setLength(0);
    Quantity.appendSeconds(scratch, ns);
    if (scratch.indexOf(".") < 0) {
      scratch.append(".0"); // typed readers take it for an integer else
    }
    json.writeNumber(characters, 0, fromScratch());
  }

  void decimal(Key key, double value) throws IOException {
    json.writeFieldName(key.name());
    json.writeNumber(value);
  }

  void address(Key key, Address address) throws IOException {
    json.writeFieldName(key.name());
    scratch.setLength(0);
    address.appendTo(scratch);
    json.writeString(characters, 0, fromScratch());
  }

  /** Frame and time of a packet, both null when there is none. */
  void moment(Key frameKey, Key timeKey, Moment moment) throws IOException {
    if (moment == null) {
      nothing(frameKey);
      nothing(timeKey);
    } else {
      number(frameKey, moment.frame());
      time(timeKey, moment.timeNs());
    }
  }

  void nothing(Key key) throws IOException {
    json.writeFieldName(key.name());
    json.writeNull();
  }

  void start(Key key) throws IOException {
    json.writeFieldName(key.name());
    json.writeStartObject();
  }

  void startItem() throws IOException {
    json.writeStartObject();
  }

  void end() throws IOException {
    json.writeEndObject();
  }

  void startList(Key key) throws IOException {
    json.writeFieldName(key.name());
    json.writeStartArray();
  }

  void endList() throws IOException {
    json.writeEndArray();
  }

  /** A number as an item of a list. */
  void item(long value) throws IOException {
    json.writeNumber(value);
  }

  /** A key that is data, with a count. */
  void count(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  private int fromScratch() {
    int length = scratch.length();
    scratch.getChars(0, length, characters, 0);
    return length;
  }
}
