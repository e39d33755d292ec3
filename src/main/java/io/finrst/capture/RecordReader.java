package io.finrst.capture;

import java.io.IOException;
import java.util.Collection;

/** Reads the packets of one capture, one after the other. Knows of no other captures, so it sets no frame number. */
abstract sealed class RecordReader permits PcapReader, PcapngReader, SnoopReader {
  final ReadBuffer in;
  private final String name;

  RecordReader(String name, ReadBuffer in) {
    this.name = name;
    this.in = in;
  }

  /** Fills all of {@code packet} but its frame; false at the end. */
  abstract boolean next(Packet packet) throws IOException;

  /** {@code pcap}, {@code pcap (ns)}, {@code pcapng} or {@code snoop}. */
  abstract String format();

  /** LINKTYPE_ values so far, in order of appearance. */
  abstract Collection<Integer> linkTypes();

  /** Largest captured length announced so far, 0 when unlimited or not said. */
  abstract int snaplen();

  /** Packets the writer says it lost, -1 when not said. */
  abstract long droppedByCapture();

  final CaptureException damaged(long offset, String reason) {
    return new CaptureException(name, offset, reason);
  }

  /** What {@code what} of {@code length} bytes is when the stream ends inside of it. */
  final CaptureException truncated(long offset, String what, long length) {
    return damaged(offset, "truncated " + what + " (" + (in.end() - offset) + " of " + length + " bytes)");
  }

  /** A length of the wire as Java can hold it. */
  static int clamped(long length) {
    return (int) Math.min(length, Integer.MAX_VALUE);
  }
}
