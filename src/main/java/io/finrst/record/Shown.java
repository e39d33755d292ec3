package io.finrst.record;

import java.util.Locale;

/** What a capture may show of a connection, or lack: rules say which of it they need. */
public enum Shown {
  /** The handshake, or a part of it. */
  BEGINNING,
  /** Packets of both sides, where both must have sent some. */
  BOTH_SIDES,
  /** Data and ACKs, and not only what a filter for SYN, FIN and RST passes. */
  SEGMENTS,
  /** No stretch of sequence space is missing. */
  EVERY_BYTE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Stable id, e.g. {@code both-sides}. */
  public String id() {
    return id;
  }
}
