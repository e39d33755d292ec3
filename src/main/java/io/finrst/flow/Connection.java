package io.finrst.flow;

import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Tunnel;

/**
 * A cursor over one connection's words in the {@link FlowTable}. What every packet touches comes
 * first, so that it fills few cache lines: 12 words of its own, then those of the two {@link
 * Half}s, then the rest.
 *
 * <p>Side A is the one whose packet came first, side B the other. What is rare lives in a {@link
 * Story} beside the words. Frame numbers are kept relative to the first one in 32 bits.
 */
final class Connection {
  private static final long NS_PER_MS = 1_000_000L;

  static final int ADDRESS_A = 0;
  static final int ADDRESS_B = 1;
  static final int PORTS = 2;
  static final int FLAGS = 3;
  static final int STATE = 4; // state | closer << 8 (none, A, B) | VLAN id + 1 << 10 | tunnel << 23 | digits << 28
  private static final int RTT = 5; // us, 0 when not known
  static final int LAST_TIME = 6;
  static final int FIRST_FRAME = 8;
  static final int GAP = 10; // silence before the last packet
  static final int HALVES = 12;
  private static final int COLD = HALVES + 2 * Half.HOT_WORDS;
  private static final int FIRST_TIME = COLD;
  private static final int STREAM = COLD + 2;
  private static final int MSS = COLD + 3; // of side A | of side B << 16
  private static final int SURVIVED = COLD + 4; // ms, the longest silence after which both sides went on
  private static final int BROKEN = COLD + 5; // ms, a silence that one side has broken and the other not answered
  private static final int COLD_HALVES = COLD + 6;

  /** What of {@link #STATE} changes; the rest says by which link the first packet came. */
  static final int STATE_BITS = 0x3FF;

  static final int WORDS = COLD_HALVES + 2 * Half.COLD_WORDS;

  static final int IN_USE = 1;
  static final int IPV6 = 1 << 1;
  static final int CLIENT_IS_B = 1 << 2;
  static final int ROLES_GUESSED = 1 << 3;
  static final int SYN_SEEN = 1 << 4;
  static final int SYN_ACK_SEEN = 1 << 5;
  static final int HANDSHAKE_ACK_SEEN = 1 << 6;
  static final int HAS_STORY = 1 << 7;
  static final int QUEUED = 1 << 8;
  static final int CUT = 1 << 9;
  static final int CROSSED_FINS = 1 << 10;
  static final int SUPER_SEGMENTS = 1 << 11;
  static final int STREAM_BASES = 1 << 12;

  /** The announcer has it in its queue. */
  static final int SETTLING = 1 << 13;

  /** It has been told of before leaving the table. */
  static final int ANNOUNCED = 1 << 14;

  /** {@link Applications} knows something of it. */
  static final int APPLICATION = 1 << 15;

  /** Where a side's HTTP message ends is still to be found: in the rest of its header, or by its last chunk. */
  static final int FOLLOWED = 1 << 16;

  /** Side A broke a silence and side B has not answered; the next bit is the other way round. */
  private static final int BROKE_SILENCE = 1 << 17;

  /** Either of the two. */
  static final int SILENCE_BROKEN = 3 << 17;

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

  State state() {
    return State.of(w[base + STATE] & 0xFF);
  }

  void state(State state) {
    w[base + STATE] = w[base + STATE] & ~0xFF | state.ordinal();
  }

  /** The side whose FIN was seen first: 0 or 1, -1 for none. */
  int closer() {
    return (w[base + STATE] >>> 8 & 3) - 1;
  }

  void closer(int side) {
    w[base + STATE] = w[base + STATE] & ~0x300 | side + 1 << 8;
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

  long lastTimeNs() {
    return Half.getLong(w, base + LAST_TIME);
  }

  long firstFrame() {
    return Half.getLong(w, base + FIRST_FRAME);
  }

  void first(long frame, long timeNs) {
    Half.putLong(w, base + FIRST_FRAME, frame);
    Half.putLong(w, base + FIRST_TIME, timeNs);
    Half.putLong(w, base + LAST_TIME, timeNs);
  }

  /** Notes a packet at {@code timeNs} and, until the first FIN, the silence before it. */
  void packetAt(long timeNs) {
    if (closer() < 0) {
      Half.putLong(w, base + GAP, Math.max(0, timeNs - lastTimeNs()));
    }
    Half.putLong(w, base + LAST_TIME, timeNs);
  }

  /**
   * Silence of both sides before the last packet, or before the first FIN once there was one, ns.
   */
  long gapNs() {
    return Half.getLong(w, base + GAP);
  }

  /**
   * Notes whether the silence before a segment was survived: it was when the other side answers who broke it with
   * anything but a FIN or a reset. To be called after {@link #packetAt}, for segments that carry none of SYN, FIN, RST.
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
    w[base + STATE] |= vlan + 1 << 10 | tunnel.ordinal() << 23 | fractionDigits << 28;
  }

  int vlan() {
    return (w[base + STATE] >>> 10 & 0x1FFF) - 1;
  }

  int tunnel() {
    return w[base + STATE] >>> 23 & 0x1F;
  }

  int fractionDigits() {
    return w[base + STATE] >>> 28;
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
      story = new Story();
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

  /** The client's side: 0 or 1. */
  int clientSide() {
    return is(CLIENT_IS_B) ? 1 : 0;
  }

  /** {@link Role#CLIENT} or {@link Role#SERVER}. */
  Role role(int side) {
    return side == clientSide() ? Role.CLIENT : Role.SERVER;
  }
}
