package io.finrst.record;

/**
 * What went wrong while connecting. Frame numbers are 0 where it did not happen.
 *
 * @param challengeAckFrame the SYN was answered by an ACK of an older connection on the same ports
 * @param badAckFrame the last ACK of the handshake acknowledges something the server never sent
 * @param synAckAgainFrame the SYN-ACK was sent again after the client had acknowledged it
 */
public record HandshakeFaults(long challengeAckFrame, long badAckFrame, long synAckAgainFrame) {
  /** Nothing went wrong. */
  public static final HandshakeFaults NONE = new HandshakeFaults(0, 0, 0);
}
