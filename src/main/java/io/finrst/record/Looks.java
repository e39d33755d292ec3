package io.finrst.record;

/**
 * What the packets of one side had looked like up to one moment, resets aside.
 *
 * @param seen whether it had sent any; the rest is meaningless otherwise
 * @param ipId IPv4 identification of the last one
 * @param ipIdPattern how its identifications run
 * @param window window field of the last one, not scaled
 * @param dscp differentiated services code point (RFC 2474) of the last one
 * @param timestamps whether the side uses the timestamps option, which takes both (RFC 7323 section 3.2)
 * @param labelled whether the first one had an IPv6 flow label
 */
public record Looks(
    boolean seen, int ipId, IpIdPattern ipIdPattern, int window, int dscp, boolean timestamps, boolean labelled) {}
