package io.finrst.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes pcapng with nanoseconds (draft-ietf-opsawg-pcapng): any number of interfaces and link types. */
public final class PcapngWriter implements PacketSink {
  private static final int IF_TSRESOL = 9;
  private static final byte[] NANOSECONDS = {9, 0, 0, 0};
  private static final byte[] PADDING = new byte[3];

  private record Interface(int id, int linkType) {}

  private final CaptureOutput out;
  private final int snaplen;
  private final List<Interface> interfaces = new ArrayList<>();

  /**
   * @param out closed with this
   * @param snaplen the longest packet to come, in bytes
   */
  public PcapngWriter(OutputStream out, int snaplen) throws IOException {
    this.out = new CaptureOutput(out);
    this.snaplen = snaplen;
    this.out.record(28).i32(Pcapng.SECTION_HEADER).i32(28).i32(Pcapng.BYTE_ORDER_MAGIC).i16(1).i16(0).i64(-1).i32(28);
  }

  @Override
  public void write(Packet packet) throws IOException {
    int number = number(packet);
    int padding = -packet.capturedLength & 3;
    int length = 32 + packet.capturedLength + padding;
    out.record(length)
        .i32(Pcapng.ENHANCED_PACKET)
        .i32(length)
        .i32(number)
        .i32((int) (packet.timeNs >>> 32))
        .i32((int) packet.timeNs)
        .i32(packet.capturedLength)
        .i32(packet.wireLength)
        .bytes(packet.data, packet.offset, packet.capturedLength)
        .bytes(PADDING, 0, padding)
        .i32(length);
  }

  /** The number of the packet's interface in this file, described when it is new. */
  private int number(Packet packet) throws IOException {
    for (int i = 0; i < interfaces.size(); i++) {
      Interface known = interfaces.get(i);
      if (known.id == packet.interfaceId && known.linkType == packet.linkType) {
        return i;
      }
    }
    interfaces.add(new Interface(packet.interfaceId, packet.linkType));
    out.record(32)
        .i32(Pcapng.INTERFACE)
        .i32(32)
        .i16(packet.linkType)
        .i16(0)
        .i32(snaplen)
        .i16(IF_TSRESOL)
        .i16(1)
        .bytes(NANOSECONDS, 0, NANOSECONDS.length)
        .i32(0) // end of options
        .i32(32);
    return interfaces.size() - 1;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public long size() {
    return out.size();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
