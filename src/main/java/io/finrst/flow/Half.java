package io.finrst.flow;

import io.finrst.wire.Segment;

/**
 * A cursor over what one side of a connection has sent: its sequence space (RFC 9293 section 3.3.1, as an observer sees it)
 * and what its packets look like.
 */
final class Half {
  static final int WORDS = 27;

  private static final int ISS = 0;
  private static final int NXT = 1;
  private static final int ACKED = 2;
  private static final int EDGE = 3;
  private static final int WINDOW = 4; // window | scale << 16 (15 for none) | TTL << 24
  private static final int PACKETS = 5;
  private static final int BYTES = 6;
  private static final int RETRANSMITTED = 8;
  private static final int FLAGS = 9;
  private static final int FIN_SEQ = 10;
  private static final int FIN_FRAME = 11;
  private static final int FIN_TIME = 12;
  private static final int FIN_ACK_FRAME = 14;
  private static final int LAST_FRAME = 15;
  private static final int FIRST_DATA_FRAME = 16;
  private static final int LAST_DATA_FRAME = 17;
  private static final int LAST_DATA_TIME = 18;
  private static final int IP_ID = 20; // last IP ID | SYN count << 16
  private static final int MSS = 21;
  private static final int PRINTS = 22; // two fingerprints of the last packets
  private static final int FIRST_DATA_TIME = 24;
  private static final int STREAM_BASE = 26;

  /** Its sequence numbers are known from a segment of its own. */
  static final int KNOWN = 1;

  /** Its sequence numbers are known, if only from the other side's acknowledgments. */
  static final int PLACED = 1 << 1;

  static final int HAS_ACKED = 1 << 2;
  static final int FIN = 1 << 3;
  static final int FIN_ACKED = 1 << 4;
  static final int TIMESTAMPS = 1 << 5;
  static final int TTL_VARIES = 1 << 6;
  static final int ID_ZERO = 1 << 7;
  static final int ID_COUNTER = 1 << 8;
  static final int ID_RANDOM = 1 << 9;
  static final int TTL_SEEN = 1 << 10;
  static final int ID_SEEN = 1 << 11;
  static final int SYN_SEEN = 1 << 12;
  static final int SCALE_KNOWN = 1 << 13;

  static final int HAS_STREAM_BASE = 1 << 14;

  private static final int NO_SCALE = 15;

  private int[] w;
  private int base;

  void at(int[] words, int base) {
    w = words;
    this.base = base;
  }

  static long getLong(int[] w, int at) {
    return (long) w[at] << 32 | w[at + 1] & 0xFFFFFFFFL;
  }

  static void putLong(int[] w, int at, long value) {
    w[at] = (int) (value >>> 32);
    w[at + 1] = (int) value;
  }

  boolean is(int flag) {
    return (w[base + FLAGS] & flag) != 0;
  }

  void set(int flag) {
    w[base + FLAGS] |= flag;
  }

  /** Initial send sequence number; relative numbers count from it. */
  int iss() {
    return w[base + ISS];
  }

  /** The number by which Wireshark tells a new stream on the same ports; set once, unlike {@link #iss}. */
  int streamBase() {
    return w[base + STREAM_BASE];
  }

  void streamBase(int seq) {
    w[base + STREAM_BASE] = seq;
    set(HAS_STREAM_BASE);
  }

  /** Next sequence number it will send: the highest end of a segment seen (SND.NXT). */
  int nxt() {
    return w[base + NXT];
  }

  void nxt(int seq) {
    w[base + NXT] = seq;
  }

  /** Places its sequence space. */
  void place(int iss, int nxt) {
    w[base + ISS] = iss;
    w[base + NXT] = nxt;
    set(PLACED);
  }

  /** Highest acknowledgment number it sent (its RCV.NXT); meaningful with {@link #HAS_ACKED}. */
  int acked() {
    return w[base + ACKED];
  }

  void acked(int ack) {
    w[base + ACKED] = ack;
    set(HAS_ACKED);
  }

  /** Highest right edge of the window it advertised. */
  int edge() {
    return w[base + EDGE];
  }

  void edge(int seq) {
    w[base + EDGE] = seq;
  }

  /** Last window field, not scaled. */
  int window() {
    return w[base + WINDOW] & 0xFFFF;
  }

  void window(int field) {
    w[base + WINDOW] = w[base + WINDOW] & 0xFFFF0000 | field;
  }

  /** Window scale it offered, -1 when it offered none. */
  int scale() {
    int scale = w[base + WINDOW] >>> 16 & 0xF;
    return scale == NO_SCALE || !is(SCALE_KNOWN) ? -1 : scale;
  }

  void scale(int shift) {
    w[base + WINDOW] = w[base + WINDOW] & 0xFFF0FFFF | (shift < 0 ? NO_SCALE : shift) << 16;
    set(SCALE_KNOWN);
  }

