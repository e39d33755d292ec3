package io.finrst.capture;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Captures of Solaris' snoop (RFC 1761), always most significant byte first.
 *
 * <pre>
 * file    "snoop" and three zeros 8 | version 4 | data link type 4
 * record  length 4 | captured length 4 | record length 4 | packets dropped so far 4 | seconds 4 | microseconds 4 | bytes
 * </pre>
 */
final class SnoopReader extends RecordReader {
  static final int MAGIC = 0x736e6f6f;

  private static final int FILE_HEADER = 16;
  private static final int RECORD_HEADER = 24;
  private static final int VERSION = 2;
  private static final int IEEE_802_3 = 0;
  private static final int ETHERNET = 4;
  private static final int FDDI = 8;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int LINKTYPE_FDDI = 10;

  private final int linkType;
  private long dropped;

  /** Reads the file header; {@code in} stands at the magic number. */
  SnoopReader(String name, ReadBuffer in) throws IOException {
    super(name, in);
    if (!in.has(FILE_HEADER)) {
      throw truncated(in.offset(), "snoop header", FILE_HEADER);
    }
    int version = Bytes.i32be(in.bytes, in.at + 8);
    if (version != VERSION) {
      throw damaged(in.offset() + 8, "snoop version " + Integer.toUnsignedString(version) + " is not known");
    }
    int dataLink = Bytes.i32be(in.bytes, in.at + 12);
    if (dataLink != IEEE_802_3 && dataLink != ETHERNET && dataLink != FDDI) {
      throw damaged(
          in.offset() + 12, "snoop data link type " + Integer.toUnsignedString(dataLink) + " is not known");
    }
    linkType = dataLink == FDDI ? LINKTYPE_FDDI : LINKTYPE_ETHERNET;
    in.at += FILE_HEADER;
  }

  @Override
  boolean next(Packet packet) throws IOException {
    if (!in.has(RECORD_HEADER)) {
      if (in.available() == 0) {
        return false;
      }
      throw truncated(in.offset(), "record header", RECORD_HEADER);
    }
    byte[] bytes = in.bytes;
    int at = in.at;
    long captured = Bytes.u32be(bytes, at + 4);
    long record = Bytes.u32be(bytes, at + 8);
    if (captured > ReadBuffer.LARGEST_RECORD - RECORD_HEADER
        || record > ReadBuffer.LARGEST_RECORD
        || record < RECORD_HEADER + captured) {
      throw damaged(in.offset(), "absurd packet length " + captured + " in a record of " + record);
    }
    packet.wireLength = clamped(Bytes.u32be(bytes, at));
    dropped = Bytes.u32be(bytes, at + 12);
    packet.timeNs = Bytes.u32be(bytes, at + 16) * 1_000_000_000L + Bytes.u32be(bytes, at + 20) * 1000;
    if (!in.has((int) record)) {
      throw truncated(in.offset(), "record", record);
    }
    packet.data = in.bytes;
    packet.offset = in.at + RECORD_HEADER;
    packet.capturedLength = (int) captured;
    packet.fractionDigits = 6;
    packet.interfaceId = 0;
    packet.linkType = linkType;
    in.at += (int) record;
    return true;
  }

  @Override
  String format() {
    return "snoop";
  }

  @Override
  Collection<Integer> linkTypes() {
    return List.of(linkType);
  }

  @Override
  int snaplen() {
    return 0;
  }

  @Override
  long droppedByCapture() {
    return dropped;
  }
}
