package io.finrst.script;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The capture formats a test can write, both byte orders and both resolutions. */
public enum CaptureFormat {
  PCAP_US_LE(LITTLE_ENDIAN, 6, false),
  PCAP_US_BE(BIG_ENDIAN, 6, false),
  PCAP_NS_LE(LITTLE_ENDIAN, 9, false),
  PCAP_NS_BE(BIG_ENDIAN, 9, false),
  PCAPNG_US_LE(LITTLE_ENDIAN, 6, true),
  PCAPNG_US_BE(BIG_ENDIAN, 6, true),
  PCAPNG_NS_LE(LITTLE_ENDIAN, 9, true),
  PCAPNG_NS_BE(BIG_ENDIAN, 9, true);

  private static final int SNAPLEN = 262_144;

  private final ByteOrder order;
  private final int digits;
  private final boolean blocks;

  CaptureFormat(ByteOrder order, int digits, boolean blocks) {
    this.order = order;
    this.digits = digits;
    this.blocks = blocks;
  }

  /** File name extension without the dot. */
  public String extension() {
    return blocks ? "pcapng" : "pcap";
  }

  /** A whole file. Classic pcap holds one link type: the first frame's; other frames are refused. */
  public byte[] encode(List<Frame> frames) {
    int size = 128;
    for (Frame frame : frames) {
      size += frame.bytes().length + 64;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    int linkType = frames.isEmpty() ? 1 : frames.get(0).linkType();
    if (blocks) {
      sectionAndInterface(out, linkType);
    } else {
      out.putInt(digits == 9 ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
      out.putInt(0).putInt(0).putInt(SNAPLEN).putInt(linkType);
    }
    for (Frame frame : frames) {
      if (frame.linkType() != linkType) {
        throw new IllegalArgumentException("link types " + linkType + " and " + frame.linkType() + " in one file");
      }
      if (blocks) {
        packetBlock(out, frame);
      } else {
        record(out, frame);
      }
    }
    byte[] file = new byte[out.position()];
    out.get(0, file);
    return file;
  }

  private void record(ByteBuffer out, Frame frame) {
    int fraction = (int) (frame.timeNs() % 1_000_000_000L);
    out.putInt((int) (frame.timeNs() / 1_000_000_000L)).putInt(digits == 9 ? fraction : fraction / 1000);
    out.putInt(frame.bytes().length).putInt(frame.wireLength()).put(frame.bytes());
  }

  private void sectionAndInterface(ByteBuffer out, int linkType) {
    out.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
    // if_tsresol (option 9, one byte) then end of options
    out.putInt(1).putInt(32).putShort((short) linkType).putShort((short) 0).putInt(SNAPLEN);
    out.putShort((short) 9).putShort((short) 1).put((byte) digits).put(new byte[3]).putInt(0).putInt(32);
  }

  private void packetBlock(ByteBuffer out, Frame frame) {
    int padding = -frame.bytes().length & 3;
    int length = 32 + frame.bytes().length + padding;
    long ticks = digits == 9 ? frame.timeNs() : frame.timeNs() / 1000;
    out.putInt(6).putInt(length).putInt(0).putInt((int) (ticks >>> 32)).putInt((int) ticks);
    out.putInt(frame.bytes().length).putInt(frame.wireLength()).put(frame.bytes()).put(new byte[padding]);
    out.putInt(length);
  }
}
