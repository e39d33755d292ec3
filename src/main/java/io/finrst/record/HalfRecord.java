package io.finrst.record;

/**
 * What one side of a connection sent.
 *
 * @param packets segments sent, retransmissions and resets included, copies of one packet counted once
 * @param bytes payload bytes of new data sent
 * @param retransmitted segments that sent again what had been sent before
 * @param outOfOrder segments that arrived after later ones
 * @param duplicates copies of one packet made by the capture (mirrored ports, {@code any})
 * @param missingBytes bytes that the capture never showed although later ones or their acknowledgment were seen
 * @param unacknowledgedBytes payload bytes sent and not acknowledged at the end: their fate is unknown
 * @param synCount SYN or SYN-ACK segments sent
 * @param mss maximum segment size offered, 0 when not seen
 * @param windowScale shift count offered, -1 when none or not seen
 * @param lastWindow last advertised window in bytes, scaled when the scale is known
 * @param zeroWindows times the advertised window fell to 0
 * @param keepAlives keepalive probes sent
 * @param windowProbes probes of a shut window sent
 * @param timestamps whether its segments carry the timestamps option
 * @param ttl TTL or hop limit of its packets other than resets, -1 when it sent none
 * @param ttlVaries whether that TTL changed within the connection
 * @param dscp differentiated services code point (RFC 2474) of its last packet other than a reset, -1 when it sent none
 * @param ipIdPattern how its IPv4 identifications run
 * @param lastFrame its last packet, 0 when it sent none
 * @param firstDataFrame first segment with new payload, 0 when none
 * @param lastData last segment with new payload, null when none
 * @param fin its FIN, null when none was seen
 * @param finAcknowledgedFrame the first segment of the other side that acknowledges the FIN, 0 when none
 * @param application what its program was saying at the end, null when nothing was recognised
 */
public record HalfRecord(
    long packets,
    long bytes,
    long retransmitted,
    long outOfOrder,
    long duplicates,
    long missingBytes,
    long unacknowledgedBytes,
    int synCount,
    int mss,
    int windowScale,
    long lastWindow,
    int zeroWindows,
    int keepAlives,
    int windowProbes,
    boolean timestamps,
    int ttl,
    boolean ttlVaries,
    int dscp,
    IpIdPattern ipIdPattern,
    long lastFrame,
    long firstDataFrame,
    Moment lastData,
    Moment fin,
    long finAcknowledgedFrame,
    Application application) {}
