package io.finrst.compare;

import io.finrst.capture.Bytes;
import io.finrst.capture.Packet;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import java.util.Arrays;

/**
 * What one capture saw of one connection, segment by segment, in eleven words each and without payload.
 *
 * <p>Bounded: beyond {@link #USUAL} segments those that were in order, sent once and acknowledged become ranges, and the
 * pure ACKs among them are forgotten. Beyond {@link #MOST} the oldest go altogether, and nothing is said of what they
 * carried.
 */
final class Trail {
  /** Segments kept before any are condensed. */
  static final int USUAL = 512;

  /** Segments and ranges kept at all. */
  static final int MOST = 8_192;

  /** Of the beginning nothing is condensed: handshake and first messages. */
  static final int FIRST = 16;

  /** Bytes of payload that its digest covers. */
  static final int DIGESTED = 32;

  /** Bits of {@link #flags} that a segment keeps when it is cut up or put together on the way: all but CWR, ECE, PSH. */
  static final int LASTING_FLAGS = Segment.FIN | Segment.SYN | Segment.RST | Segment.ACK | Segment.URG;

  private static final int WORDS = 11;
  private static final int TIME = 0; // two words
  private static final int SEQ = 2;
  private static final int ACK = 3;
  private static final int LENGTH = 4;
  private static final int FLAGS = 5; // flags (8), TTL (8), TOS (8), direction, range, ordinary, options cut
  private static final int WINDOW = 6; // window (16), IP ID (16)
  private static final int DIGEST = 7;
  private static final int FRAME = 8; // since the first one
  private static final int OPTIONS = 9; // MSS (16), window scale + 1 (4), SACK permitted, timestamps
  private static final int TS_VAL = 10;

  private static final int SECOND = 1 << 24;
  private static final int RANGE = 1 << 25;
  private static final int ORDINARY = 1 << 26;
  private static final int OPTIONS_CUT = 1 << 27;

  private static final int SACK_PERMITTED = 1 << 20;
  private static final int TIMESTAMPS = 1 << 21;

  /** What the object costs besides its words, about, bytes. */
  private static final int OVERHEAD = 160;

  private final long firstFrame;
  private final int ipVersion;
  private final long hi;
  private final long lo;
  private final int port;

  private int[] words = new int[WORDS * 4];
  private int count;
  private int room = USUAL;
  private final Side first = new Side();
  private final Side second = new Side();
  private int clientIs; // 0 when the first packet was the client's

  /** What is known of one direction. */
  static final class Side {
    /** Number of its SYN; meaningful with {@link #hasIsn}. */
    int isn;

    boolean hasIsn;

    /** Timestamp of its SYN, 0 without. */
    int synTsVal;

    /** Lowest and highest number seen, the latter behind the last byte; meaningful with {@link #seen}. */
    int low;

    int next;
    boolean seen;

    /** Highest number that it acknowledged; meaningful with {@link #hasAcked}. */
    int acked;

    boolean hasAcked;

    /** Below these numbers pure ACKs and segments are forgotten; meaningful with the flags. */
    int acksGone;

    boolean hasAcksGone;
    int gone;
    boolean hasGone;

    /** Length and digest of its first segment with payload, 0 and 0 without. */
    int firstLength;

    int firstDigest;

  }

  Trail(Segment s, Packet p) {
    firstFrame = p.frame;
    ipVersion = s.ipVersion;
    hi = s.srcHi;
    lo = s.srcLo;
    port = s.srcPort;
  }

  /** Bytes of memory it takes, about. */
  long bytes() {
    return OVERHEAD + 4L * words.length;
  }

  /** Length of the array that holds it. */
  int words() {
    return words.length;
  }

