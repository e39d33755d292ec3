package io.finrst.record;

/**
 * The packets of one side that sentences point to.
 *
 * @param lastFrame its last packet, 0 when it sent none
 * @param firstDataFrame first segment with new payload, 0 when none
 * @param lastData last segment with new payload, null when none
 * @param fin its FIN, null when none was seen
 * @param finAcknowledgedFrame the first segment of the other side that acknowledges the FIN, 0 when none
 */
public record Milestones(
    long lastFrame, long firstDataFrame, Moment lastData, Moment fin, long finAcknowledgedFrame) {}
