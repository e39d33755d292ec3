package io.finrst.capture;

import java.io.IOException;

/** Takes what a second reading of captures brings. */
interface CopySink {
  /** A packet, numbered as in the first reading. */
  void packet(Packet packet, PacketBlock block) throws IOException;

  /** An interface of which packets may follow. */
  void description(InterfaceDescription description) throws IOException;

  /**
   * Counters of an interface.
   *
   * @param body as in {@link #block}, but for the number of the interface, which it begins with
   */
  void statistics(InterfaceDescription description, byte[] body) throws IOException;

  /** Another block.
   *
   * @param body least significant byte first
   */
  void block(int type, byte[] body) throws IOException;
}
