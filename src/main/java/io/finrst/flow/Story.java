package io.finrst.flow;

import io.finrst.capture.PacketTime;
import io.finrst.judgement.Voice;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.record.Repetition;
import io.finrst.record.ResetFacts;
import java.util.ArrayList;
import java.util.List;

/** What is rare about a connection: resets, ICMP errors, holes, repetition. Most connections have none. */
final class Story {
  static final int MAX_RESETS = 64;
  static final int MAX_ICMP_ERRORS = 16;
  static final int MAX_ALSO_STREAMS = 64;

  // what each takes at most with all that hangs on it, bytes
  private static final int OWN_BYTES = 320;
  private static final int RESET_BYTES = 640;
  private static final int ICMP_ERROR_BYTES = 160;
  private static final int HOLES_BYTES = 600;
  private static final int ALSO_STREAM_BYTES = 32;

  private final MemoryBudget budget;
  private int bytes;

  List<ResetNote> resets = List.of();
  int resetsNotKept;
  long lastResetNs = PacketTime.NONE;

  /** By side, since the first reset: its last segment, SYN and RST aside, then its last one that says something. */
  private long[] voices;

  List<IcmpError> icmpErrors = List.of();
  int icmpErrorsNotKept;
  int tunnelId;

  private StreamMap holesA;
  private StreamMap holesB;
  private int[] counts; // by Oddity and side; most stories need none

  /** The side that repeats itself without being answered, -1 for none. */
  int repeatingSide = -1;

  /** The side that repeated itself, was answered and has not spoken since, -1 for none. */
  private int heardTooLate = -1;

  // what was sent again last, answered or not
  private int repeatedSide;
  private Repetition.Kind repeatedKind; // null for nothing
  private int repeatedCount;
  private long repeatedFrame;
  private long repeatedNs;
  private int repeatedEnd;
  private long repeatedGapNs;
  private long silenceBeforeRepeatsNs;

  /** New payload that the peer sent after it knew of the first FIN. */
  long bytesAfterFin;

  /** The SYN was answered by an ACK of an older connection on the same ports; its ACK number. */
  boolean challenged;

  int challengeAck;
  long challengeFrame;

  /** Frame of a handshake ACK that acknowledges something the server never sent, 0 for none. */
  long badHandshakeAckFrame;

  /** Last frame in which the SYN-ACK was sent again after the client had acknowledged it, 0 for none. */
  long synAckAgainFrame;

  /** The same connection before and behind an address translation, stream numbers; -1 for none. */
  long translatedFrom = -1;

  long translatedTo = -1;

  /** The last silence of which the side that broke it says by its timestamps that it was far shorter, ns; 0 for none. */
  long doubtedNs;

  /** Which side does, if there is one. */
  int doubter;

  /** Whether the other side has said so of a silence, too. */
  boolean clockJumpedByTimestamps;

  /** Slot and stream number of the connection whose ports the SYN of this one asks for, -1 for none or when decided. */
  int olderSlot = -1;

  int olderStream;

  /** Stream numbers that Wireshark gives to more of this connection; null for none. */
  private List<Long> alsoStreams;

  /** The connection that this one's SYN cleared away, and the one whose SYN cleared this one away; -1 for none. */
  long predecessor = -1;

  long successor = -1;

  /** Wireshark has it in the same stream as the connection before it, whose initial number it repeats. */
  boolean repeatsIsn;

  /** One FIN is known by its ACK alone. */
  boolean finNotCaptured;

  /** The first ACK that nothing in the capture asked for, 0 for none; see {@link Events#isUnprompted}. */
  long unpromptedAckFrame;

  private Moment shutA; // when its window fell to 0 the last time, null for never
  private Moment shutB;

  /** How far the clock was set back between two of its packets, and jumped ahead without time having passed, ns. */
  long clockBackNs;

  long clockAheadNs;

  /** What was last told of the connection, null for nothing. */
  Announcement announced;

  private Ladder ladder;

  /**
   * @param budget what it takes its memory from
   */
  Story(MemoryBudget budget) {
    this.budget = budget;
    take(OWN_BYTES);
  }

  private void take(int more) {
    bytes += more;
    budget.take(more);
  }

  /** Gives back the memory; nothing may be added afterwards. */
  void giveBack() {
    budget.give(bytes);
  }

  Ladder ladder() {
    return ladder;
  }

  Ladder makeLadder(int packets, boolean withBytes) {
    ladder = new Ladder(packets, withBytes);
    take(packets * Ladder.packetBytes(withBytes));
    return ladder;
  }

  List<Long> alsoStreams() {
    return alsoStreams;
  }

  /** Notes one more stream number; beyond {@link #MAX_ALSO_STREAMS} none. */
  void alsoStream(long stream) {
    if (alsoStreams == null) {
      alsoStreams = new ArrayList<>(1);
    }
    if (alsoStreams.size() < MAX_ALSO_STREAMS) {
      take(ALSO_STREAM_BYTES);
      alsoStreams.add(stream);
    }
  }

  /** What is counted per side. */
  enum Oddity {
    OUT_OF_ORDER,
    DUPLICATE,
    ZERO_WINDOW,
    KEEP_ALIVE,
    WINDOW_PROBE
  }

  private static final int ODDITIES = Oddity.values().length;

  void count(Oddity oddity, int side) {
    count(oddity, side, 1);
  }

