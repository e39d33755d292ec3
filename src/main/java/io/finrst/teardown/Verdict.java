package io.finrst.teardown;

import java.util.Locale;

/**
 * How a connection ended: exactly one per connection. Declared worst first, the order of the text table.
 *
 * <p>The id is stable: it stands in JSON, CSV and options.
 */
public enum Verdict {
  RST_AFTER_DATA("reset after data had been sent", "established, payload seen, then reset before any FIN"),
  RST_BEFORE_DATA("reset before any data", "established, then reset before any payload"),
  RST_IN_HANDSHAKE("reset while connecting", "reset after the SYN-ACK while the handshake was completing"),
  RST_TO_SYN("connection refused", "SYN answered by a reset: connection refused"),
  UNREACHABLE("refused by an ICMP error", "SYN answered by an ICMP error"),
  TIMED_OUT(
      "one side stopped answering, the other gave up", "data or keepalive retransmitted without answer until the sender went silent"),
  SYN_UNANSWERED("no answer while connecting", "SYN sent, no answer"),
  RST_AFTER_FIN("reset after one side had closed", "reset after a FIN, before both sides had closed"),
  FIN_UNANSWERED("closed without an answer", "FIN sent, never acknowledged"),
  HALF_CLOSE("one side closed, the other did not", "one side closed, the other went on sending or never closed"),
  UNKNOWN("the capture shows too little", "the capture shows too little"),
  OPEN("still open when the capture ended", "still open when the capture ended"),
  GRACEFUL("closed by both sides in order", "FIN from both sides, both acknowledged");

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String plain;
  private final String meaning;

  Verdict(String plain, String meaning) {
    this.plain = plain;
    this.meaning = meaning;
  }

  /** Stable id, e.g. {@code rst-after-data}. */
  public String id() {
    return id;
  }

  /** What happened in plain words, without the names of segments; no full stop. */
  public String plain() {
    return plain;
  }

  /** What exactly it means, in the words of TCP; one line, no full stop. */
  public String meaning() {
    return meaning;
  }
}
