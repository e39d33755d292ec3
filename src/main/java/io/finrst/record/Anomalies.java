package io.finrst.record;

import java.util.List;

/**
 * What a connection in good health does not have, resets aside.
 *
 * @param repetition what one side repeated without answer when it ended; null when nothing was
 * @param lastRepeated the last segment that either side sent again, answered or not; null when there was none
 * @param unpromptedAckFrame frame of the first ACK that repeats the one before it although nothing in the capture asked
 *     for it, as a challenge ACK (RFC 5961) does; 0 for none
 * @param handshakeFaults what went wrong while connecting
 * @param icmpErrors ICMP errors that quote it, in order, bounded
 * @param icmpErrorsNotKept how many came beyond these
 */
public record Anomalies(
    Repetition repetition,
    Moment lastRepeated,
    long unpromptedAckFrame,
    HandshakeFaults handshakeFaults,
    List<IcmpError> icmpErrors,
    int icmpErrorsNotKept) {}