  void count(Oddity oddity, int side, int times) {
    if (counts == null) {
      counts = new int[2 * ODDITIES];
    }
    counts[2 * oddity.ordinal() + side] += times;
  }

  int counted(Oddity oddity, int side) {
    return counts == null ? 0 : counts[2 * oddity.ordinal() + side];
  }

  /** The window of {@code side} fell to 0. */
  void shut(int side, Moment at) {
    if (side == 0) {
      shutA = at;
    } else {
      shutB = at;
    }
  }

  /** When the window of {@code side} fell to 0 the last time, null for never. */
  Moment shut(int side) {
    return side == 0 ? shutA : shutB;
  }

  /** Whether the capture shows packets of this connection more than once. */
  boolean capturedTwice() {
    return counted(Oddity.DUPLICATE, 0) + counted(Oddity.DUPLICATE, 1) > 0;
  }

  /** Whether nothing was lost, probed for, out of order or captured twice so far. */
  boolean isUndisturbed() {
    return counts == null && holesA == null && holesB == null;
  }

  void clockSetBack(long byNs) {
    clockBackNs = Math.max(clockBackNs, byNs);
  }

  void clockJumped(long byNs) {
    clockAheadNs = Math.max(clockAheadNs, byNs);
  }

  StreamMap holes(int side) {
    return side == 0 ? holesA : holesB;
  }

  StreamMap makeHoles(int side) {
    StreamMap holes = holes(side);
    if (holes != null) {
      return holes;
    }
    take(HOLES_BYTES);
    return side == 0 ? (holesA = new StreamMap()) : (holesB = new StreamMap());
  }

  /** Notes that {@code side} sent again what it had sent before, up to {@code end} (exclusive). */
  void repeated(int side, Repetition.Kind kind, long frame, long nowNs, int end, long silenceBeforeNs) {
    if (repeatingSide != side || repeatedKind != kind) {
      repeatingSide = side;
      repeatedSide = side;
      repeatedKind = kind;
      repeatedCount = 0;
      silenceBeforeRepeatsNs = silenceBeforeNs;
      repeatedGapNs = 0;
    } else {
      repeatedGapNs = Math.max(0, nowNs - repeatedNs);
    }
    repeatedCount++;
    repeatedNs = nowNs;
    repeatedFrame = frame;
    repeatedEnd = end;
  }

  /** What was sent again last, null for nothing. */
  Repeats repeats() {
    return repeatedKind == null
        ? null
        : new Repeats(
            repeatedSide,
            repeatedKind,
            repeatedCount,
            new Moment(repeatedFrame, repeatedNs),
            repeatedEnd,
            repeatedGapNs,
            silenceBeforeRepeatsNs);
  }

  /** Notes a sign of life from {@code side}: what the other side repeated has been answered, as far as one sees. */
  void heard(int side) {
    if (repeatingSide == 1 - side) {
      heardTooLate = repeatingSide;
      repeatingSide = -1;
    } else if (heardTooLate == side) {
      heardTooLate = -1; // it goes on
    }
  }

  /**
   * Whether {@code side} had given up, should it now answer by a reset: nothing of it came since a sign of life, and
   * what it had repeated stayed unacknowledged or was a probe of a shut window.
   */
  boolean gaveUp(int side, boolean unacknowledged) {
    return heardTooLate == side
        && (repeatedKind == Repetition.Kind.SEGMENT && unacknowledged
            || repeatedKind == Repetition.Kind.WINDOW_PROBE);
  }

  /** Notes a segment of {@code side} after a reset; {@code tells} is false for a bare ACK. */
  void spoke(int side, long timeNs, boolean tells) {
    if (voices == null) {
      voices = new long[4];
    }
    voices[side] = timeNs;
    if (tells) {
      voices[2 + side] = timeNs;
    }
  }

  /** To be called before anything that comes after a reset changes the halves of {@code c}, whose story this is. */
  void beforeNext(Connection c) {
    if (!resets.isEmpty()) {
      resets.get(resets.size() - 1).keepHalves(c);
    }
  }

  /** What was known when each reset of {@code c}, whose story this is, came. */
  List<ResetFacts> facts(Connection c) {
    List<ResetFacts> facts = new ArrayList<>(resets.size());
    for (ResetNote note : resets) {
      facts.add(note.facts(c));
    }
    return facts;
  }

  /** Where {@code half}, the one of {@code side}, stands, and what it has said since the first reset. */
  Voice voice(int side, Half half) {
    return new Voice(
        half.is(Half.KNOWN),
        half.nxt(),
        half.is(Half.HAS_ACKED),
        half.acked(),
        half.is(Half.FIN),
        half.synCount(),
        voices == null ? 0 : voices[side],
        voices == null ? 0 : voices[2 + side]);
  }

  boolean add(ResetNote reset) {
    lastResetNs = Math.max(lastResetNs, reset.timeNs());
    if (resets.size() == MAX_RESETS) {
      resetsNotKept++;
      return false;
    }
    if (resets.isEmpty()) {
      resets = new ArrayList<>(1);
    }
    take(RESET_BYTES);
    resets.add(reset);
    return true;
  }

  void add(IcmpError error) {
    if (icmpErrors.isEmpty()) {
      icmpErrors = new ArrayList<>(1);
    }
    if (icmpErrors.size() < MAX_ICMP_ERRORS) {
      take(ICMP_ERROR_BYTES);
      icmpErrors.add(error);
    } else {
      icmpErrorsNotKept++;
    }
  }
}
