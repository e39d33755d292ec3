package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes packets of captures with all that these say of them into one section of pcapng. */
final class PcapngCopy implements Closeable {
  private static final byte[] PADDING = new byte[4];
  private static final int SHORTEST_BLOCK = 12;
  private static final int PACKET_HEADER = 28;

  private final CaptureOutput out;
  private final Map<InterfaceDescription, Integer> numbers = new HashMap<>(2);
  private InterfaceDescription last;
  private int lastNumber;

  /**
   * A capture to be written.
   *
   * @param out closed with this
   */
  PcapngCopy(CaptureOutput out) {
    this.out = out;
  }

  /**
   * Begins it.
   *
   * @param sectionOptions without the mark of their end
   */
  void begin(byte[] sectionOptions) throws IOException {
    int length = 28 + sectionOptions.length;
    out.record(length)
        .i32(Pcapng.SECTION_HEADER)
        .i32(length)
        .i32(Pcapng.BYTE_ORDER_MAGIC)
        .i16(1)
        .i16(0)
        .i64(-1)
        .bytes(sectionOptions, 0, sectionOptions.length)
        .i32(length);
  }

  /** The number of an interface in this capture, described when it is new. */
  int number(InterfaceDescription description) throws IOException {
    if (description != last) {
      Integer known = numbers.get(description);
      if (known == null) {
        known = numbers.size();
        numbers.put(description, known);
        block(Pcapng.INTERFACE, description.body);
      }
      last = description;
      lastNumber = known;
    }
    return lastNumber;
  }

  /**
   * A block that is no packet.
   *
   * @param body least significant byte first
   */
  void block(int type, byte[] body) throws IOException {
    int padding = -body.length & 3;
    int length = SHORTEST_BLOCK + body.length + padding;
    out.record(length)
        .i32(type)
        .i32(length)
        .bytes(body, 0, body.length)
        .bytes(PADDING, 0, padding)
        .i32(length);
  }

  /**
   * A packet.
   *
   * @param comments to be added to those it has
   */
  void packet(Packet packet, PacketBlock block, List<String> comments) throws IOException {
    int number = number(block.description);
    byte[] options = block.options;
    int from = block.optionsFrom;
    int to = block.optionsTo;
    if (!comments.isEmpty() || block.bigEndian && from < to) {
      options = options(block, comments);
      from = 0;
      to = options.length;
    }
    int padding = -packet.capturedLength & 3;
    int length = PACKET_HEADER + packet.capturedLength + padding + (to - from) + 4;
    out.record(length)
        .i32(Pcapng.ENHANCED_PACKET)
        .i32(length)
        .i32(number)
        .i32((int) (block.ticks >>> 32))
        .i32((int) block.ticks)
        .i32(packet.capturedLength)
        .i32(packet.wireLength)
        .bytes(packet.data, packet.offset, packet.capturedLength)
        .bytes(PADDING, 0, padding)
        .bytes(options, from, to - from)
        .i32(length);
  }

  /** Those of the packet and the comments that are not among them yet. */
  private static byte[] options(PacketBlock block, List<String> comments) {
    ByteArrayOutputStream options = new ByteArrayOutputStream();
    Pcapng.options(
        options, Pcapng.ENHANCED_PACKET, block.options, block.optionsFrom, block.optionsTo, block.bigEndian);
    byte[] had = options.toByteArray();
    for (String comment : comments) {
      byte[] text = comment.getBytes(StandardCharsets.UTF_8);
      if (!hasComment(had, text)) {
        Pcapng.option(options, Pcapng.COMMENT, text);
      }
    }
    options.write(PADDING, 0, 4); // the mark of their end
    return options.toByteArray();
  }

  private static boolean hasComment(byte[] options, byte[] text) {
    int at = 0;
    while (at < options.length) {
      int length = Bytes.u16le(options, at + 2);
      if (Bytes.u16le(options, at) == Pcapng.COMMENT
          && Arrays.equals(options, at + 4, at + 4 + length, text, 0, text.length)) {
        return true;
      }
      at += 4 + Pcapng.padded(length);
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
