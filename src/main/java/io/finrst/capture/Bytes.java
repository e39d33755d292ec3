package io.finrst.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Multi-byte numbers at an index of a byte array, in either byte order, at any alignment.
 *
 * <p>Unsigned 16-bit values come back as {@code int}, unsigned 32-bit values as {@code long}. An index outside the
 * array throws {@link IndexOutOfBoundsException}: callers check lengths first.
 */
public final class Bytes {
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  private static VarHandle view(Class<?> type, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(type, order);
  }

  /** Unsigned byte. */
  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  /** Unsigned 16 bits, network byte order. */
  public static int u16be(byte[] bytes, int at) {
    return (short) SHORT_BE.get(bytes, at) & 0xffff;
  }

  /** Unsigned 16 bits, least significant byte first. */
  public static int u16le(byte[] bytes, int at) {
    return (short) SHORT_LE.get(bytes, at) & 0xffff;
  }

  /** 32 bits as they are, network byte order. */
  public static int i32be(byte[] bytes, int at) {
    return (int) INT_BE.get(bytes, at);
  }

  /** 32 bits as they are, least significant byte first. */
  public static int i32le(byte[] bytes, int at) {
    return (int) INT_LE.get(bytes, at);
  }

  /** Unsigned 32 bits, network byte order. */
  public static long u32be(byte[] bytes, int at) {
    return i32be(bytes, at) & 0xffffffffL;
  }

  /** Unsigned 32 bits, least significant byte first. */
  public static long u32le(byte[] bytes, int at) {
    return i32le(bytes, at) & 0xffffffffL;
  }

  /** 64 bits as they are, network byte order. */
  public static long i64be(byte[] bytes, int at) {
    return (long) LONG_BE.get(bytes, at);
  }

  /** 64 bits as they are, least significant byte first. */
  public static long i64le(byte[] bytes, int at) {
    return (long) LONG_LE.get(bytes, at);
  }
}
