package io.finrst.record;

import io.finrst.wire.Tunnel;

/**
 * What the first packet of a connection was wrapped in.
 *
 * @param vlan outermost VLAN id, -1 when untagged
 * @param tunnel tunnel, {@link Tunnel#NONE} for none
 * @param tunnelId VNI, key or TEID of that tunnel, 32 bits without sign
 */
public record Encapsulation(int vlan, Tunnel tunnel, int tunnelId) {}
