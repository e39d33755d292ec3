package io.finrst.record;

/**
 * How much one side was ready to take, and how it found out what the other was.
 *
 * @param lastWindow last advertised window in bytes, scaled when the scale is known
 * @param zeroWindows times the advertised window fell to 0
 * @param windowProbes probes of the other side's shut window sent
 * @param shut when its window fell to 0, if it was 0 at last; null otherwise
 */
public record FlowControl(long lastWindow, int zeroWindows, int windowProbes, Moment shut) {}
