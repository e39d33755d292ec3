package io.finrst.flow;

import io.finrst.record.HopDistance;
import io.finrst.record.IpIdPattern;
import io.finrst.record.Stack;
import io.finrst.wire.Segment;

/**
 * A cursor over what one side of a connection has sent: its sequence space (RFC 9293 section 3.3.1,
 * as an observer sees it) and what its packets look like.
 */
final class Half {
  private static final Layout HOT = new Layout();
  // first what a segment of the other side asks for, so that it finds it in one cache line
  static final int NXT = HOT.word();
  static final int FLAGS = HOT.word();
  static final int WINDOW = HOT.word();
  static final int LAST_TIME = HOT.pair(); // of its last segment that is no reset
  static final int ACKED = HOT.word();
  static final int EDGE = HOT.word();
  static final int PACKETS = HOT.word();
  static final int LAST_FRAME = HOT.word();
  static final int IP_ID = HOT.word(); // last IP ID | SYN count << 16
  static final int BYTES = HOT.pair();
  static final int LAST_DATA_TIME = HOT.pair();
  static final int FIRST_DATA_FRAME = HOT.word();
  static final int LAST_DATA_FRAME = HOT.word();
  static final int ACK_AT_DATA = HOT.word();
  private static final int FIN_SEQ = HOT.word();
  private static final int ISS = HOT.word();

  /** Words that an ordinary segment touches, and what a reset is judged by; those of both halves lie side by side. */
  static final int HOT_WORDS = HOT.size();

  private static final Layout COLD = new Layout();
  private static final int RETRANSMITTED = COLD.word();
  private static final int FIN_FRAME = COLD.word();
  private static final int FIN_TIME = COLD.pair();
  private static final int FIN_ACK_FRAME = COLD.word();
  private static final int STREAM_BASE = COLD.word();
  private static final int SYN_TS_VAL = COLD.word(); // of its first SYN, with SYN_TIMESTAMPS

  /** Words that it does not. */
  static final int COLD_WORDS = COLD.size();

  /** In {@link #WINDOW}, above the window field: the scale, {@link #NO_SCALE} for none, and the TTL. */
  static final int SCALE_SHIFT = 16;

  static final int TTL_SHIFT = 24;

  private static final Layout FLAG = new Layout();

  /** Its sequence numbers are known from a segment of its own. */
  static final int KNOWN = FLAG.bit();

  /** Its sequence numbers are known, if only from the other side's acknowledgments. */
  static final int PLACED = FLAG.bit();

  static final int HAS_ACKED = FLAG.bit();
  static final int FIN = FLAG.bit();
  static final int FIN_ACKED = FLAG.bit();
  static final int TIMESTAMPS = FLAG.bit();
  static final int TTL_VARIES = FLAG.bit();
  static final int ID_ZERO = FLAG.bit();
  static final int ID_COUNTER = FLAG.bit();
  static final int ID_RANDOM = FLAG.bit();
  static final int TTL_SEEN = FLAG.bit();
  static final int ID_SEEN = FLAG.bit();
  static final int SYN_SEEN = FLAG.bit();
  static final int SCALE_KNOWN = FLAG.bit();
  static final int HAS_STREAM_BASE = FLAG.bit();

  /** Its first packet has an IPv6 flow label. */
  static final int LABELLED = FLAG.bit();

  /** The other side has sent data since this one did. */
  static final int TURN = FLAG.bit();

  /** Its SYN carried the timestamps option: used only if both do (RFC 7323 section 3.2). */
  static final int SYN_TIMESTAMPS = FLAG.bit();

  /** Bits that hold the {@link Stack} its SYN looks like. */
  private static final int STACK_SHIFT = FLAG.field(3);

  private static final int STACK_MASK = 7;
  private static final Stack[] STACKS = Stack.values();

  /** The uppermost bits of {@link #FLAGS} are the DSCP of its last packet that is no reset. */
  static final int DSCP_SHIFT = FLAG.top(6);

  static final int NO_SCALE = 15;

  /** In twice the time a clock of 1 kHz wraps around, ns: the fastest of RFC 7323 section 5.4. */
  private static final long SURE_TO_DIFFER_NS = (1L << 31) * 1_000_000L;

