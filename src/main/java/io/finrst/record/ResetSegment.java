package io.finrst.record;

/**
 * A RST segment as it was captured. Numbers are those of the header, not relative.
 *
 * @param at frame and time
 * @param flags the eight control bits
 * @param seq sequence number
 * @param ack acknowledgment number, also where the ACK flag is not set
 * @param window window field, not scaled
 * @param ttl TTL or hop limit
 * @param tos type of service or traffic class, DSCP and ECN together
 * @param ipId IPv4 identification, 0 for IPv6
 * @param flowLabel IPv6 flow label, -1 for IPv4
 * @param timestamps whether it carries the timestamps option (RFC 7323)
 * @param mptcpReason reason of its MP_TCPRST option (RFC 8684 section 3.6), -1 where it has none
 * @param fastClose whether it carries MP_FASTCLOSE (RFC 8684 section 3.5): its sender aborts the MPTCP connection
 * @param payloadLength bytes of payload (RFC 9293 section 3.5.3 allows a diagnostic text)
 * @param text words in that payload, not escaped, the first 64 bytes at most; empty when there are none
 */
public record ResetSegment(
    Moment at,
    int flags,
    int seq,
    int ack,
    int window,
    int ttl,
    int tos,
    int ipId,
    int flowLabel,
    boolean timestamps,
    int mptcpReason,
    boolean fastClose,
    int payloadLength,
    String text) {

  /** When it was captured, ns since 1970. */
  public long timeNs() {
    return at.timeNs();
  }

  /** Its differentiated services code point (RFC 2474). */
  public int dscp() {
    return tos >>> 2;
  }
}
