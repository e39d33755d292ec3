package io.finrst.record;

import java.util.List;

/**
 * The resets of a connection.
 *
 * @param kept every RST up to a bound, in order
 * @param notKept how many came after those
 */
public record ResetsSeen(List<Reset> kept, int notKept) {}
