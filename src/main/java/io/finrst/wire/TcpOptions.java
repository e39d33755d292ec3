package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * TCP options, RFC 9293 section 3.1. An option whose length is wrong ends the reading, as it does in hosts; one that
 * the snapshot length cut ends it too.
 *
 * <pre>
 * 0 end |  1 no-operation  |  kind (1), length (1) of the whole option, value
 *   2 maximum segment size, length 4 (RFC 9293)       |  3 window scale, length 3 (RFC 7323)
 *   4 SACK permitted, length 2 (RFC 2018)             |  5 SACK, length 2 + 8 a block: left edge, right edge
 *   8 timestamps, length 10: TSval, TSecr (RFC 7323)  | 30 MPTCP, subtype in the upper 4 bits of the third byte
 *  MP_TCPRST, subtype 8, length 4 (RFC 8684 section 3.6): subtype (4 bits), flags U V W T (4), reason (1)
 * </pre>
 */
final class TcpOptions {
  static final int END = 0;
  static final int NO_OPERATION = 1;
  private static final int MAXIMUM_SEGMENT_SIZE = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;
  private static final int MPTCP = 30;

  private static final int MPTCP_FAST_CLOSE = 7;
  private static final int MPTCP_RESET = 8;

  /** Larger shifts count as this one, RFC 7323 section 2.3. */
  private static final int MAX_WINDOW_SCALE = 14;

  /**
   * No-operation twice, then timestamps of length 10: all the options of almost every segment (RFC 7323 appendix A).
   */
  private static final int ALIGNED_TIMESTAMPS = 0x0101080A;

  private static final int ALIGNED_TIMESTAMPS_BYTES = 12;

  private TcpOptions() {}

  /** @param end index after the last option byte that is captured */
  static void decode(byte[] data, int at, int end, Segment s) {
    s.mss = 0;
    s.windowScale = -1;
    s.sackPermitted = false;
    s.hasSack = false;
    s.mptcpResetReason = -1;
    s.mptcpFastClose = false;
    if (end - at == ALIGNED_TIMESTAMPS_BYTES && Bytes.i32be(data, at) == ALIGNED_TIMESTAMPS) {
      s.hasTimestamp = true;
      s.tsVal = Bytes.i32be(data, at + 4);
      s.tsEcr = Bytes.i32be(data, at + 8);
      return;
    }
    s.hasTimestamp = false;
    if (end > at) {
      walk(data, at, end, s);
    }
  }

  private static void walk(byte[] data, int at, int end, Segment s) {
    while (at < end) {
      int kind = data[at];
      if (kind == END) {
        return;
      }
      if (kind == NO_OPERATION) {
        at++;
        continue;
      }
      if (end - at < 2) {
        return;
      }
      int length = Bytes.u8(data, at + 1);
      if (length < 2 || length > end - at) {
        return;
      }
      read(data, at, kind, length, s);
      at += length;
    }
  }

  private static void read(byte[] data, int at, int kind, int length, Segment s) {
    switch (kind) {
      case MAXIMUM_SEGMENT_SIZE:
        if (length == 4) {
          s.mss = Bytes.u16be(data, at + 2);
        }
        break;
      case WINDOW_SCALE:
        if (length == 3) {
          int shift = Bytes.u8(data, at + 2);
          s.windowScale = shift < MAX_WINDOW_SCALE ? shift : MAX_WINDOW_SCALE;
        }
        break;
      case SACK_PERMITTED:
        s.sackPermitted = true;
        break;
      case SACK:
        for (int block = at + 2; block + 8 <= at + length; block += 8) {
          int right = Bytes.i32be(data, block + 4);
          s.sackRight = s.hasSack ? Seq.max(s.sackRight, right) : right;
          s.hasSack = true;
        }
        break;
      case TIMESTAMPS:
        if (length == 10) {
          s.hasTimestamp = true;
          s.tsVal = Bytes.i32be(data, at + 2);
          s.tsEcr = Bytes.i32be(data, at + 6);
        }
        break;
      case MPTCP:
        if (length == 4 && Bytes.u8(data, at + 2) >>> 4 == MPTCP_RESET) {
          s.mptcpResetReason = Bytes.u8(data, at + 3);
        }
        s.mptcpFastClose |= length == 12 && Bytes.u8(data, at + 2) >>> 4 == MPTCP_FAST_CLOSE;
        break;
      default: // unknown, or of no use here
        break;
    }
  }
}
