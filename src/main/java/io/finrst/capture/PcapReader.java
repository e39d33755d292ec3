package io.finrst.capture;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Classic pcap files (draft-ietf-opsawg-pcap), in either byte order, with micro- or nanoseconds, and Kuznetzov's
 * variant, whose record headers are eight bytes longer.
 *
 * <pre>
 * file    magic 4 | major 2 | minor 2 | reserved 8 | snaplen 4 | FCS and link type 4
 * record  seconds 4 | fraction 4 | captured length 4 | length 4 | (8 more, Kuznetzov) | bytes
 * </pre>
 */
final class PcapReader extends RecordReader {
  private static final int FILE_HEADER = 24;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int KUZNETZOV = 0xa1b2cd34;

  /** What libpcap takes for the longest packet of an ordinary link (its MAXIMUM_SNAPLEN). */
  private static final int USUAL_LARGEST = 262144;

  private final boolean bigEndian;
  private final boolean nanoseconds;
  private final int recordHeader;
  private final int snaplen;
  private final int largest;
  private final int linkType;

  /** Reads the file header; {@code in} stands at the magic number, which {@link #knows} has approved. */
  PcapReader(String name, ReadBuffer in) throws IOException {
    super(name, in);
    if (!in.has(FILE_HEADER)) {
      throw truncated(in.offset(), "pcap header", FILE_HEADER);
    }
    byte[] header = in.bytes;
    int at = in.at;
    bigEndian = isMagic(Bytes.i32be(header, at));
    int magic = bigEndian ? Bytes.i32be(header, at) : Bytes.i32le(header, at);
    nanoseconds = magic == NANOSECONDS;
    recordHeader = magic == KUZNETZOV ? 24 : 16;
    int major = u16(header, at + 4);
    if (major != 2) {
      throw damaged(in.offset() + 4, "pcap version " + major + "." + u16(header, at + 6) + " is not known");
    }
    long announced = u32(header, at + 16);
    snaplen = clamped(announced) == Integer.MAX_VALUE ? 0 : (int) announced;
    largest = Math.min(Math.max(snaplen, USUAL_LARGEST), ReadBuffer.LARGEST_RECORD);
    // the upper half says how long the frame check sequence is
    linkType = (int) u32(header, at + 20) & 0xffff;
    in.at += FILE_HEADER;
  }

  /** True when four bytes, read in network byte order, begin a classic pcap file of either order. */
  static boolean knows(int magic) {
    return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
  }

  private static boolean isMagic(int magic) {
    return magic == MICROSECONDS || magic == NANOSECONDS || magic == KUZNETZOV;
  }

  @Override
  boolean next(Packet packet) throws IOException {
    if (!in.has(recordHeader)) {
      if (in.available() == 0) {
        return false;
      }
      throw truncated(in.offset(), "record header", recordHeader);
    }
    byte[] bytes = in.bytes;
    int at = in.at;
    long seconds = u32(bytes, at);
    long fraction = u32(bytes, at + 4);
    long captured = u32(bytes, at + 8);
    long wire = u32(bytes, at + 12);
    if (captured > largest) {
      throw damaged(in.offset(), "absurd packet length " + captured);
    }
    int length = recordHeader + (int) captured;
    if (!in.has(length)) {
      throw truncated(in.offset(), "record", length);
    }
    packet.data = in.bytes;
    packet.offset = in.at + recordHeader;
    packet.capturedLength = (int) captured;
    packet.wireLength = clamped(wire);
    packet.timeNs = PacketTime.of(seconds, nanoseconds ? fraction : fraction * 1000);
    packet.fractionDigits = nanoseconds ? 9 : 6;
    packet.interfaceId = 0;
    packet.linkType = linkType;
    in.at += length;
    return true;
  }

  private int u16(byte[] bytes, int at) {
    return bigEndian ? Bytes.u16be(bytes, at) : Bytes.u16le(bytes, at);
  }

  private long u32(byte[] bytes, int at) {
    return bigEndian ? Bytes.u32be(bytes, at) : Bytes.u32le(bytes, at);
  }

  @Override
  String format() {
    return nanoseconds ? "pcap (ns)" : "pcap";
  }

  @Override
  Collection<Integer> linkTypes() {
    return List.of(linkType);
  }

  @Override
  int snaplen() {
    return snaplen;
  }

  @Override
  long droppedByCapture() {
    return -1;
  }
}
