package io.finrst.teardown;

import java.util.Locale;

/** What a reset looks like, and so what made it. */
public enum ResetKind {
  /** A socket was torn down: RST+ACK, seq = SND.NXT, window and options as before. */
  ABORT,
  /** Reply to a segment that fits no connection: bare RST with seq = that segment's ACK, or RST+ACK to a SYN. */
  ANSWER,
  /** Fits neither shape, or contradicts what its supposed sender's other packets look like. */
  FOREIGN;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Stable id, e.g. {@code abort}. */
  public String id() {
    return id;
  }
}
