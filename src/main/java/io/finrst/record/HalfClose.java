package io.finrst.record;

import io.finrst.teardown.Role;

/**
 * What happened after one side had closed and the other had acknowledged it.
 *
 * @param by the side that sent the FIN
 * @param bytesAfterFin new payload bytes the other side sent after it knew of the FIN
 * @param durationNs from the FIN to the other side's last new data, or to the end of the capture when it sent none
 */
public record HalfClose(Role by, long bytesAfterFin, long durationNs) {}
