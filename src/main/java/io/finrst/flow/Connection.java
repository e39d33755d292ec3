package io.finrst.flow;

import io.finrst.capture.PacketTime;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import io.finrst.wire.Tunnel;

/**
 * A cursor over one connection's words in the {@link FlowTable}. What every packet touches comes
 * first, so that it fills few cache lines: words of its own, then those of the two {@link Half}s,
 * then the rest.
 *
 * <p>Side A is the one whose packet came first, side B the other. What is rare lives in a {@link
 * Story} beside the words. Frame numbers are kept relative to the first one in 32 bits.
 */
final class Connection {
  private static final long NS_PER_MS = 1_000_000L;

  private static final Layout WORD = new Layout();
  static final int ADDRESS_A = WORD.word();
  static final int ADDRESS_B = WORD.word();
  static final int PORTS = WORD.word();
  static final int FLAGS = WORD.word();
  static final int STATE = WORD.word();
  private static final int RTT = WORD.word(); // us, 0 when not known
  static final int FIRST_FRAME = WORD.pair();
  static final int GAP = WORD.pair(); // silence before the last packet
  static final int HALVES = WORD.words(2 * Half.HOT_WORDS);
  private static final int FIRST_TIME = WORD.pair();
  private static final int STREAM = WORD.word();
  private static final int MSS = WORD.word(); // of side A | of side B << 16
  private static final int SURVIVED = WORD.word(); // ms, the longest silence after which both sides went on
  private static final int BROKEN = WORD.word(); // ms, a silence that one side has broken and the other not answered
  private static final int COLD_HALVES = WORD.words(2 * Half.COLD_WORDS);
  static final int WORDS = WORD.size();

  private static final Layout STATE_WORD = new Layout();
  private static final int STATE_SHIFT = STATE_WORD.field(8);
  private static final int CLOSER_SHIFT = STATE_WORD.field(2); // none, A, B
  private static final int VLAN_SHIFT = STATE_WORD.field(13); // VLAN id + 1
  private static final int TUNNEL_SHIFT = STATE_WORD.field(5);
  private static final int DIGITS_SHIFT = STATE_WORD.field(4);

  /** What of {@link #STATE} changes; the rest says by which link the first packet came. */
  static final int STATE_BITS = (1 << VLAN_SHIFT) - 1;

  /** Of {@link #STATE_BITS} not more than this is set until the first FIN. */
  static final int NOBODY_CLOSED = (1 << CLOSER_SHIFT) - 1;

  private static final Layout FLAG = new Layout();
  static final int IN_USE = FLAG.bit();
  static final int IPV6 = FLAG.bit();
  static final int CLIENT_IS_B = FLAG.bit();
  static final int ROLES_GUESSED = FLAG.bit();
  static final int SYN_SEEN = FLAG.bit();
  static final int SYN_ACK_SEEN = FLAG.bit();
  static final int HANDSHAKE_ACK_SEEN = FLAG.bit();
  static final int HAS_STORY = FLAG.bit();
  static final int QUEUED = FLAG.bit();
  static final int CUT = FLAG.bit();
  static final int CROSSED_FINS = FLAG.bit();
  static final int SUPER_SEGMENTS = FLAG.bit();
  static final int STREAM_BASES = FLAG.bit();

  /** The announcer has it in its queue. */
  static final int SETTLING = FLAG.bit();

  /** It has been told of before leaving the table. */
  static final int ANNOUNCED = FLAG.bit();

  /** {@link Applications} knows something of it. */
  static final int APPLICATION = FLAG.bit();

  /** {@link Applications} follows its messages. */
  static final int DIALOGUE = FLAG.bit();

  /**
   * Where a side's HTTP message ends is still to be found, in the rest of its header or by its last chunk, or its
   * {@link #DIALOGUE} goes on.
   */
  static final int FOLLOWED = FLAG.bit();

  /** Side A broke a silence and side B has not answered; the next bit is the other way round. */
  private static final int BROKE_SILENCE = FLAG.bit();

  /** Either of the two. */
  static final int SILENCE_BROKEN = BROKE_SILENCE | FLAG.bit();

  /** Another connection has taken its ports, and its place in the index; it stays until it is known whether rightly. */
  static final int DISPLACED = FLAG.bit();

  /** A segment without SYN, FIN and RST was seen. A filter for the beginning and the end of connections passes none. */
  static final int ORDINARY_SEEN = FLAG.bit();

  /** Without a SYN, but by what the programs say it is known who the client is. */
  static final int ROLES_HEARD = FLAG.bit();

  /** The options of a SYN lay beyond the snapshot length: those not seen may have been there. */
  static final int SYN_OPTIONS_CUT = FLAG.bit();

