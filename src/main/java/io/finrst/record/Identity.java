package io.finrst.record;

import io.finrst.teardown.Role;
import io.finrst.wire.Endpoint;

/**
 * Which connection it is.
 *
 * @param tcpStream Wireshark's {@code tcp.stream} in the unfiltered input, from 0
 * @param client the side that sent the first SYN, or the guessed one (see {@link CaptureQuality#rolesGuessed})
 * @param server the other side
 */
public record Identity(long tcpStream, Endpoint client, Endpoint server) {

  /** Address and port of {@code side}. */
  public Endpoint endpoint(Role side) {
    return side == Role.CLIENT ? client : server;
  }
}
