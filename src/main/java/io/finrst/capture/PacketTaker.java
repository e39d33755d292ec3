package io.finrst.capture;

import java.io.IOException;

/** Is given every packet of a connection, with the number of that connection. */
@FunctionalInterface
public interface PacketTaker {
  /** Takes a packet of connection {@code stream}, lent for the call. */
  void add(long stream, Packet packet) throws IOException;
}