  /** Longer than any Ethernet segment: segmentation was still to come, or already undone, bytes. */
  private static final int SUPER_SEGMENT = 1500;

  /** The shortest silence that is noted, ns. */
  static final long SILENCE_NS = 1_000_000_000L;

  /** Side A and side B; they move with the cursor. */
  final Half a = new Half();

  final Half b = new Half();

  /** 0 when the current segment runs from A to B, else 1. */
  int direction;

  private FlowTable table;
  private int slot;
  private int[] w;
  private int base;

  void at(FlowTable table, int slot, int[] words, int base) {
    this.table = table;
    this.slot = slot;
    w = words;
    this.base = base;
    a.at(words, base + HALVES, base + COLD_HALVES);
    b.at(words, base + HALVES + Half.HOT_WORDS, base + COLD_HALVES + Half.COLD_WORDS);
  }

  int slot() {
    return slot;
  }

  /** The array that holds its words. */
  int[] words() {
    return w;
  }

  /** Where in {@link #words} they begin. */
  int base() {
    return base;
  }

  Half half(int side) {
    return side == 0 ? a : b;
  }

  boolean is(int flag) {
    return (w[base + FLAGS] & flag) != 0;
  }

  void set(int flag) {
    w[base + FLAGS] |= flag;
  }

  void clear(int flag) {
    w[base + FLAGS] &= ~flag;
  }

  /** Where the state machine stands, resets and silence aside: those are judged when somebody asks for the end. */
  State state() {
    return State.of(w[base + STATE] >>> STATE_SHIFT & 0xFF);
  }

  /** Called by {@link Tracker#raise} alone. */
  void state(State state) {
    w[base + STATE] = w[base + STATE] & ~(0xFF << STATE_SHIFT) | state.ordinal() << STATE_SHIFT;
  }

  /** Notes a segment longer than its path carries. */
  void noteSuperSegment(Segment s) {
    if (s.payloadLength > SUPER_SEGMENT) {
      int mss = mss(direction);
      if (mss > 0 && s.payloadLength > mss) {
        set(SUPER_SEGMENTS);
      }
    }
  }

  /** The side whose FIN was seen first: 0 or 1, -1 for none. */
  int closer() {
    return (w[base + STATE] >>> CLOSER_SHIFT & 3) - 1;
  }

  void closer(int side) {
    w[base + STATE] = w[base + STATE] & ~(3 << CLOSER_SHIFT) | side + 1 << CLOSER_SHIFT;
  }

  int stream() {
    return w[base + STREAM];
  }

  void stream(int number) {
    w[base + STREAM] = number;
  }

  long firstTimeNs() {
    return Half.getLong(w, base + FIRST_TIME);
  }

  /** The last packet of either side, resets included. */
  long lastTimeNs() {
    long segmentNs = Math.max(a.lastTimeNs(), b.lastTimeNs());
    return is(HAS_STORY) ? Math.max(segmentNs, story().lastResetNs) : segmentNs;
  }

  long firstFrame() {
    return Half.getLong(w, base + FIRST_FRAME);
  }

  void first(long frame, long timeNs) {
    Half.putLong(w, base + FIRST_FRAME, frame);
    Half.putLong(w, base + FIRST_TIME, timeNs);
    a.lastTimeNs(timeNs);
    b.lastTimeNs(timeNs);
  }

  /** Notes, until the first FIN, the silence before a packet at {@code timeNs}, and whether the clock was set back. */
  void gapBefore(long timeNs) {
    long gapNs = timeNs - lastTimeNs();
    if (-gapNs >= PacketTime.SET_BACK_NS) {
      tell().clockSetBack(-gapNs);
    }
    if (closer() < 0) {
      Half.putLong(w, base + GAP, Math.max(0, gapNs));
    }
  }

  /** What {@link #gapBefore} has noted was no silence: the clock jumped, or packets were not captured. */
  void noGap() {
    tell().clockJumped(gapNs());
    Half.putLong(w, base + GAP, 0);
  }

  /** The same of the silence that the other side broke, since which nothing else has come. */
  void noSilence(long byNs) {
    tell().clockJumped(byNs);
    story().clockJumpedByTimestamps = true;
    clear(SILENCE_BROKEN);
  }

  /**
   * Silence of both sides before the last packet, or before the first FIN once there was one, ns.
   */
  long gapNs() {
    return Half.getLong(w, base + GAP);
  }

