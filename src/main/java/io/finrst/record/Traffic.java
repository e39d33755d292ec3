package io.finrst.record;

/**
 * How much one side sent.
 *
 * @param packets segments sent, retransmissions and resets included, copies of one packet counted once
 * @param bytes payload bytes of new data sent
 * @param retransmitted segments that sent again what had been sent before
 * @param outOfOrder segments that arrived after later ones
 * @param duplicates copies of one packet made by the capture (mirrored ports, {@code any})
 * @param missingBytes bytes that the capture never showed although later ones or their acknowledgment were seen
 * @param unacknowledgedBytes payload bytes sent and not acknowledged at the end: their fate is unknown
 * @param keepAlives keepalive probes sent
 */
public record Traffic(
    long packets,
    long bytes,
    long retransmitted,
    long outOfOrder,
    long duplicates,
    long missingBytes,
    long unacknowledgedBytes,
    int keepAlives) {}
