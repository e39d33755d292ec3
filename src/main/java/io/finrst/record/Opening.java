package io.finrst.record;

/**
 * What one side's SYN or SYN-ACK offered.
 *
 * @param synCount SYN or SYN-ACK segments sent
 * @param mss maximum segment size offered, 0 when not seen
 * @param windowScale shift count offered, -1 when none or not seen
 * @param optionsCut whether options of a SYN of the connection lay beyond the snapshot length, so that none found means
 *     nothing
 */
public record Opening(int synCount, int mss, int windowScale, boolean optionsCut) {}
