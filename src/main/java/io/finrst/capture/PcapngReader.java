package io.finrst.capture;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * pcapng files (draft-ietf-opsawg-pcapng): any number of sections, each with its own byte order and interfaces.
 *
 * <pre>
 * block   type 4 | total length 4 | body, padded to 4 | total length 4
 * </pre>
 *
 * <p>Blocks of no use here are skipped without being kept. A simple packet block holds no time: its packet gets that of
 * the packet before it in the section, so that the order of events stays true; 0 for the first.
 */
final class PcapngReader extends RecordReader {
  private static final int SMALLEST_BLOCK = 12;
  private static final int SMALLEST_SECTION_HEADER = 28;

  private static final int IF_TSRESOL = 9;
  private static final int IF_TSOFFSET = 14;
  private static final int ISB_IFDROP = 5;
  private static final int ISB_OSDROP = 7;

  private final Set<Integer> linkTypes = new LinkedHashSet<>();
  private final PcapngInterfaces interfaces = new PcapngInterfaces();
  private final BlockTaker taker;
  private boolean bigEndian;
  private long sectionTimeNs;

  /**
   * Reads the first section header, at which {@code in} stands.
   *
   * @param taker told of the blocks that are no packets, null for nobody
   */
  PcapngReader(String name, ReadBuffer in, BlockTaker taker) throws IOException {
    super(name, in);
    this.taker = taker;
    if (!in.has(SMALLEST_BLOCK)) {
      throw truncated(in.offset(), "section header", SMALLEST_SECTION_HEADER);
    }
    startSection();
  }

  @Override
  boolean next(Packet packet) throws IOException {
    while (in.has(SMALLEST_BLOCK)) {
      int type = i32(in.at);
      if (type == Pcapng.SECTION_HEADER) {
        startSection();
        continue;
      }
      long length = u32(in.at + 4);
      switch (type) {
        case Pcapng.ENHANCED_PACKET -> {
          int end = wholeBlock(length, "packet block", 32);
          int at = in.at;
          fill(packet, u32(at + 8), time(at + 12), u32(at + 20), u32(at + 24), at + 28, end);
          return true;
        }
        case Pcapng.SIMPLE_PACKET -> {
          simplePacket(packet, wholeBlock(length, "simple packet block", 16));
          return true;
        }
        case Pcapng.OBSOLETE_PACKET -> {
          int end = wholeBlock(length, "obsolete packet block", 32);
          int at = in.at;
          fill(packet, u16(at + 8), time(at + 12), u32(at + 20), u32(at + 24), at + 28, end);
          return true;
        }
        case Pcapng.INTERFACE -> addInterface(wholeBlock(length, "interface description", 20));
        case Pcapng.STATISTICS -> addStatistics(wholeBlock(length, "interface statistics", 24));
        default -> otherBlock(length);
      }
    }
    if (in.available() == 0) {
      return false;
    }
    throw truncated(in.offset(), "block", SMALLEST_BLOCK);
  }

  private void startSection() throws IOException {
    long start = in.offset();
    bigEndian = Bytes.i32be(in.bytes, in.at + 8) == Pcapng.BYTE_ORDER_MAGIC;
    if (!bigEndian && Bytes.i32le(in.bytes, in.at + 8) != Pcapng.BYTE_ORDER_MAGIC) {
      throw damaged(start, "section header without a byte-order magic");
    }
    int end = wholeBlock(u32(in.at + 4), "section header", SMALLEST_SECTION_HEADER);
    int major = u16(in.at + 12);
    if (major != 1) {
      throw damaged(start + 12, "pcapng version " + major + "." + u16(in.at + 14) + " is not known");
    }
    // the section's length is not needed: every block says its own
    interfaces.clear();
    sectionTimeNs = 0;
    if (taker != null) {
      taker.section(in.bytes, in.at + 24, end - 4, bigEndian);
    }
    in.at = end;
  }

  private void addInterface(int end) throws CaptureException {
    int at = in.at;
    int linkType = u16(at + 8);
    int resolutionAt = option(at + 16, end, IF_TSRESOL, 1);
    int offsetAt = option(at + 16, end, IF_TSOFFSET, 8);
    TimeScale scale =
        new TimeScale(
            resolutionAt < 0 ? TimeScale.DEFAULT_RESOLUTION : Bytes.u8(in.bytes, resolutionAt),
            offsetAt < 0 ? 0 : i64(offsetAt));
    if (!interfaces.add(linkType, u32(at + 12), scale)) {
      throw damaged(in.offset(), "more than " + PcapngInterfaces.MOST + " interfaces in a section");
    }
    linkTypes.add(linkType);
    if (taker != null) {
      taker.interfaceDescription(in.bytes, at + 8, end - 4, bigEndian);
    }
    in.at = end;
  }

  private void addStatistics(int end) throws CaptureException {
    int at = in.at;
    int id = checkedInterface(u32(at + 8));
    int byInterface = option(at + 20, end, ISB_IFDROP, 8);
    int bySystem = option(at + 20, end, ISB_OSDROP, 8);
    if (byInterface >= 0 || bySystem >= 0) {
      interfaces.setDropped(id, dropped(byInterface) + dropped(bySystem));
    }
    tell(end);
    in.at = end;
  }

  /** A counter that no capture reaches is damage, and must not overflow the sum. */
  private long dropped(int optionAt) {
    return optionAt < 0 ? 0 : i64(optionAt) >>> 1 > 1L << 48 ? 0 : i64(optionAt);
  }

