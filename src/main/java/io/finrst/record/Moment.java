package io.finrst.record;

/**
 * One packet as evidence points to it.
 *
 * @param frame frame number in the whole input, from 1
 * @param timeNs ns since 1970
 */
public record Moment(long frame, long timeNs) {}
