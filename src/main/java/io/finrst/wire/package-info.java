/**
 * Bytes to one reused {@link io.finrst.wire.Segment}: link layers, tunnels, IPv4, IPv6, TCP and the TCP header that an
 * ICMP error quotes.
 *
 * <p>{@link io.finrst.wire.SegmentDecoder#decode} is the single door for untrusted bytes. It never throws and never
 * allocates; what it cannot decode it names with an {@link io.finrst.wire.Outcome}. It keeps nothing between packets.
 * All arithmetic on sequence numbers lives in {@link io.finrst.wire.Seq}.
 */
package io.finrst.wire;