  private int[] w;
  private int base;
  private int cold;

  void at(int[] words, int hotBase, int coldBase) {
    w = words;
    base = hotBase;
    cold = coldBase;
  }

  static long getLong(int[] w, int at) {
    return (long) w[at] << 32 | w[at + 1] & 0xFFFFFFFFL;
  }

  static void putLong(int[] w, int at, long value) {
    w[at] = (int) (value >>> 32);
    w[at + 1] = (int) value;
  }

  void clear(int flag) {
    w[base + FLAGS] &= ~flag;
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

  /**
   * The number by which Wireshark tells a new stream on the same ports; set once, unlike {@link
   * #iss}.
   */
  int streamBase() {
    return w[cold + STREAM_BASE];
  }

  void streamBase(int seq) {
    w[cold + STREAM_BASE] = seq;
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

  void stack(Stack stack) {
    w[base + FLAGS] = w[base + FLAGS] & ~(STACK_MASK << STACK_SHIFT) | stack.ordinal() << STACK_SHIFT;
  }

  /** Whose TCP its SYN looks like; without a SYN its TTL, if that says so. */
  Stack stack() {
    Stack shown = STACKS[w[base + FLAGS] >>> STACK_SHIFT & STACK_MASK];
    boolean windows = !is(SYN_SEEN) && is(TTL_SEEN) && HopDistance.initial(ttl()) == 128;
    return windows ? Stack.WINDOWS : shown;
  }

  /** Whether it uses timestamps, {@code peer} being the other side. */
  boolean usesTimestamps(Half peer) {
    return is(TIMESTAMPS) || is(SYN_TIMESTAMPS) && peer.is(SYN_TIMESTAMPS);
  }

  /**
   * Whether by its timestamps far less time than {@code ns} has passed between its SYN and {@code s}, however slow its
   * clock: a tick is a second at most (RFC 7323 section 5.4), and 10 ms on Linux (CONFIG_HZ).
   */
  boolean saysFarLess(Segment s, long ns) {
    long ticks = s.tsVal - w[cold + SYN_TS_VAL] & 0xFFFFFFFFL;
    long longestTickNs = stack() == Stack.LINUX ? 10_000_000L : 1_000_000_000L;
    return s.hasTimestamp && is(SYN_TIMESTAMPS) && ns < SURE_TO_DIFFER_NS && 2 * ticks * longestTickNs < ns;
  }

  /** Window scale it offered, -1 when it offered none. */
  int scale() {
    int scale = w[base + WINDOW] >>> SCALE_SHIFT & 0xF;
    return scale == NO_SCALE || !is(SCALE_KNOWN) ? -1 : scale;
  }

  void scale(int shift) {
    w[base + WINDOW] = w[base + WINDOW] & 0xFFF0FFFF | (shift < 0 ? NO_SCALE : shift) << SCALE_SHIFT;
    set(SCALE_KNOWN);
  }

  int ttl() {
    return w[base + WINDOW] >>> TTL_SHIFT;
  }

  /** Differentiated services code point (RFC 2474) of its last packet that is no reset. */
  int dscp() {
    return w[base + FLAGS] >>> DSCP_SHIFT;
  }

  long packets() {
    return w[base + PACKETS] & 0xFFFFFFFFL;
  }

  long bytes() {
    return getLong(w, base + BYTES);
  }

  long retransmitted() {
    return w[cold + RETRANSMITTED] & 0xFFFFFFFFL;
  }

  void countRetransmission() {
    w[cold + RETRANSMITTED]++;
  }

  /** Sequence number of its FIN; meaningful with {@link #FIN}. */
  int finSeq() {
    return w[base + FIN_SEQ];
  }

  int finFrame() {
    return w[cold + FIN_FRAME];
  }

  long finTimeNs() {
    return getLong(w, cold + FIN_TIME);
  }

  void fin(int seq, int frame, long timeNs) {
    w[base + FIN_SEQ] = seq;
    w[cold + FIN_FRAME] = frame;
    putLong(w, cold + FIN_TIME, timeNs);
    set(FIN);
  }

  int finAckFrame() {
    return w[cold + FIN_ACK_FRAME];
  }

  void finAcked(int frame) {
    w[cold + FIN_ACK_FRAME] = frame;
    set(FIN_ACKED);
  }

  void lastFrame(int frame) {
    w[base + LAST_FRAME] = frame;
  }

  int lastFrame() {
    return w[base + LAST_FRAME];
  }

  int firstDataFrame() {
    return w[base + FIRST_DATA_FRAME];
  }

  int lastDataFrame() {
    return w[base + LAST_DATA_FRAME];
  }

  long lastDataTimeNs() {
    return getLong(w, base + LAST_DATA_TIME);
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

  /** Counts packets that were first taken for another connection's. */
  void addPackets(long count) {
    w[base + PACKETS] += (int) count;
  }

  /** Its last segment that is no reset, ns; of the connection's first packet where it has sent none. */
  long lastTimeNs() {
    return getLong(w, base + LAST_TIME);
  }

  void lastTimeNs(long timeNs) {
    putLong(w, base + LAST_TIME, timeNs);
  }

  /** Acknowledgment number of the last new data: what this side had got when it said that. */
  int ackAtData() {
    return w[base + ACK_AT_DATA];
  }

  /** Counts {@code length} bytes of new payload, which came with the acknowledgment number {@code ack}. */
  void newData(int length, int frame, long timeNs, int ack) {
    w[base + ACK_AT_DATA] = ack;
    putLong(w, base + BYTES, getLong(w, base + BYTES) + length);
    w[base + LAST_DATA_FRAME] = frame;
    putLong(w, base + LAST_DATA_TIME, timeNs);
    if (w[base + FIRST_DATA_FRAME] == 0) {
      w[base + FIRST_DATA_FRAME] = frame;
    }
  }

  /**
   * Remembers what the sender's packets look like. Not called for resets. How the IP IDs run
   * is told without the SYNs: Linux numbers the SYN-ACK 0 and starts the socket's counter later
   * (ip_build_and_send_pkt).
   */
  void profile(Segment s) {
    int word = w[base + WINDOW];
    if (word >>> TTL_SHIFT != s.ttl) {
      if (is(TTL_SEEN)) {
        set(TTL_VARIES);
      }
      w[base + WINDOW] = word & 0xFFFFFF | s.ttl << TTL_SHIFT;
    }
    int seen = w[base + FLAGS];
    int flags = seen & (1 << DSCP_SHIFT) - 1 | s.tos >>> 2 << DSCP_SHIFT | TTL_SEEN;
    if (s.flowLabel != 0 && (seen & TTL_SEEN) == 0) {
      flags |= LABELLED;
    }
    boolean syn = (s.flags & Segment.SYN) != 0;
    if (s.hasTimestamp) {
      if (syn && (seen & SYN_TIMESTAMPS) == 0) {
        w[cold + SYN_TS_VAL] = s.tsVal;
      }
      flags |= syn ? SYN_TIMESTAMPS : TIMESTAMPS;
    }
    if (s.ipVersion == 4 && syn && (s.flags & Segment.ACK) == 0) {
      w[base + IP_ID] = w[base + IP_ID] & 0xFFFF0000 | s.ipId;
      window(s.window); // a device may turn this packet round
    }
    if (s.ipVersion == 4 && !syn) {
      int last = w[base + IP_ID];
      if ((flags & ID_SEEN) != 0) {
        flags |= idStep(s.ipId, last);
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

  /**
   * What the step from the last IP ID (in the low 16 bits of {@code last}) to {@code ipId} says of
   * the sender.
   */
  static int idStep(int ipId, int last) {
    int step = ipId - last & 0xFFFF;
    if (step == 0) {
      return ipId == 0 ? ID_ZERO : ID_RANDOM;
    }
    return step <= MAX_ID_STEP || step >= 0x10000 - MAX_ID_STEP ? ID_COUNTER : ID_RANDOM;
  }

  /** Whether windows are scaled: both sides must have offered it (RFC 7323 section 2.2). */
  static boolean scaled(int flags, int peerFlags, int peerWindow) {
    return (flags & peerFlags & SCALE_KNOWN) != 0 && (peerWindow >>> SCALE_SHIFT & 0xF) != NO_SCALE;
  }
}
