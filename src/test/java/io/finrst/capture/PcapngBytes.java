package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes pcapng files for tests, one block a call. */
public final class PcapngBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /** A section and one Ethernet interface with microseconds. */
  public static PcapngBytes usual() {
    return new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).networkInterface(1, 0);
  }

  public PcapngBytes section(ByteOrder byteOrder) {
    return section(byteOrder, -1);
  }

  public PcapngBytes section(ByteOrder byteOrder, long length) {
    order = byteOrder;
    return block(
        0x0a0d0d0a, body(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(length).array());
  }

  public PcapngBytes networkInterface(int linkType, int snaplen, byte[]... options) {
    return block(1, join(body(8).putShort((short) linkType).putShort((short) 0).putInt(snaplen).array(), options));
  }

  public PcapngBytes enhanced(int id, long ticks, byte[] data, byte[]... options) {
    ByteBuffer head = body(20).putInt(id).putInt((int) (ticks >>> 32)).putInt((int) ticks);
    head.putInt(data.length).putInt(data.length);
    return block(6, join(join(head.array(), padded(data)), options));
  }

  public PcapngBytes obsolete(int id, long ticks, byte[] data) {
    ByteBuffer head = body(20).putShort((short) id).putShort((short) 7);
    head.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(data.length).putInt(data.length);
    return block(2, join(head.array(), padded(data)));
  }

  public PcapngBytes simple(int wire, byte[] data) {
    return block(3, join(body(4).putInt(wire).array(), padded(data)));
  }

  public PcapngBytes statistics(int id, byte[]... options) {
    return block(5, join(body(12).putInt(id).putLong(0).array(), options));
  }

  public byte[] option(int code, byte[] value) {
    return join(body(4).putShort((short) code).putShort((short) value.length).array(), padded(value));
  }

  public byte[] option(int code, long value) {
    return option(code, body(8).putLong(value).array());
  }

  public PcapngBytes block(int type, byte[] body) {
    int length = 12 + body.length;
    return raw(body(length).putInt(type).putInt(length).put(body).putInt(length).array());
  }

  public PcapngBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public int length() {
    return out.size();
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private ByteBuffer body(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private static byte[] padded(byte[] data) {
    return Arrays.copyOf(data, (data.length + 3) & ~3);
  }

  private static byte[] join(byte[] first, byte[]... others) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    for (byte[] other : others) {
      joined.writeBytes(other);
    }
    return joined.toByteArray();
  }
}
