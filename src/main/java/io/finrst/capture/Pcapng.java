package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The blocks of pcapng (draft-ietf-opsawg-pcapng), and how to turn those of either byte order into least significant
 * byte first, which takes knowing what is a number in them.
 */
final class Pcapng {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  static final int INTERFACE = 1;
  static final int OBSOLETE_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int NAME_RESOLUTION = 4;
  static final int STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;
  static final int JOURNAL = 9;
  static final int DECRYPTION_SECRETS = 10;
  static final int CUSTOM = 0xbad;
  static final int CUSTOM_NOT_TO_COPY = 0x40000bad;

  /** opt_comment, of any block. */
  static final int COMMENT = 1;

  /** Custom options of text and of bytes begin with a number; those above are not to be copied. */
  private static final int CUSTOM_TEXT = 2988;
  private static final int CUSTOM_BYTES = 2989;

  private Pcapng() {}

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer wrapped(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int padded(int length) {
    return length + 3 & ~3;
  }

  /**
   * The body of a block; null where its byte order is the other one and its content not known.
   *
   * @param type of the block, none of those of packets and sections
   */
  static byte[] body(int type, byte[] bytes, int from, int to, boolean bigEndian) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    if (!bigEndian) {
      out.write(bytes, from, to - from);
      return out.toByteArray();
    }
    switch (type) {
      case INTERFACE -> {
        number(out, in, 2);
        number(out, in, 2);
        number(out, in, 4);
      }
      case STATISTICS -> {
        number(out, in, 4);
        number(out, in, 4);
        number(out, in, 4);
      }
      case NAME_RESOLUTION -> names(out, in);
      case DECRYPTION_SECRETS -> {
        number(out, in, 4);
        long length = in.remaining() < 4 ? 0 : in.getInt(in.position()) & 0xffffffffL;
        number(out, in, 4);
        bytes(out, in, padded((int) Math.min(length, in.remaining())));
      }
      case JOURNAL -> bytes(out, in, in.remaining());
      case CUSTOM -> {
        number(out, in, 4);
        bytes(out, in, in.remaining());
      }
      default -> {
        return null;
      }
    }
    options(out, type, bytes, in.position(), to, true);
    return out.toByteArray();
  }

  /** Records of a type and a length each, the last of type 0. */
  private static void names(ByteArrayOutputStream out, ByteBuffer in) {
    int type = -1;
    while (type != 0 && in.remaining() >= 4) {
      type = in.getShort(in.position());
      int length = in.getShort(in.position() + 2) & 0xffff;
      number(out, in, 2);
      number(out, in, 2);
      bytes(out, in, padded(length));
    }
  }

  /**
   * Options as they are but for the mark of their end. What reaches beyond {@code to} is left out.
   *
   * @param type of the block that has them
   */
  static void options(ByteArrayOutputStream out, int type, byte[] bytes, int from, int to, boolean bigEndian) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from).order(order(bigEndian));
    while (in.remaining() >= 4) {
      int code = in.getShort(in.position()) & 0xffff;
      int length = in.getShort(in.position() + 2) & 0xffff;
      if (code == 0 || in.remaining() < 4 + padded(length)) {
        return;
      }
      if (!bigEndian) {
        bytes(out, in, 4 + padded(length));
        continue;
      }
      number(out, in, 2);
      number(out, in, 2);
      int unit = unit(type, code);
      int end = in.position() + padded(length);
      if (code == CUSTOM_TEXT || code == CUSTOM_BYTES) {
        number(out, in, 4);
      }
      while (unit > 0 && end - in.position() >= unit) {
        number(out, in, unit);
      }
      bytes(out, in, end - in.position());
    }
  }

  /** Bytes of the numbers that an option's value consists of, 0 where it consists of bytes. */
  private static int unit(int type, int code) {
    return switch (type) {
      case INTERFACE ->
          switch (code) {
            case 8, 14, 16, 17 -> 8; // speeds, offset of times
            case 10 -> 4; // time zone
            default -> 0;
          };
      case STATISTICS -> code == 2 || code == 3 ? 4 : code >= 4 && code <= 8 ? 8 : 0; // times in halves, counters
      case ENHANCED_PACKET -> code == 2 || code == 6 ? 4 : code == 4 || code == 5 ? 8 : 0; // flags, queue; drops, id
      default -> 0;
    };
  }

  private static void number(ByteArrayOutputStream out, ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      in.position(in.limit());
      return;
    }
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(in.get(in.position() + i));
    }
    in.position(in.position() + bytes);
  }

  private static void bytes(ByteArrayOutputStream out, ByteBuffer in, int count) {
    int there = Math.min(count, in.remaining());
    out.write(in.array(), in.position(), there);
    in.position(in.position() + there);
  }

  /** Adds an option with a text, cut where it is longer than an option can be. */
  static void option(ByteArrayOutputStream out, int code, byte[] value) {
    int length = Math.min(value.length, 0xfffc);
    out.write(code);
    out.write(code >> 8);
    out.write(length);
    out.write(length >> 8);
    out.write(value, 0, length);
    for (int i = length; i < padded(length); i++) {
      out.write(0);
    }
  }

  private static ByteOrder order(boolean bigEndian) {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
