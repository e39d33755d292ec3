package io.finrst.teardown;

import java.util.Locale;

/**
 * How a connection ended: exactly one per connection. Declared worst first, the order of the text table.
 *
 * <p>The id is stable: it stands in JSON, CSV and options.
 */
public enum Verdict {
  RST_AFTER_DATA("established, payload seen, then reset before any FIN"),
  RST_BEFORE_DATA("established, then reset before any payload"),
  RST_IN_HANDSHAKE("reset after the SYN-ACK while the handshake was completing"),
  RST_TO_SYN("SYN answered by a reset: connection refused"),
  UNREACHABLE("SYN answered by an ICMP error"),
  TIMED_OUT("data or keepalive retransmitted without answer until the sender went silent"),
  SYN_UNANSWERED("SYN sent, no answer"),
  RST_AFTER_FIN("reset after a FIN, before both sides had closed"),
  FIN_UNANSWERED("FIN sent, never acknowledged"),
  HALF_CLOSE("one side closed, the other went on sending or never closed"),
  UNKNOWN("the capture shows too little"),
  OPEN("still open when the capture ended"),
  GRACEFUL("FIN from both sides, both acknowledged");

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String meaning;

  Verdict(String meaning) {
    this.meaning = meaning;
  }

  /** Stable id, e.g. {@code rst-after-data}. */
  public String id() {
    return id;
  }

  /** One line, no full stop. */
  public String meaning() {
    return meaning;
  }
}