  void add(Segment s, Packet p) {
    boolean isFirst = s.srcPort == port && s.srcLo == lo && s.srcHi == hi;
    Side me = isFirst ? first : second;
    Side peer = isFirst ? second : first;
    if (count == room) {
      makeRoom();
    }
    if ((count + 1) * WORDS > words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    int digest = digest(s, p);
    boolean ordinary = note(s, me, digest);
    int at = count++ * WORDS;
    words[at + TIME] = (int) (p.timeNs >>> 32);
    words[at + TIME + 1] = (int) p.timeNs;
    words[at + SEQ] = s.seq;
    words[at + ACK] = s.ack;
    words[at + LENGTH] = s.payloadLength;
    words[at + FLAGS] =
        s.flags & 0xFF | (s.ttl & 0xFF) << 8 | (s.tos & 0xFF) << 16 | (isFirst ? 0 : SECOND) | (ordinary ? ORDINARY : 0)
            | (s.optionsCut ? OPTIONS_CUT : 0);
    words[at + WINDOW] = s.window & 0xFFFF | s.ipId << 16;
    words[at + DIGEST] = digest;
    words[at + FRAME] = (int) (p.frame - firstFrame);
    words[at + OPTIONS] =
        s.mss & 0xFFFF | s.windowScale + 1 << 16 | (s.sackPermitted ? SACK_PERMITTED : 0)
            | (s.hasTimestamp ? TIMESTAMPS : 0);
    words[at + TS_VAL] = s.hasTimestamp ? s.tsVal : 0;
  }

  /** Notes what a segment says of its side; whether it is the next data or ACK that nothing need be remembered of. */
  private static boolean note(Segment s, Side me, int digest) {
    int end = s.seq + s.length();
    boolean isReset = (s.flags & Segment.RST) != 0;
    boolean inOrder = me.seen && s.seq == me.next;
    if ((s.flags & Segment.SYN) != 0 && !me.hasIsn) {
      me.isn = s.seq;
      me.hasIsn = true;
      me.synTsVal = s.hasTimestamp ? s.tsVal : 0;
    }
    if (!isReset) {
      if (!me.seen) {
        me.seen = true;
        me.low = s.seq;
        me.next = end;
      } else {
        me.low = s.seq - me.low < 0 ? s.seq : me.low;
        me.next = end - me.next > 0 ? end : me.next;
      }
    }
    boolean advances = false;
    if (!isReset && (s.flags & Segment.ACK) != 0) {
      advances = !me.hasAcked || s.ack - me.acked > 0;
      if (advances) {
        me.acked = s.ack;
        me.hasAcked = true;
      }
    }
    if (s.payloadLength > 0) {
      if (me.firstLength == 0) {
        me.firstLength = s.payloadLength;
        me.firstDigest = digest;
      }
    }
    boolean plain = (s.flags & (Segment.SYN | Segment.FIN | Segment.RST | Segment.ACK | Segment.URG)) == Segment.ACK;
    return plain && inOrder && s.window > 0 && (s.payloadLength > 0 || advances);
  }

  /** Of the first bytes of the payload; 0 when there are none, or when not so many were captured. */
  private static int digest(Segment s, Packet p) {
    int wanted = s.payloadLength < DIGESTED ? s.payloadLength : DIGESTED;
    if (wanted == 0 || s.payloadCaptured < wanted) {
      return 0;
    }
    long hash = wanted;
    int at = s.payloadOffset;
    int end = at + wanted;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ Bytes.i64be(p.data, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; at < end; at++) {
      hash = (hash ^ p.data[at]) * 0x9E3779B97F4A7C15L;
    }
    int digest = (int) (hash ^ hash >>> 32);
    return digest == 0 ? 1 : digest;
  }

  private void makeRoom() {
    condense();
    if (count <= room * 3 / 4) {
      return;
    }
    if (room < MOST) {
      room *= 2;
      return;
    }
    forget(count / 4);
  }

  /** Turns what is in order, sent once and acknowledged into ranges, the newest half excepted. */
  private void condense() {
    int upTo = count / 2;
    int kept = FIRST;
    int[] odd = oddData();
    int[] last = {-1, -1}; // range that the next segment of each direction may join
    for (int i = FIRST; i < upTo; i++) {
      int side = isSecond(i) ? 1 : 0;
      if (mayGo(i, odd)) {
        Side me = side == 0 ? first : second;
        if (length(i) == 0) {
          me.acksGone = ack(i); // ordinary ACKs come in order
          me.hasAcksGone = true;
          continue;
        }
        if (last[side] >= 0 && end(last[side]) == seq(i)) {
          words[last[side] * WORDS + LENGTH] += length(i);
          continue;
        }
        me.acksGone = me.hasAcksGone ? me.acksGone : ack(i);
        last[side] = kept;
        move(i, kept++);
        words[(kept - 1) * WORDS + FLAGS] |= RANGE;
      } else {
        move(i, kept++);
      }
    }
    int rest = count - upTo;
    System.arraycopy(words, upTo * WORDS, words, kept * WORDS, rest * WORDS);
    count = kept + rest;
  }

  private void move(int from, int to) {
    if (from != to) {
      System.arraycopy(words, from * WORDS, words, to * WORDS, WORDS);
    }
  }

  /** Data that came again or out of order. */
  private int[] oddData() {
    int[] odd = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (length(i) > 0 && (words[i * WORDS + FLAGS] & (ORDINARY | RANGE)) == 0) {
        odd[found++] = i;
      }
    }
    return Arrays.copyOf(odd, found);
  }

