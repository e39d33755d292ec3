package io.finrst.wire;

/** What {@link SegmentDecoder#decode} found in a packet. Everything but the first two is counted and skipped. */
public enum Outcome {
  /** A TCP segment; the {@link Segment} describes it. */
  TCP("TCP"),
  /** An ICMP error about a TCP segment; the {@link Segment} describes the quoted segment and the error. */
  ICMP_ERROR("ICMP error about TCP"),
  /** Whole and well-formed, but neither TCP nor an ICMP error about TCP. */
  NOT_TCP("not TCP"),
  /** Second or later fragment of an IP packet: it has no TCP header. */
  FRAGMENT("later IP fragment"),
  /** Cut by the snapshot length before the fixed TCP header was complete. */
  TRUNCATED("cut before the end of the TCP header"),
  /** A length or version field contradicts itself. */
  MALFORMED("malformed header"),
  /** A link type this decoder does not know. */
  UNKNOWN_LINK("unknown link type"),
  /** The TCP or IPv4 header checksum is wrong; only when verifying checksums. */
  BAD_CHECKSUM("bad checksum");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** Words for the summary. */
  public String label() {
    return label;
  }
}
