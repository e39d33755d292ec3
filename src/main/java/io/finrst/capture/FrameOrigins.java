package io.finrst.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says which capture each frame of a whole input came from, and its number there. Grows while packets are read; where
 * captures that were merged take turns too often it stops, and says nothing of later frames.
 */
public final class FrameOrigins {
  /** 16 MB; two directions of a tap merged packet by packet reach it after a million packets. */
  static final int MOST_TURNS = 1 << 20;

  /**
   * Where a frame came from.
   *
   * @param capture name of the capture, as the user gave it
   * @param frame the frame's number there, from 1
   */
  public record Origin(String capture, long frame) {
    /** The capture's name without its folders. */
    public String fileName() {
      return capture.substring(Math.max(capture.lastIndexOf('/'), capture.lastIndexOf('\\')) + 1);
    }
  }

  /** Of no frame. */
  public static final FrameOrigins UNKNOWN = new FrameOrigins();

  private final List<String> names = new ArrayList<>();
  private long[] firsts = new long[16]; // first frame of each turn
  private int[] captures = new int[16]; // whose turn it is
  private int[] before = new int[16]; // its frames before that turn
  private int turns;
  private long end = Long.MAX_VALUE; // nothing is known from this frame on

  /** One more capture; they are numbered from 0. */
  void add(String name) {
    names.add(name);
  }

  /** Frame {@code first} and those behind it are of another capture than the one before it. */
  void turn(long first, int capture, long framesBefore) {
    if (turns == MOST_TURNS) {
      end = Math.min(end, first);
      return;
    }
    if (turns == firsts.length) {
      firsts = Arrays.copyOf(firsts, turns * 2);
      captures = Arrays.copyOf(captures, turns * 2);
      before = Arrays.copyOf(before, turns * 2);
    }
    firsts[turns] = first;
    captures[turns] = capture;
    before[turns++] = (int) framesBefore;
  }

  /** Whether there are several captures, so that a frame's number alone does not say where to look. */
  public boolean areSeveral() {
    return names.size() > 1;
  }

  /** Where {@code frame} came from, null where that is not known. */
  public Origin of(long frame) {
    if (frame <= 0 || frame >= end || turns == 0) {
      return null;
    }
    int found = Arrays.binarySearch(firsts, 0, turns, frame);
    int turn = found >= 0 ? found : -found - 2;
    return turn < 0
        ? null
        : new Origin(names.get(captures[turn]), before[turn] + frame - firsts[turn] + 1);
  }
}
