package io.finrst.compare;

import io.finrst.teardown.Role;
import io.finrst.wire.Endpoint;

/**
 * Who ended a connection.
 *
 * @param role whose doing it was
 * @param endpoint the address that the deciding packet carries, as the point that saw it has it
 * @param inNameOf the side whose address a device used; null for anybody else
 * @param place of the point that saw the deciding packet
 * @param frame that packet there
 */
public record Ender(Role role, Endpoint endpoint, Role inNameOf, int place, long frame) {}
