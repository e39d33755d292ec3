package io.finrst.wire;

/** One end of a connection: address and port (0 to 65535). */
public record Endpoint(Address address, int port) {

  /** {@code 10.0.0.5:443} or {@code [2001:db8::1]:443}. */
  @Override
  public String toString() {
    return address.version() == 4 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
