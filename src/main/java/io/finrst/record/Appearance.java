package io.finrst.record;

/**
 * What all packets of one side other than resets looked like; {@link Looks} is the same up to one moment.
 *
 * @param timestamps whether the side uses the timestamps option, which takes both (RFC 7323 section 3.2)
 * @param ttl TTL or hop limit of its packets other than resets, -1 when it sent none
 * @param ttlVaries whether that TTL changed within the connection
 * @param dscp differentiated services code point (RFC 2474) of its last packet other than a reset, -1 when it sent none
 * @param ipIdPattern how its IPv4 identifications run
 * @param stack whose TCP it looks like
 */
public record Appearance(
    boolean timestamps, int ttl, boolean ttlVaries, int dscp, IpIdPattern ipIdPattern, Stack stack) {}
