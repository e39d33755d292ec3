package io.finrst.capture;

import java.io.IOException;
import java.io.OutputStream;

/** Writes classic pcap with nanoseconds (draft-ietf-opsawg-pcap): one link type, no interfaces. */
public final class PcapWriter implements PacketSink {
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int NS_PER_S = 1_000_000_000;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private final String name;
  private final CaptureOutput out;
  private final int snaplen;
  private int linkType = -1;

  /**
   * @param name for messages
   * @param out closed with this
   * @param snaplen the longest packet to come, in bytes
   */
  public PcapWriter(String name, OutputStream out, int snaplen) {
    this.name = name;
    this.out = new CaptureOutput(out);
    this.snaplen = snaplen;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException also when the packet is of another link type than the first one
   */
  @Override
  public void write(Packet packet) throws IOException {
    if (linkType < 0) {
      header(packet.linkType);
    } else if (packet.linkType != linkType) {
      throw new IOException(name + ": interfaces of different link types do not fit into pcap; name it .pcapng");
    }
    out.record(RECORD_HEADER + packet.capturedLength)
        .i32((int) Math.floorDiv(packet.timeNs, (long) NS_PER_S))
        .i32((int) Math.floorMod(packet.timeNs, (long) NS_PER_S))
        .i32(packet.capturedLength)
        .i32(packet.wireLength)
        .bytes(packet.data, packet.offset, packet.capturedLength);
  }

  private void header(int firstLinkType) throws IOException {
    linkType = firstLinkType;
    out.record(FILE_HEADER).i32(NANOSECONDS).i16(2).i16(4).i32(0).i32(0).i32(snaplen).i32(linkType);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public long size() {
    return out.size();
  }

  /** Without any packet it becomes an empty Ethernet capture, which readers take, and not an empty file. */
  @Override
  public void close() throws IOException {
    try (out) {
      if (linkType < 0) {
        header(1);
      }
    }
  }
}
