package io.finrst.compare;

import io.finrst.capture.PacketSource;

/**
 * One capture point.
 *
 * @param name what it is called, null to find a name
 * @param capture what its file or files are called
 * @param source its packets
 */
public record PointSource(String name, String capture, PacketSource source) {}