  int ttl() {
    return w[base + WINDOW] >>> 24;
  }

  long packets() {
    return w[base + PACKETS] & 0xFFFFFFFFL;
  }

  long bytes() {
    return getLong(w, base + BYTES);
  }

  long retransmitted() {
    return w[base + RETRANSMITTED] & 0xFFFFFFFFL;
  }

  void countRetransmission() {
    w[base + RETRANSMITTED]++;
  }

  /** Sequence number of its FIN; meaningful with {@link #FIN}. */
  int finSeq() {
    return w[base + FIN_SEQ];
  }

  int finFrame() {
    return w[base + FIN_FRAME];
  }

  long finTimeNs() {
    return getLong(w, base + FIN_TIME);
  }

  void fin(int seq, int frame, long timeNs) {
    w[base + FIN_SEQ] = seq;
    w[base + FIN_FRAME] = frame;
    putLong(w, base + FIN_TIME, timeNs);
    set(FIN);
  }

  int finAckFrame() {
    return w[base + FIN_ACK_FRAME];
  }

  void finAcked(int frame) {
    w[base + FIN_ACK_FRAME] = frame;
    set(FIN_ACKED);
  }

  int lastFrame() {
    return w[base + LAST_FRAME];
  }

  int firstDataFrame() {
    return w[base + FIRST_DATA_FRAME];
  }

  long firstDataTimeNs() {
    return getLong(w, base + FIRST_DATA_TIME);
  }

  int lastDataFrame() {
    return w[base + LAST_DATA_FRAME];
  }

  long lastDataTimeNs() {
    return getLong(w, base + LAST_DATA_TIME);
  }

  int mss() {
    return w[base + MSS];
  }

  void mss(int bytes) {
    w[base + MSS] = bytes;
  }

  int synCount() {
    return w[base + IP_ID] >>> 16;
  }

  void countSyn() {
    if (synCount() < 0xFFFF) {
      w[base + IP_ID] += 1 << 16;
    }
  }

  int ipId() {
    return w[base + IP_ID] & 0xFFFF;
  }

  /** Counts a packet, its time stands in the connection. */
  void packetAt(int frame) {
    w[base + PACKETS]++;
    w[base + LAST_FRAME] = frame;
  }

  /** Counts {@code length} bytes of new payload. */
  void newData(int length, int frame, long timeNs) {
    putLong(w, base + BYTES, getLong(w, base + BYTES) + length);
    w[base + LAST_DATA_FRAME] = frame;
    putLong(w, base + LAST_DATA_TIME, timeNs);
    if (w[base + FIRST_DATA_FRAME] == 0) {
      w[base + FIRST_DATA_FRAME] = frame;
      putLong(w, base + FIRST_DATA_TIME, timeNs);
    }
  }

  /**
   * Remembers what the sender's packets look like. Not called for resets. The SYN-ACK's IP ID is left out: Linux numbers it
   * 0 and starts the socket's counter later (ip_build_and_send_pkt).
   */
  void profile(Segment s) {
    int word = w[base + WINDOW];
    if (word >>> 24 != s.ttl) {
      if (is(TTL_SEEN)) {
        set(TTL_VARIES);
      }
      w[base + WINDOW] = word & 0xFFFFFF | s.ttl << 24;
    }
    int flags = w[base + FLAGS] | TTL_SEEN;
    if (s.hasTimestamp) {
      flags |= TIMESTAMPS;
    }
    if (s.ipVersion == 4 && (s.flags & Segment.SYN) == 0) {
      int last = w[base + IP_ID];
      if ((flags & ID_SEEN) != 0) {
        int step = s.ipId - last & 0xFFFF;
        if (step == 0) {
          flags |= s.ipId == 0 ? ID_ZERO : ID_RANDOM;
        } else {
          flags |= step <= MAX_ID_STEP || step >= 0x10000 - MAX_ID_STEP ? ID_COUNTER : ID_RANDOM;
        }
      }
      flags |= ID_SEEN;
      w[base + IP_ID] = last & 0xFFFF0000 | s.ipId;
    }
    w[base + FLAGS] = flags;
  }

  /** A counter shared by a host's sockets skips; a random one rarely comes this near twice. */
  static final int MAX_ID_STEP = 256;

  IpIdPattern ipIdPattern() {
    if (is(ID_RANDOM)) {
      return IpIdPattern.RANDOM;
    }
    if (is(ID_COUNTER)) {
      return IpIdPattern.COUNTER;
    }
    return is(ID_ZERO) ? IpIdPattern.ZERO : IpIdPattern.UNKNOWN;
  }

  /** Whether a packet with this fingerprint was among the last two. */
  boolean hasPrint(int print) {
    return w[base + PRINTS] == print || w[base + PRINTS + 1] == print;
  }

  void addPrint(int print) {
    w[base + PRINTS + 1] = w[base + PRINTS];
    w[base + PRINTS] = print;
  }
}
