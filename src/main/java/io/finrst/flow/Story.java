package io.finrst.flow;

import io.finrst.teardown.State;
import java.util.ArrayList;
import java.util.List;

/** What is rare about a connection: resets, ICMP errors, holes, repetition. Most connections have none. */
final class Story {
  static final int MAX_RESETS = 64;
  static final int MAX_ICMP_ERRORS = 16;

  final List<ResetNote> resets = new ArrayList<>(2);
  int resetsNotKept;

  /** The reset that brought the connection to its present state, null when none did. */
  ResetNote deciding;

  State stateBeforeReset;
  long silenceBeforeResetNs;

  final List<IcmpError> icmpErrors = new ArrayList<>(0);
  int tunnelId;

  private StreamMap holesA;
  private StreamMap holesB;
  final int[] outOfOrder = new int[2];
  final int[] duplicates = new int[2];
  final int[] zeroWindows = new int[2];
  final int[] keepAlives = new int[2];
  final int[] windowProbes = new int[2];

  /** The side that repeats itself without being answered, -1 for none. */
  int repeatingSide = -1;

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

  Ladder ladder;

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

  /** Notes a sign of life from {@code side}: what the other side repeated has been answered. */
  void heard(int side) {
    if (repeatingSide == 1 - side) {
      repeatingSide = -1;
    }
  }

  boolean add(ResetNote reset) {
    if (resets.size() == MAX_RESETS) {
      resetsNotKept++;
      return false;
    }
    resets.add(reset);
    return true;
  }
}
