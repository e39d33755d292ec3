package io.finrst.script;

/** The Internet checksum (RFC 1071) over byte ranges. */
final class Checksum {
  private Checksum() {}

  /** One's complement sum of 16-bit words, not folded; an odd last byte counts as the high one. */
  static long sum(byte[] data, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      int value = data[i] & 0xFF;
      sum += (i - from & 1) == 0 ? value << 8 : value;
    }
    return sum;
  }

  /** The field value for an unfolded sum. */
  static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) ~folded & 0xFFFF;
  }
}
