package io.finrst.record;

import io.finrst.teardown.Role;
import io.finrst.wire.Endpoint;

/**
 * Who ended the connection.
 *
 * @param role whose doing it was
 * @param endpoint the address the deciding packet carries; for {@link Role#MIDDLEBOX} that is the impersonated side, or
 *     the ICMP sender with port 0
 * @param frame the deciding packet
 */
public record EndedBy(Role role, Endpoint endpoint, long frame) {}
