package io.finrst.capture;

/**
 * Multi-byte numbers at an index of a byte array, in either byte order, at any alignment.
 *
 * <p>Plain shifts, small enough for the first compiler tier to inline; wider reads are made of
 * narrower ones for that reason. Byte-array view handles take more under that tier and milliseconds
 * to set up. An index outside the array throws {@link IndexOutOfBoundsException}: callers check
 * lengths first.
 */
public final class Bytes {
  private Bytes() {}

  /** Unsigned byte. */
  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  /** Unsigned 16 bits, network byte order. */
  public static int u16be(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  /** Unsigned 24 bits, network byte order. */
  public static int u24be(byte[] bytes, int at) {
    return u8(bytes, at) << 16 | u16be(bytes, at + 1);
  }

  /** 32 bits as they are, network byte order. */
  public static int i32be(byte[] bytes, int at) {
    return u16be(bytes, at) << 16 | u16be(bytes, at + 2);
  }

  /** Unsigned 32 bits, network byte order. */
  public static long u32be(byte[] bytes, int at) {
    return i32be(bytes, at) & 0xFFFFFFFFL;
  }

  /** Unsigned 48 bits, network byte order. */
  public static long u48be(byte[] bytes, int at) {
    return (long) u16be(bytes, at) << 32 | u32be(bytes, at + 2);
  }

  /** 64 bits as they are, network byte order. */
  public static long i64be(byte[] bytes, int at) {
    return (long) i32be(bytes, at) << 32 | u32be(bytes, at + 4);
  }

  /** Unsigned 16 bits, least significant byte first. */
  public static int u16le(byte[] bytes, int at) {
    return (bytes[at + 1] & 0xFF) << 8 | bytes[at] & 0xFF;
  }

  /** 32 bits as they are, least significant byte first. */
  public static int i32le(byte[] bytes, int at) {
    return u16le(bytes, at + 2) << 16 | u16le(bytes, at);
  }

  /** Unsigned 32 bits, least significant byte first. */
  public static long u32le(byte[] bytes, int at) {
    return i32le(bytes, at) & 0xFFFFFFFFL;
  }

  /** 64 bits as they are, least significant byte first. */
  public static long i64le(byte[] bytes, int at) {
    return (long) i32le(bytes, at + 4) << 32 | u32le(bytes, at);
  }
}
