package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes classic pcap files for tests. */
public final class PcapBytes {
  public static final int MICROSECONDS = 0xa1b2c3d4;
  public static final int NANOSECONDS = 0xa1b23c4d;
  public static final int KUZNETZOV = 0xa1b2cd34;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;
  private final int magic;

  public PcapBytes(ByteOrder order, int magic, int linkType, int snaplen) {
    this.order = order;
    this.magic = magic;
    put(buffer(24).putInt(magic).putShort((short) 2).putShort((short) 4).putLong(0).putInt(snaplen).putInt(linkType));
  }

  /** Ethernet, microseconds, least significant byte first. */
  public static PcapBytes usual() {
    return new PcapBytes(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1, 65535);
  }

  public PcapBytes packet(long seconds, int fraction, byte[] data) {
    return record(seconds, fraction, data.length, data.length, data);
  }

  public PcapBytes record(long seconds, int fraction, int captured, int wire, byte[] data) {
    boolean longer = magic == KUZNETZOV;
    ByteBuffer record = buffer((longer ? 24 : 16) + data.length);
    record.putInt((int) seconds).putInt(fraction).putInt(captured).putInt(wire);
    if (longer) {
      record.putLong(-1);
    }
    return put(record.put(data));
  }

  public int length() {
    return out.size();
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private PcapBytes put(ByteBuffer part) {
    out.writeBytes(part.array());
    return this;
  }

  /** A packet of {@code length} bytes of which none looks like its neighbour. */
  public static byte[] data(int seed, int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (seed * 31 + i * 7 + 1);
    }
    return data;
  }
}
