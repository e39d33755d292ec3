package io.finrst.record;

import java.util.List;

/**
 * The resets of a connection.
 *
 * @param kept every RST up to a bound, in order
 * @param notKept how many came after those
 * @param deciding which of those kept tore the connection down, -1 for none. It may have been lost or ignored; then
 *     {@link EndedBy} names the one of its sender that was taken
 */
public record ResetsSeen(List<Reset> kept, int notKept, int deciding) {}
