package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * The order in which a segment's TCP options stand, padding included: in a SYN it tells stacks apart (after p0f,
 * Zalewski 2000 to 2014). One hexadecimal digit an option, its kind, the first one leftmost: {@code 0x24813} is MSS,
 * SACK permitted, timestamps, no-operation, window scale.
 */
public final class OptionOrder {
  /** No option, or none that was captured. */
  public static final int NONE = 0;

  private static final int DIGIT = 4;
  private static final int HIGHEST_KIND = 15;
  private static final int FULL = Integer.SIZE - DIGIT;

  private OptionOrder() {}

  /**
   * That of {@code s}, whose packet is {@code data}, up to the end-of-options mark, of more than eight options the first
   * eight. {@link #NONE} where the snapshot length cut them, or where one is malformed or of a kind above 15.
   */
  public static int of(Segment s, byte[] data) {
    if (s.optionsCut) {
      return NONE;
    }
    int order = NONE;
    int end = s.payloadOffset;
    int at = end - s.optionsLength;
    while (at < end && data[at] != TcpOptions.END && order >>> FULL == 0) {
      int kind = data[at];
      boolean padding = kind == TcpOptions.NO_OPERATION;
      if (kind < 0 || kind > HIGHEST_KIND || !padding && at + 1 == end) {
        return NONE;
      }
      int length = padding ? 1 : Bytes.u8(data, at + 1);
      if (!padding && length < 2) {
        return NONE;
      }
      order = order << DIGIT | kind;
      at += length;
    }
    return order;
  }
}
