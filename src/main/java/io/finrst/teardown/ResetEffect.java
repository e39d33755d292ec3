package io.finrst.teardown;

import java.util.Locale;

/** What a reset did to its receiver (RFC 9293 section 3.10.7.4, RFC 5961 section 3.2). */
public enum ResetEffect {
  /** It ended the connection. */
  ACCEPTED,
  /** Out of the window, or in it but not exact: dropped, or answered by a challenge ACK. */
  IGNORED,
  /** Nothing was left to reset. */
  LATE,
  /** It would have been accepted, but the receiver visibly never got it. */
  UNSEEN,
  /** Nothing in the capture shows what its receiver expected: taken at face value. */
  UNJUDGED;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Whether the connection can have ended by it. */
  public boolean mayEnd() {
    return this == ACCEPTED || this == UNJUDGED;
  }

  /** Stable id, e.g. {@code accepted}. */
  public String id() {
    return id;
  }
}
