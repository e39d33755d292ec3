package io.finrst.capture;

/**
 * Is told of the blocks of a pcapng capture that are no packets. The bytes are lent: valid only during the call.
 */
interface BlockTaker {
  /** A section begins; {@code from} to {@code to} are its options. */
  void section(byte[] bytes, int from, int to, boolean bigEndian);

  /** The next interface of the section; {@code from} to {@code to} is the body of the block that describes it. */
  void interfaceDescription(byte[] bytes, int from, int to, boolean bigEndian);

  /** Another block, with its type and its body. */
  void other(int type, byte[] bytes, int from, int to, boolean bigEndian);
}
