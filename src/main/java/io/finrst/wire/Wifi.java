package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * IEEE 802.11 data frames whose payload is not encrypted.
 *
 * <pre>
 * |  0 frame control (2) |  2 duration (2) |  4 address 1 (6) | 10 address 2 (6) | 16 address 3 (6) | 22 sequence (2)
 * | 24 address 4 (6), when to and from the distribution system | QoS control (2), QoS frames
 * | HT control (4), QoS frames with the order bit | LLC
 *
 * frame control: version (2 bits), type (2), subtype (4); to DS, from DS, more fragments, retry, power management,
 *                more data, protected, order
 * </pre>
 */
final class Wifi {
  private static final int BASE_BYTES = 24;
  private static final int ADDRESS_BYTES = 6;
  private static final int ADDRESS_2 = 10;
  private static final int ADDRESS_3 = 16;
  private static final int SEQUENCE = 22;
  private static final int ADDRESS_4 = 24;

  private static final int TYPE_MANAGEMENT = 0;
  private static final int TYPE_CONTROL = 1;
  private static final int TYPE_DATA = 2;
  private static final int VERSION_AND_TYPE = 0x0F;

  /** Bits of the first frame control byte, in data frames. */
  private static final int NO_DATA = 0x40;

  private static final int QOS = 0x80;

  /** Bits of the second. */
  private static final int TO_DS = 0x01;

  private static final int FROM_DS = 0x02;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;

  /** Bit of the QoS control field: the payload is several frames. */
  private static final int AGGREGATE = 0x80;

  private Wifi() {}

  /** A frame whose two bytes of frame control may stand the wrong way round: only data frames are worth the guess. */
  static Outcome decodeMaybeSwapped(Cursor c, int at) {
    if (!c.has(at, 2)) {
      return c.lacking(at, 2);
    }
    int first = Bytes.u8(c.data, at);
    int second = Bytes.u8(c.data, at + 1);
    boolean swapped = (first & VERSION_AND_TYPE) != TYPE_DATA << 2 && (second & VERSION_AND_TYPE) == TYPE_DATA << 2;
    return swapped ? decode(c, at, false, second, first) : decode(c, at, false, first, second);
  }

  /** @param padded whether the header is padded to a multiple of four bytes, as some drivers do and say in radiotap */
  static Outcome decode(Cursor c, int at, boolean padded) {
    if (!c.has(at, 2)) {
      return c.lacking(at, 2);
    }
    return decode(c, at, padded, Bytes.u8(c.data, at), Bytes.u8(c.data, at + 1));
  }

  private static Outcome decode(Cursor c, int at, boolean padded, int control, int bits) {
    byte[] data = c.data;
    if ((control & 3) != 0) {
      return Outcome.MALFORMED;
    }
    int type = control >>> 2 & 3;
    if (type != TYPE_DATA) {
      return c.skip(name(type));
    }
    if ((control & NO_DATA) != 0) {
      return c.skip("802.11 frame without data");
    }
    if ((bits & PROTECTED) != 0) {
      return c.skip("encrypted 802.11");
    }
    boolean fourAddresses = (bits & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    int length = BASE_BYTES + (fourAddresses ? ADDRESS_BYTES : 0);
    int qosAt = at + length;
    if ((control & QOS) != 0) {
      length += (bits & ORDER) != 0 ? 6 : 2;
    }
    if (!c.has(at, length)) {
      return c.lacking(at, length);
    }
    if ((Bytes.u8(data, at + SEQUENCE) & 15) != 0) {
      return c.skip("later 802.11 fragment");
    }
    if ((control & QOS) != 0 && (Bytes.u8(data, qosAt) & AGGREGATE) != 0) {
      return c.skip("802.11 frame aggregate");
    }
    int sourceAt = fourAddresses ? ADDRESS_4 : (bits & FROM_DS) != 0 ? ADDRESS_3 : ADDRESS_2;
    c.segment.linkSource = Bytes.u48be(data, at + sourceAt);
    return Llc.decode(c, at + (padded ? length + 3 & ~3 : length));
  }

  private static String name(int type) {
    switch (type) {
      case TYPE_MANAGEMENT:
        return "802.11 management frame";
      case TYPE_CONTROL:
        return "802.11 control frame";
      default:
        return "802.11 extension frame";
    }
  }
}
