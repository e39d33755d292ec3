package io.finrst.wire;

import io.finrst.capture.Packet;

/**
 * Decodes one packet into one {@link Segment}: link layer, tunnels, IPv4 or IPv6, TCP, or the TCP header that an ICMP
 * error quotes. Keeps nothing between packets. Not thread-safe.
 *
 * <p>One packet gives at most one segment. Of an 802.11 frame that aggregates several (A-MSDU) none is decoded.
 */
public final class SegmentDecoder {
  /**
   * In the language of pcap-filter(7): everything but UDP that is no tunnel's, which could only be skipped. It says
   * what to leave out, since what to keep may lie behind tags and labels that such a filter does not see through.
   */
  public static final String WORTH_CAPTURING = Udp.TUNNELS_ONLY;

  private final Cursor cursor;
  private Outcome last = Outcome.TCP;

  /**
   * @param decapsulate whether to look inside tunnels for the inner connection, as Wireshark does; otherwise such
   *     packets are {@link Outcome#NOT_TCP} and {@link #skippedAs} names the tunnel
   * @param verifyChecksums whether to refuse packets whose IPv4 header or TCP checksum is wrong. Bad is bad: a segment
   *     captured on its sender before the network card has finished the checksum is refused too. TCP is only checked
   *     when the whole segment was captured and not fragmented
   */
  public SegmentDecoder(boolean decapsulate, boolean verifyChecksums) {
    cursor = new Cursor(decapsulate, verifyChecksums);
  }

  /**
   * Decodes {@code packet}; fills {@code segment} when the answer is TCP or ICMP_ERROR, else leaves it in an undefined
   * state. Never throws, and allocates nothing but the name of a kind of packet it skips for the first time.
   */
  public Outcome decode(Packet packet, Segment segment) {
    Cursor c = cursor;
    c.start(packet, segment);
    Outcome outcome = LinkLayer.decode(c, packet.linkType, packet.offset);
    last = outcome;
    return outcome;
  }

  /**
   * Why the last packet was skipped, in a word or two for the summary: "UDP", "ARP", "link type 147", or the outcome's
   * label where that says it all. The same string object for the same reason; empty after TCP and ICMP_ERROR.
   */
  public String skippedAs() {
    if (cursor.skippedAs != null) {
      return cursor.skippedAs;
    }
    return last == Outcome.TCP || last == Outcome.ICMP_ERROR ? "" : last.label();
  }
}