  private void simplePacket(Packet packet, int end) throws CaptureException {
    int id = checkedInterface(0);
    long wire = u32(in.at + 8);
    int room = end - in.at - 16;
    int snaplen = interfaces.snaplen(id);
    long captured = Math.min(wire, snaplen == 0 ? room : Math.min(snaplen, room));
    deliver(packet, id, sectionTimeNs, captured, wire, in.at + 12, end);
  }

  private void fill(Packet packet, long claimedId, long ticks, long captured, long wire, int data, int end)
      throws CaptureException {
    int id = checkedInterface(claimedId);
    if (captured > end - 4 - data) {
      String block = "its block of " + (end - in.at) + " bytes";
      throw damaged(in.offset(), "packet length " + captured + " does not fit " + block);
    }
    if (captured > ReadBuffer.LARGEST_RECORD) {
      throw damaged(in.offset(), "absurd packet length " + captured);
    }
    long timeNs = interfaces.scale(id).toNs(ticks);
    sectionTimeNs = timeNs == PacketTime.NONE ? sectionTimeNs : timeNs;
    deliver(packet, id, timeNs, captured, wire, data, end);
  }

  private void deliver(Packet packet, int id, long timeNs, long captured, long wire, int data, int end) {
    packet.data = in.bytes;
    packet.offset = data;
    packet.capturedLength = (int) captured;
    packet.wireLength = clamped(wire);
    packet.timeNs = timeNs;
    packet.fractionDigits = interfaces.scale(id).fractionDigits;
    packet.interfaceId = id;
    packet.linkType = interfaces.linkType(id);
    in.at = end;
  }

  private int checkedInterface(long id) throws CaptureException {
    if (id >= interfaces.count()) {
      throw damaged(in.offset(), "interface " + id + " is not described, the section has " + interfaces.count());
    }
    return (int) id;
  }

  /** Brings the block at {@code in.at} into the window as a whole; returns the index behind it. */
  private int wholeBlock(long length, String what, int smallest) throws IOException {
    checkLength(length);
    if (length < smallest) {
      throw damaged(in.offset(), what + " of only " + length + " bytes");
    }
    if (length > ReadBuffer.LARGEST) {
      throw damaged(in.offset(), "absurd block length " + length);
    }
    if (!in.has((int) length)) {
      throw truncated(in.offset(), what, length);
    }
    int end = in.at + (int) length;
    checkTrailer(in.offset(), length, u32(end - 4));
    return end;
  }

  private void otherBlock(long length) throws IOException {
    if (taker == null || length > ReadBuffer.LARGEST) {
      skipBlock(length);
      return;
    }
    int end = wholeBlock(length, "block", SMALLEST_BLOCK);
    tell(end);
    in.at = end;
  }

  private void tell(int end) {
    if (taker != null) {
      taker.other(i32(in.at), in.bytes, in.at + 8, end - 4, bigEndian);
    }
  }

  /** Says what the block of {@code packet}, the last one read, holds besides; all but its interface. */
  void describe(Packet packet, PacketBlock block) {
    int end = in.at - 4; // its length stands there once more
    int start = in.at - i32(end);
    if (i32(start) == Pcapng.SIMPLE_PACKET) {
      block.ticks = interfaces.scale(0).toTicks(packet.timeNs);
      block.optionsFrom = end;
    } else {
      block.ticks = time(start + 12);
      block.optionsFrom = Math.min(end, packet.offset + Pcapng.padded(packet.capturedLength));
    }
    block.optionsTo = end;
    block.options = in.bytes;
    block.bigEndian = bigEndian;
  }

  private void skipBlock(long length) throws IOException {
    checkLength(length);
    long start = in.offset();
    if (!in.skip(length - 4) || !in.has(4)) {
      throw truncated(start, "block", length);
    }
    checkTrailer(start, length, u32(in.at));
    in.at += 4;
  }

  private void checkLength(long length) throws CaptureException {
    if (length < SMALLEST_BLOCK || length % 4 != 0) {
      throw damaged(in.offset(), "impossible block length " + length);
    }
  }

  private void checkTrailer(long start, long length, long trailer) throws CaptureException {
    if (trailer != length) {
      throw damaged(start, "block length " + length + " is repeated as " + trailer);
    }
  }

  /** Index of the value of the first option {@code code} with {@code size} bytes, -1 when there is none. */
  private int option(int from, int end, int code, int size) throws CaptureException {
    int last = end - 4;
    int at = from;
    while (at + 4 <= last) {
      int found = u16(at);
      int length = u16(at + 2);
      if (found == 0) {
        return -1;
      }
      if (at + 4 + length > last) {
        throw damaged(in.offset(), "option " + found + " reaches beyond its block");
      }
      if (found == code && length == size) {
        return at + 4;
      }
      at += 4 + ((length + 3) & ~3);
    }
    return -1;
  }

  /** Times are two halves, the upper one first in either byte order. */
  private long time(int at) {
    return u32(at) << 32 | u32(at + 4);
  }

  private int u16(int at) {
    return bigEndian ? Bytes.u16be(in.bytes, at) : Bytes.u16le(in.bytes, at);
  }

  private int i32(int at) {
    return bigEndian ? Bytes.i32be(in.bytes, at) : Bytes.i32le(in.bytes, at);
  }

  private long u32(int at) {
    return i32(at) & 0xffffffffL;
  }

  private long i64(int at) {
    return bigEndian ? Bytes.i64be(in.bytes, at) : Bytes.i64le(in.bytes, at);
  }

  @Override
  String format() {
    return "pcapng";
  }

  @Override
  Collection<Integer> linkTypes() {
    return linkTypes;
  }

  @Override
  int snaplen() {
    return interfaces.largestSnaplen();
  }

  @Override
  long droppedByCapture() {
    return interfaces.dropped();
  }
}
