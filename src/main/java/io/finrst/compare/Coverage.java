package io.finrst.compare;

/**
 * When one point's capture ran, as its packets show.
 *
 * @param firstNs its first packet of any kind, by its own clock, ns since 1970
 * @param lastNs its last packet so far
 * @param isOver whether it has been read to its end
 * @param lossless whether its writer says that it lost no packets, or says nothing
 */
record Coverage(long firstNs, long lastNs, boolean isOver, boolean lossless) {}
