package io.finrst.record;

/**
 * Where one side of a connection stood at one moment: its sequence space as an observer knows it (RFC 9293 section
 * 3.3.1) and how much it had said. Sequence numbers are those of the header; frames and times are 0 for none.
 *
 * @param known whether its sequence numbers are known from a segment of its own
 * @param placed whether they are known at all, if only from the other side's acknowledgments
 * @param iss initial send sequence number; meaningful when placed
 * @param nxt next number it will send, the highest end of a segment seen (SND.NXT); meaningful when placed
 * @param hasAcked whether it has acknowledged anything
 * @param acked highest acknowledgment number it sent (its RCV.NXT); meaningful when it has acknowledged
 * @param edge highest right edge of the window it advertised
 * @param fin whether its FIN was seen
 * @param finSeq sequence number of that FIN
 * @param synCount SYN and SYN-ACK segments seen of it
 * @param packets segments seen of it, resets included
 * @param bytes payload bytes of new data seen of it
 * @param dataSegments 0 when it sent no data, 1 when its first segment with new data was its last, 2 for more
 * @param probes keepalive probes seen of it
 * @param lastFrame its last segment, resets included
 * @param lastDataFrame its last segment with new data
 * @param lastNs its last segment that was no reset; meaningful when there were packets
 * @param lastDataNs its last segment with new data
 */
public record Standing(
    boolean known,
    boolean placed,
    int iss,
    int nxt,
    boolean hasAcked,
    int acked,
    int edge,
    boolean fin,
    int finSeq,
    int synCount,
    long packets,
    long bytes,
    int dataSegments,
    int probes,
    long lastFrame,
    long lastDataFrame,
    long lastNs,
    long lastDataNs) {}
