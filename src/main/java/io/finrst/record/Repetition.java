package io.finrst.record;

import io.finrst.teardown.Role;

/**
 * The last thing one side sent again and again without being answered.
 *
 * @param by the side that repeated itself
 * @param kind what it repeated
 * @param count how often, the first sending not counted
 * @param lastFrame the last repetition
 * @param lastGapNs time between the last two, 0 when there was one only
 * @param silenceBeforeNs silence of both sides before the first sending of it
 */
public record Repetition(
    Role by, Kind kind, int count, long lastFrame, long lastGapNs, long silenceBeforeNs) {

  /** What was repeated. */
  public enum Kind {
    SEGMENT,
    KEEP_ALIVE,
    WINDOW_PROBE
  }
}
