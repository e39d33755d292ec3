package io.finrst.lab;

import java.util.List;

/**
 * What packets of a connection do not have on both sides of a router.
 *
 * @param field {@code addresses}, {@code ports}, {@code mss}, {@code options}, {@code ttl}, {@code dscp}, {@code ecn},
 *     {@code sequence}
 * @param between neighbouring points, the client's side first
 */
public record Change(String field, List<Point> between) {}