  /**
   * Notes whether the silence before a segment was survived: it was when the other side answers who broke it with
   * anything but a FIN or a reset. To be called after {@link #gapBefore}, for segments that carry none of SYN, FIN and
   * RST.
   */
  void silenceBefore() {
    if (closer() >= 0) {
      return;
    }
    if (is(BROKE_SILENCE << 1 - direction)) {
      w[base + SURVIVED] = Math.max(w[base + SURVIVED], w[base + BROKEN]);
      clear(SILENCE_BROKEN);
    }
    long gapNs = gapNs();
    if (gapNs >= SILENCE_NS) {
      int gapMs = (int) Math.min(Integer.MAX_VALUE, gapNs / NS_PER_MS);
      w[base + BROKEN] = is(SILENCE_BROKEN) ? Math.max(w[base + BROKEN], gapMs) : gapMs;
      set(BROKE_SILENCE << direction);
    }
  }

  /** The longest silence of 1 s or more that the connection survived, ns in whole ms; 0 when there was none. */
  long longestSilenceNs() {
    return w[base + SURVIVED] * NS_PER_MS;
  }

  /** A frame number as {@link Half} stores it. */
  int relative(long frame) {
    return (int) (frame - firstFrame()) + 1;
  }

  /** The frame number behind what {@link #relative} gave; 0 stays 0. */
  long frame(int relative) {
    return relative == 0 ? 0 : firstFrame() + (relative & 0xFFFFFFFFL) - 1;
  }

  /** Notes by which link the first packet came; to be called once. */
  void link(int vlan, Tunnel tunnel, int fractionDigits) {
    w[base + STATE] |=
        vlan + 1 << VLAN_SHIFT | tunnel.ordinal() << TUNNEL_SHIFT | fractionDigits << DIGITS_SHIFT;
  }

  int vlan() {
    return (w[base + STATE] >>> VLAN_SHIFT & 0x1FFF) - 1;
  }

  int tunnel() {
    return w[base + STATE] >>> TUNNEL_SHIFT & 0x1F;
  }

  int fractionDigits() {
    return w[base + STATE] >>> DIGITS_SHIFT;
  }

  /** Maximum segment size that {@code side} offered, bytes; 0 when it offered none. */
  int mss(int side) {
    return w[base + MSS] >>> side * 16 & 0xFFFF;
  }

  void mss(int side, int bytes) {
    w[base + MSS] = w[base + MSS] & 0xFFFF0000 >>> side * 16 | bytes << side * 16;
  }

  /** Handshake round trip in ns, -1 when not seen. */
  long rttNs() {
    int us = w[base + RTT];
    return us == 0 ? -1 : (us & 0xFFFFFFFFL) * 1000;
  }

  void rttNs(long ns) {
    w[base + RTT] = (int) Math.max(1, Math.min(0xFFFFFFFFL, ns / 1000));
  }

  /** What is rare about this connection, null when nothing is. */
  Story story() {
    return is(HAS_STORY) ? table.story(slot) : null;
  }

  /** {@link #story}, made when there was none. */
  Story tell() {
    Story story = story();
    if (story == null) {
      story = new Story(table.budget());
      table.story(slot, story);
      set(HAS_STORY);
    }
    return story;
  }

  long hiA() {
    return is(IPV6) ? table.address6(slot, 0) : 0;
  }

  long loA() {
    return is(IPV6) ? table.address6(slot, 1) : w[base + ADDRESS_A] & 0xFFFFFFFFL;
  }

  long hiB() {
    return is(IPV6) ? table.address6(slot, 2) : 0;
  }

  long loB() {
    return is(IPV6) ? table.address6(slot, 3) : w[base + ADDRESS_B] & 0xFFFFFFFFL;
  }

  int portA() {
    return w[base + PORTS] >>> 16;
  }

  int portB() {
    return w[base + PORTS] & 0xFFFF;
  }

  /** Whether sides A and B of both have the same addresses. */
  boolean hasAddressesOf(Connection other) {
    return is(IPV6) == other.is(IPV6)
        && hiA() == other.hiA()
        && loA() == other.loA()
        && hiB() == other.hiB()
        && loB() == other.loB();
  }

  Address address(int side) {
    int version = is(IPV6) ? 6 : 4;
    return side == 0 ? new Address(version, hiA(), loA()) : new Address(version, hiB(), loB());
  }

  int port(int side) {
    return side == 0 ? portA() : portB();
  }

  Endpoint endpoint(int side) {
    return new Endpoint(address(side), port(side));
  }

  /** The side with the addresses and ports of {@code side} of {@code other}, which is between the same two. */
  int sideOf(Connection other, int side) {
    boolean sameA = portA() == other.port(side) && address(0).equals(other.address(side));
    return sameA ? 0 : 1;
  }

  /** The client's side: 0 or 1. */
  int clientSide() {
    return is(CLIENT_IS_B) ? 1 : 0;
  }

  /** {@link Role#CLIENT} or {@link Role#SERVER}. */
  Role role(int side) {
    return side == clientSide() ? Role.CLIENT : Role.SERVER;
  }
}
