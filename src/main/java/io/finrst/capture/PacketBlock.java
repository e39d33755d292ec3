package io.finrst.capture;

/** What a capture says of a packet besides the packet itself. Reused: valid until the next one. */
final class PacketBlock {
  private static final byte[] NO_BYTES = {};

  /** The interface that it was seen on. */
  InterfaceDescription description;

  /** Its time in units of that interface. */
  long ticks;

  /** Array with its options. */
  byte[] options = NO_BYTES;

  /** Index of the first one. */
  int optionsFrom;

  /** Index behind the last one, {@link #optionsFrom} for none. */
  int optionsTo;

  /** Byte order of the options. */
  boolean bigEndian;
}