  private boolean mayGo(int i, int[] odd) {
    int flags = words[i * WORDS + FLAGS];
    if ((flags & ORDINARY) == 0 && (flags & RANGE) == 0) {
      return false;
    }
    if (length(i) == 0) {
      return true;
    }
    Side peer = isSecond(i) ? first : second;
    if (!peer.hasAcked || peer.acked - end(i) < 0) {
      return false;
    }
    for (int other : odd) { // who tells of a loss needs the segment and the one that was sent again
      if (isSecond(other) == isSecond(i) && seq(other) - end(i) < 0 && end(other) - seq(i) > 0) {
        return false;
      }
    }
    return true;
  }

  private void forget(int number) {
    for (int i = 0; i < number; i++) {
      Side me = isSecond(i) ? second : first;
      if (!me.hasGone || end(i) - me.gone > 0) {
        me.gone = end(i);
        me.hasGone = true;
      }
      if ((flags(i) & Segment.ACK) != 0 && (!me.hasAcksGone || ack(i) - me.acksGone > 0)) {
        me.acksGone = ack(i);
        me.hasAcksGone = true;
      }
    }
    System.arraycopy(words, number * WORDS, words, 0, (count - number) * WORDS);
    count -= number;
  }

  /** Says which end the client is, once that is known, and gives back what memory is not needed. */
  void end(Endpoint client) {
    boolean isClient =
        client.port() == port && client.address().version() == ipVersion && client.address().hi() == hi
            && client.address().lo() == lo;
    clientIs = isClient ? 0 : 1;
    words = Arrays.copyOf(words, count * WORDS);
  }

  /** Segments and ranges kept. */
  int count() {
    return count;
  }

  /** What is known of the direction from the client, or from the server. */
  Side side(boolean client) {
    return client == (clientIs == 0) ? first : second;
  }

  /** Places of what one side sent, in the order of capture. */
  int[] places(boolean client) {
    int of = client == (clientIs == 0) ? 0 : SECOND;
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += (words[i * WORDS + FLAGS] & SECOND) == of ? 1 : 0;
    }
    int[] places = new int[found];
    for (int i = 0, next = 0; next < found; i++) {
      if ((words[i * WORDS + FLAGS] & SECOND) == of) {
        places[next++] = i;
      }
    }
    return places;
  }

  boolean isFromClient(int i) {
    return isSecond(i) == (clientIs == 1);
  }

  private boolean isSecond(int i) {
    return (words[i * WORDS + FLAGS] & SECOND) != 0;
  }

  long timeNs(int i) {
    return (long) words[i * WORDS + TIME] << 32 | words[i * WORDS + TIME + 1] & 0xFFFFFFFFL;
  }

  int seq(int i) {
    return words[i * WORDS + SEQ];
  }

  int ack(int i) {
    return words[i * WORDS + ACK];
  }

  /** Bytes of payload, of a range in all. */
  int length(int i) {
    return words[i * WORDS + LENGTH];
  }

  /** Sequence numbers behind it. */
  int end(int i) {
    int flags = flags(i);
    return seq(i) + length(i) + ((flags & Segment.SYN) >>> 1) + (flags & Segment.FIN);
  }

  int flags(int i) {
    return words[i * WORDS + FLAGS] & 0xFF;
  }

  int ttl(int i) {
    return words[i * WORDS + FLAGS] >>> 8 & 0xFF;
  }

  int tos(int i) {
    return words[i * WORDS + FLAGS] >>> 16 & 0xFF;
  }

  /** Whether it stands for several segments, of which only the first one's time and frame are known. */
  boolean isRange(int i) {
    return (words[i * WORDS + FLAGS] & RANGE) != 0;
  }

  boolean areOptionsCut(int i) {
    return (words[i * WORDS + FLAGS] & OPTIONS_CUT) != 0;
  }

  int window(int i) {
    return words[i * WORDS + WINDOW] & 0xFFFF;
  }

  /** IPv4 identification, 0 for IPv6. */
  int ipId(int i) {
    return words[i * WORDS + WINDOW] >>> 16;
  }

  /** Of the first bytes of its payload, 0 when it has none or not enough was captured. */
  int digest(int i) {
    return words[i * WORDS + DIGEST];
  }

  long frame(int i) {
    return firstFrame + words[i * WORDS + FRAME];
  }

  /** 0 without the option. */
  int mss(int i) {
    return words[i * WORDS + OPTIONS] & 0xFFFF;
  }

  /** -1 without the option. */
  int windowScale(int i) {
    return (words[i * WORDS + OPTIONS] >>> 16 & 0xF) - 1;
  }

  boolean sackPermitted(int i) {
    return (words[i * WORDS + OPTIONS] & SACK_PERMITTED) != 0;
  }

  boolean hasTimestamp(int i) {
    return (words[i * WORDS + OPTIONS] & TIMESTAMPS) != 0;
  }

  int tsVal(int i) {
    return words[i * WORDS + TS_VAL];
  }
}
