package io.finrst.wire;

/**
 * A segment as text: {@code [P.] 1:101(100) ack 201 win 502}, after tcpdump and packetdrill. The caller counts sequence
 * numbers from where it likes.
 */
public final class Notation {
  /** Tcpdump's letters in the order in which they are written, with the bit of each: CWR is W, ECE is E. */
  private static final String ORDER = "SFRP.UEW";

  private static final int[] BITS = {
    Segment.SYN, Segment.FIN, Segment.RST, Segment.PSH, Segment.ACK, Segment.URG, 0x40, 0x80
  };

  private Notation() {}

  /**
   * Appends flags, sequence numbers, the acknowledgment when the ACK flag is set, and the window.
   *
   * @param flags the eight control bits as in {@link Segment#flags}
   * @param relSeq number of the first payload byte; what follows the colon is the number after the last
   * @param relAck acknowledgment number, counted from the peer's origin
   * @param payloadLength bytes of payload on the wire
   * @param window window field as the caller wants it shown
   */
  public static void append(
      StringBuilder text, int flags, long relSeq, long relAck, int payloadLength, int window) {
    text.append('[');
    appendFlags(text, flags, '.');
    text.append("] ").append(relSeq).append(':').append(relSeq + payloadLength);
    text.append('(').append(payloadLength).append(')');
    if ((flags & Segment.ACK) != 0) {
      text.append(" ack ").append(relAck);
    }
    text.append(" win ").append(window);
  }

  /** Flags as tcpdump writes them: {@code [S.]}, {@code [R]}, {@code [FP.]}; {@code [none]} without any. */
  public static String flagsText(int flags) {
    StringBuilder text = new StringBuilder(10).append('[');
    appendFlags(text, flags, '.');
    return text.append(']').toString();
  }

  /** Flags as JSON has them, with A for ACK: {@code SA}, {@code RA}, {@code FPA}; empty without any. */
  public static String flagLetters(int flags) {
    StringBuilder text = new StringBuilder(8);
    if ((flags & 0xFF) != 0) {
      appendFlags(text, flags, 'A');
    }
    return text.toString();
  }

  private static void appendFlags(StringBuilder text, int flags, char ack) {
    if ((flags & 0xFF) == 0) {
      text.append("none");
      return;
    }
    for (int i = 0; i < BITS.length; i++) {
      if ((flags & BITS[i]) != 0) {
        text.append(BITS[i] == Segment.ACK ? ack : ORDER.charAt(i));
      }
    }
  }
}
