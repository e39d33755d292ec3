package io.finrst.record;

import io.finrst.teardown.State;

/**
 * A reset and all that was known of its connection when it came. Nothing here is ever changed by what comes later: what
 * the reset was is computed from these facts, those of the other resets, and where both sides stand now.
 *
 * @param segment the packet
 * @param side the side whose address it carries, 0 for the side whose packet came first, else 1; it may be forged
 * @param before where the connection stood, resets aside
 * @param sender where the side stood whose address it carries; this packet is not counted
 * @param receiver where the other side stood
 * @param senderLooks what the sender's packets looked like
 * @param receiverLooks what the receiver's packets looked like
 * @param host what SYN-ACKs from the sender's address had looked like at this place of the capture; not asked for over
 *     IPv4 where the sender showed packets of its own
 * @param gapNs silence of both sides before it; as it was at the first FIN where there was one
 * @param earlierGapNs the same before the packet before it
 * @param repeats what either side had sent again last; null for nothing
 * @param repeatingSide the side that was repeating itself without an answer, -1 for none
 * @param gaveUp whether its sender had repeated itself in vain and been silent since the other side spoke again
 * @param challengeAck acknowledgment number of an ACK that answered the SYN without acknowledging it (RFC 5961 section
 *     4), {@link #NO_NUMBER} for none
 * @param badAckFrame frame of a handshake ACK that acknowledges something the server never sent, 0 for none
 * @param synAckAgain whether the SYN-ACK was sent again after it had been acknowledged
 * @param unansweredBytes how much data of the receiver had reached its sender since that one's last data, 0 for none
 */
public record ResetFacts(
    ResetSegment segment,
    int side,
    State before,
    Standing sender,
    Standing receiver,
    Looks senderLooks,
    Looks receiverLooks,
    HostLooks host,
    long gapNs,
    long earlierGapNs,
    Repeats repeats,
    int repeatingSide,
    boolean gaveUp,
    long challengeAck,
    long badAckFrame,
    boolean synAckAgain,
    long unansweredBytes) {

  /** No sequence number: these are 0 to 2^32-1. */
  public static final long NO_NUMBER = -1;

  /** When it was captured, ns since 1970. */
  public long timeNs() {
    return segment.timeNs();
  }

  /** Its sequence number is {@code number}, which may be {@link #NO_NUMBER}. */
  public boolean isAt(long number) {
    return (segment.seq() & 0xFFFFFFFFL) == number;
  }

  /** Its sequence number. */
  public int seq() {
    return segment.seq();
  }
}
