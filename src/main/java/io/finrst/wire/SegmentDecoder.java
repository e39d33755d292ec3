package io.finrst.wire;

import io.finrst.capture.Packet;

/** Decodes one packet into one {@link Segment}. Not thread-safe. */
public final class SegmentDecoder {

  /**
   * @param decapsulate whether to look inside tunnels for the inner connection, as Wireshark does
   * @param verifyChecksums whether to refuse packets whose IPv4 header or TCP checksum is wrong
   */
  public SegmentDecoder(boolean decapsulate, boolean verifyChecksums) {}

  /** Decodes {@code packet}; fills {@code segment} when the answer is TCP or ICMP_ERROR. Never throws. */
  public Outcome decode(Packet packet, Segment segment) {
    return Outcome.NOT_TCP;
  }

  /** Why the last packet was skipped, in a word or two for the summary: "UDP", "ARP", "link type 147". */
  public String skippedAs() {
    return "";
  }
}
