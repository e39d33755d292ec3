package io.finrst.wire;

import io.finrst.capture.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Words in the payload of a reset, which RFC 9293 section 3.5.3 allows: plain text, as load balancers write it, or the
 * two forms of draft-ietf-tcpm-rst-diagnostic-payload.
 */
public final class ResetText {
  /** Bytes of payload that are looked at. */
  static final int MAX_BYTES = 64;

  private static final int DRAFT_REASON = 0x33AA;
  private static final int DRAFT_TEXT = 0xF317;
  private static final int REASON_BYTES = 8; // magic, reason, enterprise number
  private static final String[] REASONS = {
    "illegal option", "desynchronised", "data after CLOSE", "ABORT", "unexpected ACK", "SYN in the window",
    "compartment mismatch", "malformed segment", "not authorised", "resources exceeded", "network failure",
    "reset received from the peer", "destination unreachable", "connection timeout", "too much outstanding data",
    "unacceptable performance", "middlebox interference"
  };

  private ResetText() {}

  /** The words, not escaped; empty when there are none that people can read. */
  public static String of(Segment s, byte[] data) {
    int at = s.payloadOffset;
    int n = Math.min(s.payloadCaptured, MAX_BYTES);
    if (n >= 2 && Bytes.u16be(data, at) == DRAFT_TEXT) {
      return new String(data, at + 2, n - 2, StandardCharsets.UTF_8);
    }
    if (n >= REASON_BYTES && Bytes.u16be(data, at) == DRAFT_REASON) {
      return reason(Bytes.u16be(data, at + 2), Bytes.u32be(data, at + 4));
    }
    while (n > 0 && (data[at + n - 1] == 0 || data[at + n - 1] == '\n' || data[at + n - 1] == '\r')) {
      n--;
    }
    return isText(data, at, n) ? new String(data, at, n, StandardCharsets.US_ASCII) : "";
  }

  private static String reason(int code, long enterprise) {
    if (enterprise != 0) {
      return "reason " + code + " of enterprise " + enterprise;
    }
    return code >= 1 && code <= REASONS.length ? "reason " + code + ": " + REASONS[code - 1] : "reason " + code;
  }

  private static boolean isText(byte[] data, int at, int n) {
    for (int i = at; i < at + n; i++) {
      boolean printable = data[i] >= ' ' && data[i] < 0x7F || data[i] == '\t' || data[i] == '\r' || data[i] == '\n';
      if (!printable) {
        return false;
      }
    }
    return n > 0;
  }
}
