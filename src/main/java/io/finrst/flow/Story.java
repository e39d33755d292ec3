package io.finrst.flow;

import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import java.util.ArrayList;
import java.util.List;

/** What is rare about a connection: resets, ICMP errors, holes, repetition. Most connections have none. */
final class Story {
  static final int MAX_RESETS = 64;
  static final int MAX_ICMP_ERRORS = 16;

  List<ResetNote> resets = List.of();
  int resetsNotKept;

  /** The reset that brought the connection to its present state, null when none did. */
  ResetNote deciding;

  List<IcmpError> icmpErrors = List.of();
  int tunnelId;

  private StreamMap holesA;
  private StreamMap holesB;
  private int[] counts; // by Oddity and side; most stories need none

  /** The side that repeats itself without being answered, -1 for none. */
  int repeatingSide = -1;

  /** The side that repeated itself, was answered and has not spoken since, -1 for none. */
  private int heardTooLate = -1;

  Repetition.Kind repeatedKind;
  int repeats;
  long repeatedLastFrame;
  long repeatedLastNs;
  long repeatedGapNs; // between the last two
  long silenceBeforeRepeatsNs;

  /** New payload that the peer sent after it knew of the first FIN. */
  long bytesAfterFin;

  /** The SYN was answered by an ACK of an older connection on the same ports; its ACK number. */
  boolean challenged;

  int challengeAck;
  long challengeFrame;

  /** Frame of a handshake ACK that acknowledges something the server never sent, 0 for none. */
  long badHandshakeAckFrame;

  /** The SYN-ACK was sent again after the client had acknowledged it. */
  boolean synAckAgain;

  long synAckAgainFrame;

  /** The same connection before and behind an address translation, stream numbers; -1 for none. */
  long translatedFrom = -1;

  long translatedTo = -1;

  /** One FIN is known by its ACK alone. */
  boolean finNotCaptured;

  /** The first ACK that nothing in the capture asked for, 0 for none; see {@link Events#isUnprompted}. */
  long unpromptedAckFrame;

  /** What was last told of the connection, null for nothing. */
  Announcement announced;

  Ladder ladder;

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
    if (counts == null) {
      counts = new int[2 * ODDITIES];
    }
    counts[2 * oddity.ordinal() + side]++;
  }

  int counted(Oddity oddity, int side) {
    return counts == null ? 0 : counts[2 * oddity.ordinal() + side];
  }

  /** Whether the capture shows packets of this connection more than once. */
  boolean capturedTwice() {
    return counted(Oddity.DUPLICATE, 0) + counted(Oddity.DUPLICATE, 1) > 0;
  }

  /** Whether nothing was lost, probed for, out of order or captured twice so far. */
  boolean isUndisturbed() {
    return counts == null && holesA == null && holesB == null;
  }

  StreamMap holes(int side) {
    return side == 0 ? holesA : holesB;
  }

  StreamMap makeHoles(int side) {
    if (side == 0) {
      return holesA == null ? holesA = new StreamMap() : holesA;
    }
    return holesB == null ? holesB = new StreamMap() : holesB;
  }

  /** Notes that {@code side} sent again what it had sent before. */
  void repeated(int side, Repetition.Kind kind, long frame, long nowNs, long silenceBeforeNs) {
    if (repeatingSide != side || repeatedKind != kind) {
      repeatingSide = side;
      repeatedKind = kind;
      repeats = 0;
      silenceBeforeRepeatsNs = silenceBeforeNs;
      repeatedGapNs = 0;
    } else {
      repeatedGapNs = nowNs - repeatedLastNs;
    }
    repeats++;
    repeatedLastNs = nowNs;
    repeatedLastFrame = frame;
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
   * Notes that {@code side} answers by a bare reset. Where nothing of it came since a sign of life, and what it had
   * repeated stayed unacknowledged or was a probe of a shut window, it had given up before.
   */
  void gaveUp(int side, boolean unacknowledged) {
    boolean inVain =
        repeatedKind == Repetition.Kind.SEGMENT && unacknowledged || repeatedKind == Repetition.Kind.WINDOW_PROBE;
    if (heardTooLate == side && inVain) {
      repeatingSide = side;
    }
  }

  boolean add(ResetNote reset) {
    if (resets.size() == MAX_RESETS) {
      resetsNotKept++;
      return false;
    }
    if (resets.isEmpty()) {
      resets = new ArrayList<>(1);
    }
    resets.add(reset);
    return true;
  }

  void add(IcmpError error) {
    if (icmpErrors.isEmpty()) {
      icmpErrors = new ArrayList<>(1);
    }
    if (icmpErrors.size() < MAX_ICMP_ERRORS) {
      icmpErrors.add(error);
    }
  }
}
