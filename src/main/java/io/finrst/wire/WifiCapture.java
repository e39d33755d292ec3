package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Headers that 802.11 capture drivers put before the frame.
 *
 * <pre>
 * radiotap, little-endian:
 * |  0 version 0 (1) |  1 pad (1) |  2 length (2) |  4 present (4), more words while bit 31 is set | fields
 *      present bit 0: time, 8 bytes, aligned; bit 1: flags, 1 byte
 * Prism, in the byte order of the capturing machine:
 * |  0 message code (4) |  4 length (4) |  8 ...
 * AVS:
 * |  0 0x8021100x, x the version (4) |  4 length (4) |  8 ...
 * </pre>
 */
final class WifiCapture {
  private static final int MIN_BYTES = 8;
  private static final int PRESENT = 4;
  private static final int PRESENT_TIME = 1;
  private static final int PRESENT_FLAGS = 2;
  private static final int TIME_BYTES = 8;
  private static final int FLAG_HEADER_PADDED = 0x20;
  private static final int AVS_MAGIC = 0x80211000;

  private WifiCapture() {}

  static Outcome decodeRadiotap(Cursor c, int at) {
    if (!c.has(at, MIN_BYTES)) {
      return c.lacking(at, MIN_BYTES);
    }
    int length = Bytes.u16le(c.data, at + 2);
    if (length < MIN_BYTES || Bytes.u8(c.data, at) != 0) {
      return Outcome.MALFORMED;
    }
    if (!c.has(at, length)) {
      return c.lacking(at, length);
    }
    return Wifi.decode(c, at + length, isHeaderPadded(c.data, at, length));
  }

  private static boolean isHeaderPadded(byte[] data, int at, int length) {
    int present = Bytes.i32le(data, at + PRESENT);
    if ((present & PRESENT_FLAGS) == 0) {
      return false;
    }
    int field = PRESENT + 4;
    for (int more = present; more < 0 && field + 4 <= length; field += 4) {
      more = Bytes.i32le(data, at + field);
    }
    if ((present & PRESENT_TIME) != 0) {
      field = (field + TIME_BYTES - 1 & -TIME_BYTES) + TIME_BYTES;
    }
    return field < length && (Bytes.u8(data, at + field) & FLAG_HEADER_PADDED) != 0;
  }

  /** Prism and AVS headers share a link type; the first word tells. */
  static Outcome decodePrism(Cursor c, int at) {
    if (!c.has(at, MIN_BYTES)) {
      return c.lacking(at, MIN_BYTES);
    }
    if ((Bytes.i32be(c.data, at) & ~0xF) == AVS_MAGIC) {
      return decodeAvs(c, at);
    }
    int length = Bytes.i32be(c.data, at + 4);
    if (length >>> 16 != 0) {
      length = Integer.reverseBytes(length);
    }
    return decodeAfter(c, at, length);
  }

  static Outcome decodeAvs(Cursor c, int at) {
    return c.has(at, MIN_BYTES) ? decodeAfter(c, at, Bytes.i32be(c.data, at + 4)) : c.lacking(at, MIN_BYTES);
  }

  private static Outcome decodeAfter(Cursor c, int at, int length) {
    if (length < MIN_BYTES || length > 0xFFFF) {
      return Outcome.MALFORMED;
    }
    return c.has(at, length) ? Wifi.decode(c, at + length, false) : c.lacking(at, length);
  }
}
